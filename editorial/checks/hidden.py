"""Links from what the public sees to what it does not."""

from django.utils import timezone

from .. import kinds
from ..links.index import marks_of, parts_of
from ..links.resolving import entries_named, public_among
from ..publishing import Entry, State
from .findings import Level, declare
from .registry import references_of

hidden_target = declare("hidden-target", "Public entries that name what is not public", Level.WARNING)


def find_hidden_targets(records):
    """What becomes public no later than the record itself does is as good as public."""
    named = [
        (record, part, field, ref)
        for record in records
        if record.is_meant_for_public()
        for _, part in parts_of(record)
        for field, ref in dict.fromkeys(refs_of(part))
        if ref != (kinds.kind_of(type(record)), record.key)
    ]
    public = public_among(ref for *_, ref in named)
    hidden = [name for name in named if name[-1] not in public]
    known = entries_named(ref for *_, ref in hidden)
    now = timezone.now()
    for record, part, field, ref in hidden:
        if ref in known and not comes_in_time(record, known[ref], now):
            yield hidden_target(record, say(part, field, *ref), part, field, about=[ref])


def refs_of(part):
    """(field, (kind, key)) of each entry that is named by a mark or by a reference, but for a row's own entry."""
    for mark in marks_of(part):
        yield mark.where, (mark.kind, mark.key)
    for name in references_of(type(part)):
        field = part._meta.get_field(name)
        if issubclass(field.related_model, Entry) and name != getattr(part, "parent", None):
            value = getattr(part, name)
            for entry in value.all() if field.many_to_many else filter(None, [value]):
                yield name, (kinds.kind_of(type(entry)), entry.key)


def comes_in_time(record, named, now) -> bool:
    if named.state != State.PUBLISHED or not isinstance(record, Entry) or record.publish_at is None:
        return False
    return now < named.publish_at <= record.publish_at


def say(part, field, kind, key) -> str:
    needed = field in {column.name for column in part.stands_on()}
    what = "none of this is shown" if needed else "it is left out here"
    return f"The {kind} “{key}” is not public: {what} until it is."
