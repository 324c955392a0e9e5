"""What is kept of all that was read, while batch after batch is done: little, however much there is."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from django.db import models

from .drafting import Draft
from .planning import Plan
from .problems import Problem

Address = tuple[type[models.Model], Any]  # model, and key of a record or uid of a row


class Place(NamedTuple):
    """Where a record or row stands in the fixtures, and what it is called there."""

    file: str
    line: int
    name: str

    def problem(self, message: str, field: str = "") -> Problem:
        return Problem(self.file, message, self.line, self.name, field)


class Roll:
    def __init__(self):
        self.places: dict[Address, Place] = {}
        self.keys: dict[type[models.Model], list[str]] = defaultdict(list)  # of all that is there after the load
        self.written: dict[type[models.Model], set[int]] = defaultdict(set)  # by primary key
        self.kept: set[Address] = set()  # where something is as an editor left it
        self.deleted: set[Address] = set()  # what stays deleted

    def enter(self, drafts: Iterable[Draft]) -> Iterator[Problem]:
        """Know where these stand; what stands in the fixtures twice."""
        for part in (part for draft in drafts for part in draft.parts):
            place = Place(part.file, part.line, part.name)
            other = self.places.setdefault(part.address, place)
            if other is not place and part.parent:
                yield part.problem("Another row says the same: leave one out.")
            elif other is not place:
                yield part.problem(f"This key stands in {other.file}:{other.line} too.", "key")

    def note(self, plans: Iterable[Plan]) -> None:
        """What became of these."""
        for plan in plans:
            if plan.is_left_deleted:
                self.deleted.add(plan.draft.address)
                continue
            self.keys[plan.draft.model].append(plan.draft.natural)
            if plan.kept:
                self.kept.add(plan.draft.address)
            for ours in plan.names:
                row = next(part for place in plan.parts() if place[1:] == (ours,) for part in [plan.part_at(place)])
                self.places[row.model, uuid.UUID(ours)] = self.places[row.address]

    def place_of(self, record: models.Model, part: models.Model) -> Place:
        """Where a record or a row of it stands; of a row that an editor added, where its record does."""
        of_record = self.places[type(record), record.key]
        return self.places.get((type(part), getattr(part, "uid", None)), of_record)
