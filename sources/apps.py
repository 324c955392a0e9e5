from django.apps import AppConfig

from editorial import kinds


class SourcesConfig(AppConfig):
    name = "sources"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        # Models, and what is made of them, can only be imported once all apps are loaded.
        from editorial import checks

        from . import schema
        from .checks import find_dates_out_of_order
        from .models import Discrepancy, Source

        kinds.register(Discrepancy, Source)
        schema.register()
        checks.register(find_dates_out_of_order, Source)
