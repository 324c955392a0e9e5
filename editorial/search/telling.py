"""What may be told to one reader at one moment, and how far that reaches."""

import datetime
from collections.abc import Mapping
from math import isinf

from ..horizon import ALL, NOT_CHOSEN, Horizon, Standing, up_to
from ..publishing import Entry, State
from ..publishing.publicness import Publishable
from .models import BEYOND, EVERYTHING, FOREVER, UNSAID


class Telling:
    """A reader at a moment. Every question notes from where, and from when, its answer would be another:
    before `next_place` and `next_moment` all that was asked is answered the same.
    """

    def __init__(self, place: int, moment: datetime.datetime, numbers: Mapping[str, int], entries: Mapping):
        self.place = place
        self.moment = moment
        self.numbers = numbers  # of the episodes, by code
        self.entries = entries  # to which texts lead, by kind and key
        self.next_place = BEYOND
        self.next_moment = FOREVER

    @property
    def horizon(self) -> Horizon:
        """For what knows itself what to say; it may say something else before each other reader who chose."""
        if self.place == UNSAID:
            self.next_place = 0
            return NOT_CHOSEN
        return ALL if self.place == EVERYTHING else up_to(self.place)

    def knows(self, number: float) -> bool:
        """Whether what the episode of that number gives away stands open."""
        from_place = UNSAID if number <= 0 else EVERYTHING if isinf(number) else int(number)
        if from_place > self.place:
            self.next_place = min(self.next_place, from_place)
        return from_place <= self.place

    def standing(self, code: str) -> Standing:
        return Standing.OPEN if self.knows(self.numbers.get(code, float("inf"))) else Standing.WITHHELD

    def sees(self, record: Publishable) -> bool:
        return self.is_public(record) and self.knows(record.told_from())

    def is_public(self, record: Publishable) -> bool:
        """A plain record, where an entry shows it, is while its ground is."""
        if isinstance(record, Entry):
            if record.state == State.PUBLISHED:
                self.note_moments(record.publish_at, record.expire_at)
            if not record.is_public_itself(self.moment):
                return False
        return all(self.is_public(getattr(record, field.name)) for field in record.stands_on())

    def note_moments(self, *moments: datetime.datetime | None) -> None:
        later = [moment for moment in moments if moment and moment > self.moment]
        self.next_moment = min([self.next_moment, *later])

    def title_of(self, entry: Entry) -> str:
        if type(entry).title_before is Entry.title_before:
            return entry.title
        for _, number, _ in entry.horizon_codes():
            self.knows(number)
        return entry.title_before(self.horizon)
