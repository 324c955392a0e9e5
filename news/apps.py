from django.apps import AppConfig

from editorial import kinds
from editorial.pages import boxes


class NewsConfig(AppConfig):
    name = "news"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        # Models can only be imported once all apps are loaded.
        from editorial import search
        from episodes.models import Episode, Season
        from people import groups
        from people.models import Person
        from sources.models import Source

        from . import schema
        from .boxes import article_from, articles_about, articles_concerning, claims_settled_in
        from .models import Article, Claim

        kinds.register(Article, Claim)
        schema.register()
        search.leave_out(Article, "seasons")
        boxes.register(Person, articles_concerning, Article)
        boxes.register(Season, articles_about)
        boxes.register(Episode, claims_settled_in, Claim)
        boxes.register(Source, article_from, Article)
        groups.register(groups.group("in-the-news", "in the news", Article, "people"))
