"""Rows as the pages group them."""

from collections.abc import Iterable
from dataclasses import dataclass

from .models import Credit


def by_choice(rows: Iterable, field: str) -> list[tuple[str, list]]:
    """[(label, rows)] for each choice of a field that some row has, in the order of the choices, none last."""
    groups: dict[str, list] = {}
    for row in rows:
        groups.setdefault(getattr(row, field), []).append(row)
    if not groups:
        return []
    choices = type(next(iter(groups.values()))[0])._meta.get_field(field).flatchoices
    return [(label, groups[value]) for value, label in [*choices, ("", "")] if value in groups]


@dataclass(frozen=True)
class CreditLine:
    """What an episode prints as one credit: “Written by Jack Kenny & Lisa Randolph”."""

    label: str
    horizon: int
    credits: list[Credit]

    def __str__(self):
        names = "".join(f"{joiner}{credit.person}" for joiner, credit in self.joined())
        return f"{self.label} {names}"

    def joined(self) -> list[tuple[str, Credit]]:
        """Each credit after what joins it to the one before it."""
        joiners = [f" {credit.joiner_as_printed} " if credit.joiner_as_printed else ", " for credit in self.credits]
        return list(zip(["", *joiners[1:]], self.credits, strict=True))

    @property
    def cites(self):
        return " ".join(dict.fromkeys(credit.cites for credit in self.credits))


def credit_lines(rows: Iterable[Credit]) -> list[CreditLine]:
    """The credits of an episode, line by line in the order of their first names."""
    lines: dict[tuple[str, int], list[Credit]] = {}
    for credit in rows:
        lines.setdefault((credit.label, credit.known_from()), []).append(credit)
    return [CreditLine(label, horizon, found) for (label, horizon), found in lines.items()]
