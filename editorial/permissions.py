"""Who may do what at the desk. Closed by default; each question takes a record, or its model for any such record.

Built on Django's permissions to view, add, change and delete each kind of record, and on one more: to publish it.
Whoever may not publish may not make anything public move, and does not know of the unfinished work of others.
"""

from django.contrib.auth import get_permission_codename
from django.db.models import Q, QuerySet

from .publishing import Entry
from .publishing.states import UNFINISHED


def can_view(user, record) -> bool:
    """Whether somebody may know of a record that is not public."""
    return (_has(user, "view", record) or _has(user, "change", record)) and _may_know_of(user, record)


def can_add(user, model) -> bool:
    """Whether somebody may make one. What would be public at once, only who may publish."""
    return _has(user, "add", model) and (not model.is_public_once_made() or can_publish(user, model))


def can_edit(user, record) -> bool:
    """Whether somebody may change a record: what is live, in its working copy."""
    return _has(user, "change", record) and _may_know_of(user, record)


def can_publish(user, record) -> bool:
    return _has(user, "publish", record)


def can_delete(user, record) -> bool:
    """Whether somebody may move a record to the trash. Who may not publish, only an own one that is not live."""
    if not _has(user, "delete", record):
        return False
    if isinstance(record, type) or can_publish(user, record):
        return True
    return _is_own(user, record) and not record.is_meant_for_public()


def visible_to(queryset: QuerySet, user) -> QuerySet:
    """The records that `can_view` says somebody may know of."""
    model = queryset.model
    if not can_view(user, model):
        return queryset.none()
    if not issubclass(model, Entry) or can_publish(user, model):
        return queryset
    return queryset.filter(~Q(state__in=UNFINISHED) | belongs_to(user, model))


def belongs_to(user, model) -> Q:
    """The records that are somebody's own: who made one or, of an entry, who owns it."""
    made = Q(created_by=user)
    return made | Q(owner=user) if issubclass(model, Entry) else made


def _may_know_of(user, record) -> bool:
    if isinstance(record, type) or not isinstance(record, Entry) or record.state not in UNFINISHED:
        return True
    return _is_own(user, record) or can_publish(user, record)


def _is_own(user, record) -> bool:
    return user.pk in (record.created_by_id, getattr(record, "owner_id", None))


def _has(user, action, record) -> bool:
    # Permissions are for the desk, and without `is_staff` nobody comes in there.
    meta = record._meta
    return user.is_staff and user.has_perm(f"{meta.app_label}.{get_permission_codename(action, meta)}")
