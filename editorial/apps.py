from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps


class EditorialConfig(AppConfig):
    name = "editorial"
    verbose_name = "the desk"
    default_auto_field = "django.db.models.BigAutoField"


class DeskAdminConfig(admin_apps.AdminConfig):
    """Django's admin, with our own site."""

    default = False
    default_site = "editorial.site.DeskSite"
