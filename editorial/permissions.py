"""Who may do what at the desk. Closed by default; each question takes a record, or its model for any such record."""

from django.contrib.auth import get_permission_codename


def can_edit(user, record) -> bool:
    return _has(user, "change", record)


def can_publish(user, entry) -> bool:
    return can_edit(user, entry)


def can_view(user, record) -> bool:
    """Whether somebody may look at a record that is not public."""
    return can_edit(user, record) or _has(user, "view", record)


def visible_to(queryset, user):
    """Of these records, those that somebody may know of at the desk."""
    return queryset if can_view(user, queryset.model) else queryset.none()


def _has(user, action, record) -> bool:
    # Permissions are for the desk, and without `is_staff` nobody comes in there.
    meta = record._meta
    return user.is_staff and user.has_perm(f"{meta.app_label}.{get_permission_codename(action, meta)}")
