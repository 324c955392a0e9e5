from django.db.models import BooleanField, ExpressionWrapper, Q


def neighbours(entries, entry, *fields):
    """Those before and after an entry in the order of these fields, each or None, in one query.

    The last field tells all entries apart.
    """
    before, after = beyond(entry, "lt", *fields), beyond(entry, "gt", *fields)
    nearest_before = entries.filter(before).order_by(*(f"-{field}" for field in fields)).values("pk")[:1]
    nearest_after = entries.filter(after).order_by(*fields).values("pk")[:1]
    nearest = entries.filter(Q(pk__in=nearest_before) | Q(pk__in=nearest_after))
    found = {near.is_after: near for near in nearest.annotate(is_after=ExpressionWrapper(after, BooleanField()))}
    return found.get(False), found.get(True)


def beyond(entry, side, field, *fields):
    """On that side of the entry by the first field in which they differ."""
    value = getattr(entry, field)
    differs = Q(**{f"{field}__{side}": value})
    return differs | Q(**{field: value}) & beyond(entry, side, *fields) if fields else differs
