from django.apps import AppConfig, apps
from django.contrib.admin import apps as admin_apps
from django.db.models.signals import post_migrate


class EditorialConfig(AppConfig):
    name = "editorial"
    verbose_name = "the desk"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        # Models can only be imported once all apps are loaded.
        from . import audit, checks  # noqa: F401  (the audit hears who logs in)
        from .checks.alternatives import find_missing_alt
        from .checks.citing import find_uncited
        from .checks.dead import find_dead_links
        from .checks.hidden import find_hidden_targets
        from .checks.horizons import find_missing_horizons
        from .models import Picture
        from .pictures import keeping
        from .pictures.models import Illustrated
        from .roles import make_roles
        from .search import leave_out
        from .trash.originals import named_in_history

        for check in (find_dead_links, find_missing_horizons, find_hidden_targets, find_uncited):
            checks.register(check)
        checks.register(find_missing_alt, Illustrated, Picture)
        leave_out(Picture, "title", "focal_x", "focal_y")
        keeping.register(named_in_history)
        post_migrate.connect(make_roles, sender=apps.get_app_config("auth"), dispatch_uid="editorial.roles")


class DeskAdminConfig(admin_apps.AdminConfig):
    """Django's admin, with our own site."""

    default = False
    default_site = "editorial.site.DeskSite"
