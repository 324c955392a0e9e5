"""What is drawn of the episodes, and how they came about: records in, geometry out."""

from collections.abc import Iterable
from dataclasses import dataclass

from editorial.charts import Chart, Item, Mark, chart_of, moment, months, window, years
from editorial.dates import DaysBetween, PartialDate

from .models import Milestone, Release, Season


def track(milestone: Milestone) -> tuple[Mark, ...]:
    """Where an event lies in its year; nothing if that is not known."""
    return moment(milestone.happened, months(milestone.year)) if milestone.year else ()


def event_in(milestone: Milestone, marks) -> Item:
    when = milestone.happened.label if milestone.happened else ""
    return Item(milestone.title, milestone.get_absolute_url(), marks, kicker=when)


def release_windows(releases: Iterable[Release], day=None) -> Chart:
    """From when to when something could be watched, on an axis of all years that are named; `day` is asked about."""
    given = list(releases)
    dates = [date for release in given for date in (release.starts, release.ends) if is_dated(date)]
    axis = years(edge for date in dates for edge in (date.first, date.last))
    rows = [
        Item(str(release), f"#{release.key}", window(release.starts, release.ends, axis), kicker=span_in_words(release))
        for release in given
    ]
    is_on_axis = day is not None and axis.low <= day.toordinal() < axis.high
    return chart_of(rows, axis.ticks, axis.of(day) if is_on_axis else None)


def span_in_words(release: Release) -> str:
    begin = release.start_in_words or "no date given"
    return f"{begin} – {release.end_in_words}" if release.end_in_words else f"{begin}, no end recorded"


@dataclass(frozen=True)
class WayToScreen:
    """From the order of a season to its release, with what happened on the way."""

    season: Season
    order: Milestone
    days: DaysBetween
    events: list[Milestone]

    @property
    def steps(self) -> list[tuple[Milestone, DaysBetween | None]]:
        return [(event, self.order.happened.days_until(event.happened)) for event in self.events]

    @property
    def chart(self) -> Chart:
        release = self.season.released
        edges = [self.order.happened, *(event.happened for event in self.events), release]
        axis = years(edge for date in edges for edge in (date.first, date.last))
        whole = Item(
            f"{self.days.label} from order to release",
            self.season.get_absolute_url(),
            window(self.order.happened, release, axis),
            kicker=f"{self.order.happened.label} – {release.label}",
        )
        steps = [event_in(event, moment(event.happened, axis)) for event in [self.order, *self.events]]
        return chart_of([whole, *steps], axis.ticks)


ON_THE_WAY = (Milestone.Kind.WRITING, Milestone.Kind.FILMING)  # what counts as work on the season


def way_to_screen(season: Season, milestones: Iterable[Milestone]) -> WayToScreen | None:
    """None where no order is on record, or no number of days follows from the dates."""
    if not is_dated(season.released):
        return None
    dated = [event for event in milestones if is_dated(event.happened)]
    orders = [
        event
        for event in dated
        if event.kind == Milestone.Kind.ORDER and event.happened.is_surely_before(season.released)
    ]
    if not orders:
        return None
    order = orders[0]
    days = order.happened.days_until(season.released)
    if days is None:
        return None
    work = [
        event
        for event in dated
        if event.kind in ON_THE_WAY
        and order.happened.is_surely_before(event.happened)
        and not season.released.is_surely_before(event.happened)
    ]
    return WayToScreen(season, order, days, work)


def is_dated(date: PartialDate | None) -> bool:
    return date is not None and date.year is not None
