"""What a form was made from, sent along with it: the guard against silent overwriting.

The snapshot itself travels, signed and compressed, so that nobody can say that a form was made from something else, and
a form that was opened long ago can still be merged with what has become of the record since.
"""

import datetime
from typing import NamedTuple

from django.apps import apps
from django.core import signing
from django.db.models import Model

from ..snapshot import Snapshot

FIELD = "_basis"
SALT = "editorial.basis"


def seal(snapshot: Snapshot, user) -> str:
    return signing.dumps({"user": user.pk, **snapshot.as_data()}, salt=SALT, compress=True)


def seal_blank(model: type[Model], user) -> str:
    """For the form of a new record, which is made from nothing."""
    return signing.dumps({"user": user.pk, "model": model._meta.label_lower}, salt=SALT, compress=True)


def unseal(sealed: str) -> tuple[Snapshot, int] | None:
    """The snapshot and to whom the form was given; None if it is none of ours."""
    try:
        data = signing.loads(sealed, salt=SALT)
        return Snapshot.of(data), data["user"]
    except (signing.BadSignature, LookupError, ValueError):
        return None


class Given(NamedTuple):
    """Which form was given to whom; the key is "" of the form of a new record, "*" of a list."""

    model: type[Model]
    key: str
    user: int


def given_form(sealed: str, max_age: datetime.timedelta | None = None) -> Given | None:
    """What a form is, whose token this is; None if it is none of ours, or older than that."""
    try:
        data = signing.loads(sealed, salt=SALT, max_age=max_age)
        return Given(apps.get_model(data["model"]), data.get("fields", {}).get("key", ""), data["user"])
    except (signing.BadSignature, LookupError, ValueError):
        return None


def given_at(sealed: str) -> datetime.datetime:
    """When a form was given out, whose token this is; of tokens only that were found to be ours."""
    _, seconds, _ = sealed.rsplit(":", 2)
    return datetime.datetime.fromtimestamp(signing.b62_decode(seconds), datetime.UTC)


def token_in(post, field: str = FIELD) -> str:
    """The token of a posted form, or "" if there is not one alone."""
    given = post.getlist(field)
    return given[0] if len(given) == 1 else ""


def basis_of(post, snapshot: Snapshot, user) -> Snapshot | None:
    """What a form of that record, given to that user, was made from; None if it does not say so, once and truly."""
    unsealed = unseal(token_in(post))
    if unsealed is None:
        return None
    basis, given_to = unsealed
    is_for_it = (basis.model, basis.key, given_to) == (snapshot.model, snapshot.key, user.pk)
    return basis if is_for_it else None
