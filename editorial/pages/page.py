from collections.abc import Iterable
from functools import cached_property

from django.utils.text import capfirst

from .. import kinds
from ..generation import Kept
from ..horizon import KIND, NEVER, NOT_CHOSEN, EpisodeCode, Horizon, Standing, episodes
from ..links.index import SOURCE, marks_of
from ..links.models import Relation
from ..links.resolving import Target, resolve
from ..markup import Citation, EntryRef, Footnotes
from .mentions import Mentions

_sources: Kept[str, object] = Kept(2_000)
_episodes: Kept[None, list[EpisodeCode]] = Kept(1)


class Page:
    """What the texts of one page share: where their links lead, and one list of footnotes.

    It is made of the records whose texts the page shows, and looks everything up in two queries,
    when first asked. The page of an entry also knows what leads to it: that is one query more.
    All that it shows stands as its horizon lets it stand.
    """

    def __init__(self, records: Iterable, entry=None, horizon: Horizon = NOT_CHOSEN):
        self.records = list(records)
        self.horizon = horizon
        self.mentions = Mentions(entry, self) if entry else None
        self._anchors: set[str] = set()

    @cached_property
    def marks(self):
        return [mark for record in self.records for mark in marks_of(record)]

    @cached_property
    def targets(self) -> dict[tuple[str, str], Target]:
        return {ref: self.before_reader(ref, target) for ref, target in self.found.items()}

    @cached_property
    def found(self) -> dict[tuple[str, str], Target]:
        refs = [(mark.kind, mark.key) for mark in self.marks if mark.relation != Relation.CITES]
        return resolve([*refs, *(self.mentions.ends if self.mentions else ())])

    def before(self, horizon: Horizon) -> "Page":
        """The texts of this page before another reader, with nothing looked up anew."""
        page = Page(self.records, horizon=horizon)
        page.found, page.episodes = self.found, self.episodes
        return page

    def before_reader(self, ref: tuple[str, str], target: Target) -> Target:
        """A later episode is called by its number, before whoever has said how far they are."""
        kind, key = ref
        if kind != KIND or self.standing(key) is not Standing.WITHHELD:
            return target
        return target._replace(title=capfirst(self.label_of(self.horizon_numbers[key])))

    @cached_property
    def footnotes(self) -> Footnotes:
        keys = {mark.key for mark in self.marks if mark.relation == Relation.CITES}
        if not keys:
            return Footnotes({})
        sources = _sources.get_all(keys, find_sources)
        return Footnotes({key: source for key, source in sources.items() if source})

    @cached_property
    def episodes(self) -> list[EpisodeCode]:
        return _episodes.get(None, episodes)

    @cached_property
    def horizon_labels(self) -> dict[int, str]:
        """What the horizons are called: after the episode, else after the landmark of that number."""
        return {episode.number: episode.label for episode in reversed(self.episodes)}

    @cached_property
    def horizon_numbers(self) -> dict[str, int]:
        """The number in the series of each episode, by its key."""
        return {episode.code: episode.number for episode in self.episodes}

    def target(self, ref: EntryRef) -> Target | None:
        """Where a link leads, unless that is nothing to be told of here."""
        target = self.targets.get((ref.kind, ref.key))
        if target is None or self.horizon.standing(target.horizon) is Standing.WITHHELD:
            return None
        return target

    def cite(self, citation: Citation):
        return self.footnotes.cite(citation)

    def anchor(self, name: str) -> str:
        """The name, the first time that this page is asked for a place of it; "" later."""
        if name in self._anchors:
            return ""
        self._anchors.add(name)
        return name

    def label_of(self, number: int) -> str:
        """What a horizon of that number is called on this page."""
        return self.horizon_labels.get(number, f"episode {number} of the series")

    def standing(self, code: str) -> Standing:
        """How what the episode of that code gives away stands here: later than all else, if there is none."""
        # Only who has to withhold something needs the numbers, which are a query.
        number = self.horizon_numbers.get(code, NEVER) if self.horizon.withholds else NEVER
        return self.horizon.standing(number)


def find_sources(keys: Iterable[str]) -> dict[str, object]:
    """The public sources of these keys; None for a key that has none."""
    sources = kinds.model_of(SOURCE).objects.public().filter(key__in=keys).select_related("publication")
    return dict.fromkeys(keys) | {source.key: source for source in sources}
