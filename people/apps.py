from django.apps import AppConfig

from editorial import kinds


class PeopleConfig(AppConfig):
    name = "people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from .models import Character, Person

        kinds.register(Character, Person)
