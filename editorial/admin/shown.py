"""What a list showed of each record, sent along with it: the guard against silent overwriting by a stale list.

Signed, so that nobody can say that a list showed something else.
"""

import datetime
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.core import signing
from django.template.defaultfilters import date as format_date
from django.utils.timezone import localtime

from ..recovery.keeping import LIST
from .basis import Given

FIELD = "_shown"
SALT = "editorial.shown"


@dataclass
class Shown:
    """A row of a list: the version of its record, and what its editable columns said, as plain data."""

    version: int
    values: dict[str, Any] = field(default_factory=dict)


def seal(rows: dict[int, Shown], model, user) -> str:
    data = {str(pk): [shown.version, shown.values] for pk, shown in rows.items()}
    return signing.dumps({"user": user.pk, "model": model._meta.label_lower, "rows": data}, salt=SALT, compress=True)


def given_list(sealed: str, max_age: datetime.timedelta) -> Given | None:
    """To whom a list was given, whose token this is; None if it is none of ours, or older than that."""
    try:
        data = signing.loads(sealed, salt=SALT, max_age=max_age)
        return Given(apps.get_model(data["model"]), LIST, data["user"])
    except (signing.BadSignature, LookupError, ValueError):
        return None


def shown_in(request, model) -> dict[int, Shown]:
    """By primary key, what the list that was sent showed; nothing if it does not say so, once and truly."""
    given = request.POST.getlist(FIELD)
    if len(given) != 1:
        return {}
    try:
        data = signing.loads(given[0], salt=SALT)
    except signing.BadSignature:
        return {}
    if (data["user"], data["model"]) != (request.user.pk, model._meta.label_lower):
        return {}
    return {int(pk): Shown(version, values) for pk, (version, values) in data["rows"].items()}


def last_saved(record) -> tuple[str, str]:
    """Who saved a record last, and when."""
    by = record.updated_by.get_username() if record.updated_by else "the site"
    return by, format_date(localtime(record.updated_at), "Y-m-d H:i:s T")
