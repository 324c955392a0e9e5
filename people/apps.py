from django.apps import AppConfig

from editorial import kinds
from editorial.pages import boxes


class PeopleConfig(AppConfig):
    name = "people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from editorial.links import names
        from sources.models import Source

        from .boxes import quotes_in
        from .models import Character, Person

        kinds.register(Character, Person)
        for model in (Character, Person):
            names.register(model, "aliases__name")
        boxes.register(Source, quotes_in)
