from django.apps import AppConfig

from editorial import kinds


class SourcesConfig(AppConfig):
    name = "sources"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from .models import Discrepancy, Source

        kinds.register(Discrepancy, Source)
