from django.apps import AppConfig

from editorial import kinds


class NewsConfig(AppConfig):
    name = "news"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from .models import Article, Claim

        kinds.register(Article, Claim)
