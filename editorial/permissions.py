"""Who may do what at the desk. Closed by default; each question takes a record, or its model for any such record.

Built on Django's permissions to view, add, change and delete each kind of record, and on one more: to publish it.
Whoever may not publish may not make anything public move, and does not know of the unfinished work of others.
"""

from django.apps import apps
from django.contrib.auth import get_permission_codename
from django.db.models import Q, QuerySet, prefetch_related_objects

from .kinds import one_of
from .publishing import Entry, Record, State
from .publishing.states import UNFINISHED


def can_view(user, record) -> bool:
    """Whether somebody may know of a record that is not public, and of what waits in its working copy."""
    return (_has(user, "view", record) or _has(user, "change", record)) and _may_know_of(user, record)


def can_add(user, model) -> bool:
    """Whether somebody may make one. What would be public at once, only who may publish."""
    return _has(user, "add", model) and (not model.is_public_once_made() or can_publish(user, model))


def can_edit(user, record) -> bool:
    """Whether somebody may change a record: a live one in its working copy, an archived one only who may publish."""
    if not (_has(user, "change", record) and _may_know_of(user, record)):
        return False
    is_archived = isinstance(record, Entry) and record.state == State.ARCHIVED
    return not is_archived or can_publish(user, record)


def can_publish(user, record) -> bool:
    return _has(user, "publish", record)


def can_return(user, record) -> bool:
    """Whether somebody may put a record back to draft: out of review who may change it, off the site who publishes."""
    is_in_review = isinstance(record, Entry) and record.state == State.IN_REVIEW
    return can_publish(user, record) or (is_in_review and can_edit(user, record))


def can_discard(user, copy) -> bool:
    """Whether somebody may give up a working copy: who may publish, or who began it and nobody else saved it since."""
    model = apps.get_model(copy.model)
    return can_publish(user, model) or (
        _has(user, "change", model) and user.pk == copy.started_by_id == copy.revision.by_id
    )


def can_delete(user, record) -> bool:
    """Whether somebody may move a record to the trash. Who may not publish, only an own one that is not live."""
    if not _has(user, "delete", record):
        return False
    if isinstance(record, type) or can_publish(user, record):
        return True
    return _is_own(user, record) and not record.is_meant_for_public()


def can_preview(user, record) -> bool:
    """Whether somebody who may see a record may see its page, which shows all that it stands on."""
    grounds = [getattr(record, field.name) for field in record.stands_on()]
    return all((can_view(user, each) or each.is_public()) and can_preview(user, each) for each in grounds)


def name_for(user, record) -> str:
    """What a record is called before somebody who may not know of it."""
    return str(record) if can_view(user, record) else f"{one_of(record)} that is not public yet"


def call_by_known_names(user, records, fields=None) -> None:
    """Let all that these records or rows of one model name, in these fields or in any, say what `name_for` says.

    Only here, in memory: what they name must not be saved after that.
    """
    if not records:
        return
    model = type(records[0])
    naming = [each for each in naming_fields(model) if fields is None or each.name in fields]
    prefetch_related_objects(records, *(field.name for field in naming))
    for record in records:
        for field in naming:
            value = getattr(record, field.name)
            for named in value.all() if field.many_to_many else filter(None, [value]):
                if not can_view(user, named):
                    setattr(named, named.naming_field(), name_for(user, named))


def naming_fields(model) -> list:
    """The fields by which such a record or row names others; a row's own record is none of them."""
    return [
        field
        for field in [*model._meta.concrete_fields, *model._meta.many_to_many]
        if field.is_relation and issubclass(field.related_model, Record) and field.name != getattr(model, "parent", "")
    ]


def visible_to(queryset: QuerySet, user) -> QuerySet:
    """The records that `can_view` says somebody may know of."""
    model = queryset.model
    if not can_view(user, model):
        return queryset.none()
    return queryset if can_publish(user, model) else queryset.filter(known_q(user, model))


def known_q(user, model, prefix: str = "") -> Q:
    """The records of which somebody may know who does not publish them: finished, their own, or standing on such."""
    if issubclass(model, Entry):
        return ~Q(**{f"{prefix}state__in": UNFINISHED}) | belongs_to(user, model, prefix)
    known = Q()
    for field in model.stands_on():
        if not can_publish(user, field.related_model):
            known &= known_q(user, field.related_model, f"{prefix}{field.name}__")
    return known


def belongs_to(user, model, prefix: str = "") -> Q:
    """The records that are somebody's own: who made one or, of an entry, who owns it."""
    made = Q(**{f"{prefix}created_by": user})
    return made | Q(**{f"{prefix}owner": user}) if issubclass(model, Entry) else made


def _may_know_of(user, record) -> bool:
    """The same as `known_q` of one record."""
    if isinstance(record, type) or can_publish(user, record):
        return True
    if isinstance(record, Entry):
        return record.state not in UNFINISHED or _is_own(user, record)
    return all(_may_know_of(user, getattr(record, field.name)) for field in record.stands_on())


def _is_own(user, record) -> bool:
    return user.pk in (record.created_by_id, getattr(record, "owner_id", None))


def _has(user, action, record) -> bool:
    # Permissions are for the desk, and without `is_staff` nobody comes in there.
    meta = record._meta
    return user.is_staff and user.has_perm(f"{meta.app_label}.{get_permission_codename(action, meta)}")
