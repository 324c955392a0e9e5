"""The groups that the site ships: who writes, who publishes, who manages people.

They are given what they may do with a kind of record when that is new to the database, so that what a chief editor
changes in them later stays.
"""

from django.apps import AppConfig, apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType

from .snapshot.shape import record_models

CONTRIBUTOR, EDITOR, CHIEF_EDITOR = "Contributor", "Editor", "Chief editor"
ALL = ("view", "add", "change", "delete")
ACCOUNTS = ("user", "group")


def make_roles(app_config: AppConfig, using: str, **kwargs) -> None:
    """Make the permissions to publish, and the groups; called after a migration, when all apps have had theirs."""
    for config in apps.get_app_configs():
        create_permissions(config, verbosity=0, using=using)
    for model in record_models():
        kind = ContentType.objects.db_manager(using).get_for_model(model)
        _, is_new = Permission.objects.using(using).get_or_create(
            codename=f"publish_{kind.model}",
            content_type=kind,
            defaults={"name": f"Can publish {model._meta.verbose_name}"},
        )
        if is_new:
            grant(CONTRIBUTOR, kind, ["view", "change"] if model.is_public_once_made() else ALL, using)
            grant(EDITOR, kind, [*ALL, "publish"], using)
            grant(CHIEF_EDITOR, kind, [*ALL, "publish"], using)
    chiefs = Group.objects.using(using).get(name=CHIEF_EDITOR)
    if not chiefs.permissions.filter(content_type__app_label="auth").exists():
        for name in ACCOUNTS:
            grant(CHIEF_EDITOR, ContentType.objects.db_manager(using).get_by_natural_key("auth", name), ALL, using)


def grant(role: str, kind: ContentType, actions, using: str) -> None:
    group, _ = Group.objects.using(using).get_or_create(name=role)
    codenames = [f"{action}_{kind.model}" for action in actions]
    group.permissions.add(*Permission.objects.using(using).filter(content_type=kind, codename__in=codenames))
