from django.apps import AppConfig

from editorial import kinds


class ReviewsConfig(AppConfig):
    name = "reviews"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from .models import Nomination, Review

        kinds.register(Nomination, Review)
