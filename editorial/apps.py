from django.apps import AppConfig, apps
from django.contrib.admin import apps as admin_apps
from django.db.models.signals import post_migrate


class EditorialConfig(AppConfig):
    name = "editorial"
    verbose_name = "the desk"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from .roles import make_roles

        post_migrate.connect(make_roles, sender=apps.get_app_config("auth"), dispatch_uid="editorial.roles")


class DeskAdminConfig(admin_apps.AdminConfig):
    """Django's admin, with our own site."""

    default = False
    default_site = "editorial.site.DeskSite"
