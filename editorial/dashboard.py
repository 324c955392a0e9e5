"""What waits for an editor, on the index of the desk.

Each panel is made by a function that is given a `Visit` and gives a `Panel`; whoever has something to say there
registers one more, in its place.

A panel asks the database once for all kinds of record, and once more to count if there is more than it shows.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst

from .dates.moments import in_zone
from .listing import Listed, kinds_on_the_desk, listed
from .permissions import belongs_to, can_view, visible_to
from .publishing import Entry, State, Status
from .reports import counted_at, lines_for
from .revisions.models import Revision, WorkingCopy
from .seeding.models import SeedConflict
from .snapshot import merge

MOST = 8  # that a panel shows


@dataclass
class Visit:
    """Somebody looks at the dashboard: what they may know of there, kind by kind."""

    site: Any
    user: Any
    models: list = field(init=False)

    def __post_init__(self):
        self.models = [model for model in kinds_on_the_desk(self.site) if can_view(self.user, model)]

    def entries(self) -> list[QuerySet]:
        return [visible_to(model.objects.all(), self.user) for model in self.models if issubclass(model, Entry)]

    def records(self) -> list[QuerySet]:
        return [visible_to(model.objects.all(), self.user) for model in self.models]


@dataclass
class Panel:
    """`items` are as templates/admin/desk/_list.html takes them; `empty` is what to say if there are none."""

    name: str
    title: str
    items: list[dict[str, Any]]
    empty: str
    count: int | None = None
    note: str = ""
    more_url: str = ""
    more: str = ""


Provider = Callable[[Visit], Panel]

_providers: dict[Provider, int] = {}


def register(provider: Provider, place: int) -> None:
    """Have a panel on the dashboard; those of a lower place come first."""
    _providers[provider] = place


def panels_for(site, user) -> list[Panel]:
    visit = Visit(site, user)
    return [provider(visit) for provider in sorted(_providers, key=lambda provider: _providers[provider])]


def filled(name: str, title: str, empty: str, found, order: str, item: Callable[[Listed], dict]) -> Panel:
    """A panel of the first of these records; counted only if there are more than it shows."""
    rows = first(found, order, MOST + 1)
    count = len(rows) if len(rows) <= MOST else found.count()
    return Panel(name, title, [item(row) for row in rows[:MOST]], empty, count)


def first(found, order: str, most: int) -> list[Listed]:
    if found is None:  # Somebody who may look at nothing.
        return []
    return [Listed(*row) for row in found.order_by(order, "row_title", "row_label", "row_pk")[:most]]


def entries_that(visit: Visit, condition: Callable[[type[Entry]], Q], at: str = "updated_at"):
    found = [queryset.filter(condition(queryset.model)) for queryset in visit.entries()]
    return listed(found, at=F(at)) if found else None


def item_of(row: Listed, note: str) -> dict[str, Any]:
    return {"url": row.url, "title": row.title, "note": f"{capfirst(row.kind)} · {note}"}


def when(moment) -> str:
    return in_zone(moment) if moment else "no moment"


def show_drafts(visit: Visit) -> Panel:
    mine = entries_that(visit, lambda model: Q(state=State.DRAFT) & belongs_to(visit.user, model))
    empty = "You have no drafts. A new entry begins as one."
    return filled("drafts", "My drafts", empty, mine, "-row_at", lambda row: item_of(row, f"saved {when(row.at)}"))


def show_reviews(visit: Visit) -> Panel:
    waiting = entries_that(visit, lambda model: Q(state=State.IN_REVIEW))

    def item(row):
        return item_of(row, f"saved {when(row.at)}") | {"url": row.url_of("publishing")}

    return filled("reviews", "Waiting for review", "Nobody waits for a review.", waiting, "row_at", item)


def copies_of_row(model):
    return WorkingCopy.objects.filter(model=model._meta.label_lower, key=OuterRef("key"))


def records_with_copies(visit: Visit, *conditions: Q | Exists):
    """The records with a working copy of which these are true: whose it is, and since when."""
    found = []
    for queryset in visit.records():
        copies = copies_of_row(queryset.model).filter(*conditions)
        by, at = (Subquery(copies.values(f"revision__{name}")[:1]) for name in ("by_name", "at"))
        found.append(queryset.filter(Exists(copies)).annotate(copy_by=by, copy_at=at))
    return listed(found, by=F("copy_by"), at=F("copy_at")) if found else None


def copy_item(row: Listed) -> dict[str, Any]:
    note = f"by {row.by or 'the site'}, {when(row.at)}"
    return item_of(row, note) | {"url": row.url_of("publishing")}


def show_copies(visit: Visit) -> Panel:
    empty = "No changes wait: what is public is the latest."
    return filled("copies", "Changes waiting", empty, records_with_copies(visit), "-row_at", copy_item)


def show_scheduled(visit: Visit) -> Panel:
    now = timezone.now()
    scheduled = entries_that(visit, lambda model: model.status_q(Status.SCHEDULED, now), "publish_at")

    def item(row):
        return item_of(row, f"public from {when(row.at)}")

    return filled("scheduled", "Scheduled next", "Nothing is scheduled.", scheduled, "row_at", item)


def show_conflicts(visit: Visit) -> Panel:
    """Working copies that do not go together with what was published or loaded since they were begun."""
    disputed = Q(pk__in=[copy.pk for copy in copies_in_conflict()] if visit.models else [])
    empty = "No conflicts: every change that waits goes with what is public."
    found = records_with_copies(visit, disputed)
    return filled("conflicts", "Changed on both sides", empty, found, "-row_at", copy_item)


def copies_in_conflict() -> Iterator[WorkingCopy]:
    """Two queries; the copies whose record was saved since are merged with it one after the other."""
    same = {"model": OuterRef("model"), "key": OuterRef("key")}
    newer = Revision.objects.filter(**same, is_live=True, number__gt=OuterRef("base__number")).order_by("-number")
    copies = WorkingCopy.objects.annotate(live=Subquery(newer.values("pk")[:1])).filter(live__isnull=False)
    copies = list(copies.select_related("base", "revision"))
    live = Revision.objects.in_bulk({copy.live for copy in copies})
    for copy in copies:
        if merge(copy.base.snapshot, copy.revision.snapshot, live[copy.live].snapshot).conflicts:
            yield copy


def show_seed_conflicts(visit: Visit) -> Panel:
    """Records that an editor and a fixture both changed."""
    found = []
    for queryset in visit.records():
        waiting = SeedConflict.objects.filter(model=queryset.model._meta.label_lower, key=OuterRef("key"))
        at = Subquery(waiting.values("at")[:1])
        found.append(queryset.filter(Exists(waiting)).annotate(loaded_at=at))

    def item(row):
        return item_of(row, f"loaded {when(row.at)}") | {"url": row.url_of("seed")}

    waiting = listed(found, at=F("loaded_at")) if found else None
    empty = "No conflicts: what editors changed, no fixture says otherwise."
    return filled("seeds", "Changed by editors and by fixtures", empty, waiting, "-row_at", item)


def show_published(visit: Visit) -> Panel:
    now = timezone.now()
    public = entries_that(visit, lambda model: model.status_q(Status.PUBLISHED, now), "publish_at")
    rows = first(public, "-row_at", MOST)
    items = [item_of(row, f"since {when(row.at)}") for row in rows]
    return Panel("published", "Recently published", items, "Nothing is public yet.")


def show_reports(visit: Visit) -> Panel:
    """As they were counted last: to count takes longer than this page may."""
    lines, as_of = lines_for(visit.site, visit.user), counted_at(visit.site, visit.user)
    items = [
        {"url": line.kinds[0][2], "title": line.heading, "note": f"{line.level.label} · {numbers(line)}"}
        for line in lines[:MOST]
    ]
    empty = "Nothing is wrong, and nothing doubtful." if as_of else "Nothing was counted yet."
    return Panel(
        "reports",
        "Reports",
        items,
        empty,
        sum(line.total for line in lines) if as_of else None,
        note=f"As of {when(as_of)}." if as_of else "",
        more_url=reverse("admin:reports"),
        more="All reports",
    )


def numbers(line) -> str:
    return ", ".join(f"{number} in {kind}" for kind, number, _ in line.kinds)


for place, provider in enumerate(
    [
        show_reviews,
        show_drafts,
        show_copies,
        show_scheduled,
        show_conflicts,
        show_seed_conflicts,
        show_reports,
        show_published,
    ],
    start=1,
):
    register(provider, place * 10)
