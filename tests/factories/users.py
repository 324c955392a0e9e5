"""People with an account."""

from itertools import count

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission

serial = count(1)


def make_user(**fields):
    return get_user_model().objects.create_user(**{"username": f"user-{next(serial)}"} | fields)


def make_chief_editor(**fields):
    """May do everything."""
    return make_user(is_staff=True, is_superuser=True, **fields)


def make_editor(*permissions, **fields):
    """May come to the desk, and do there what is named: "people.change_person"."""
    editor = make_user(is_staff=True, **fields)
    for permission in permissions:
        app, codename = permission.split(".")
        editor.user_permissions.add(Permission.objects.get(content_type__app_label=app, codename=codename))
    return editor
