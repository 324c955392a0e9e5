"""What a form was made from, sent along with it: the guard against silent overwriting.

The snapshot itself travels, signed and compressed, so that nobody can say that a form was made from something else, and
a form that was opened long ago can still be merged with what has become of the record since.
"""

from django.core import signing

from ..snapshot import Snapshot

FIELD = "_basis"
SALT = "editorial.basis"


def seal(snapshot: Snapshot, user) -> str:
    return signing.dumps({"user": user.pk, **snapshot.as_data()}, salt=SALT, compress=True)


def unseal(sealed: str) -> tuple[Snapshot, int] | None:
    """The snapshot and to whom the form was given; None if it is none of ours."""
    try:
        data = signing.loads(sealed, salt=SALT)
        return Snapshot.of(data), data["user"]
    except (signing.BadSignature, LookupError, ValueError):
        return None


def basis_of(post, snapshot: Snapshot) -> Snapshot | None:
    """What a posted form of that record was made from; None if it does not say so, once and truly."""
    given = post.getlist(FIELD)
    unsealed = unseal(given[0]) if len(given) == 1 else None
    if unsealed is None:
        return None
    basis, _ = unsealed
    return basis if (basis.model, basis.key) == (snapshot.model, snapshot.key) else None
