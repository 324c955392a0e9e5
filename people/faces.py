"""Who may be shown as whom: before an episode reveals an identity two characters, after it one."""

from django.db.models import Case, F, Value, When
from django.http import HttpResponse, HttpResponseRedirect

from editorial.horizon import Horizon

from .models import Character, Identity


def truths(horizon: Horizon) -> dict[int, int]:
    """{face: truth}, as primary keys, for each face that a reader is told to be somebody else. One query.

    Whoever has not said how far they are is told of two, with a veil between them.
    """
    if not horizon.is_chosen:
        return {}
    told = dict(Identity.objects.public().open(horizon).order_by("revealed", "key").values_list("face", "truth"))
    return {face: last_of(told, face) for face in told}


def told_as(character: str, horizon: Horizon, *fields: str) -> dict[str, Case]:
    """{told_<field>: that field of whom a record names in `character`, as a reader is told of it: of the truth}."""
    told = truths(horizon)
    found = Character.objects.in_bulk(set(told.values())) if told else {}
    return {
        f"told_{field}": Case(
            *[When(**{character: face}, then=Value(getattr(found[truth], field))) for face, truth in told.items()],
            default=F(f"{character}__{field}"),
            output_field=Character._meta.get_field(field),
        )
        for field in fields
    }


def lead_to(character: Character) -> HttpResponse:
    """To whom somebody is in truth. It is so for some readers only, and nothing keeps it."""
    return HttpResponseRedirect(character.get_absolute_url(), headers={"Cache-Control": "no-store"})


def last_of(told: dict[int, int], face: int) -> int:
    """The end of a chain of faces; of a circle, where it was entered last."""
    seen = {face}
    while (truth := told.get(face)) is not None and truth not in seen:
        seen.add(truth)
        face = truth
    return face
