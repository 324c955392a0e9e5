from django.apps import AppConfig

from editorial import kinds
from editorial.pages import boxes


class ReviewsConfig(AppConfig):
    name = "reviews"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        # Models can only be imported once all apps are loaded.
        from editorial import search
        from episodes.models import Season
        from people import groups
        from people.models import Person
        from sources.models import Source

        from . import schema
        from .boxes import nominations_of, reception_of, review_from, reviews_by
        from .models import Nomination, Nominee, Review

        kinds.register(Nomination, Review)
        schema.register()
        for model in (Nomination, Review):
            search.leave_out(model, "season")
        boxes.register(Person, reviews_by, Review)
        boxes.register(Person, nominations_of, Nominee)
        boxes.register(Season, reception_of)
        boxes.register(Source, review_from, Review)
        groups.register(
            groups.group("critics", "critics", Review, "critic"),
            groups.group("nominees", "nominated for awards", Nominee, "person"),
        )
