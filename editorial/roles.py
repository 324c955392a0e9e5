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
    kinds = ContentType.objects.db_manager(using).get_for_models(*record_models())
    permissions = Permission.objects.using(using)
    there = set(permissions.filter(codename__startswith="publish_").values_list("content_type", "codename"))
    new = {model: kind for model, kind in kinds.items() if (kind.pk, f"publish_{kind.model}") not in there}
    permissions.bulk_create(
        Permission(codename=f"publish_{kind.model}", content_type=kind, name=f"Can publish {model._meta.verbose_name}")
        for model, kind in new.items()
    )
    writing = {kind: ("view", "change") if model.is_public_once_made() else ALL for model, kind in new.items()}
    publishing = dict.fromkeys(new.values(), (*ALL, "publish"))
    grant(CONTRIBUTOR, writing, using)
    grant(EDITOR, publishing, using)
    chiefs = grant(CHIEF_EDITOR, publishing, using)
    if not chiefs.permissions.filter(content_type__app_label="auth").exists():
        accounts = ContentType.objects.using(using).filter(app_label="auth", model__in=ACCOUNTS)
        grant(CHIEF_EDITOR, dict.fromkeys(accounts, ALL), using)


def grant(role: str, actions_by_kind: dict[ContentType, tuple[str, ...]], using: str) -> Group:
    """Let the group do these things with these kinds, and make it if there is none."""
    group, _ = Group.objects.using(using).get_or_create(name=role)
    wanted = {(kind.pk, f"{action}_{kind.model}") for kind, actions in actions_by_kind.items() for action in actions}
    of_kinds = Permission.objects.using(using).filter(content_type__in=actions_by_kind)
    group.permissions.add(*(each for each in of_kinds if (each.content_type_id, each.codename) in wanted))
    return group
