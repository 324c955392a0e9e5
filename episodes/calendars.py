"""When the series came out and how it came about, for calendars; told as to somebody who has seen nothing."""

from django.conf import settings
from django.http import HttpResponse

from editorial.calendars.events import event_on
from editorial.calendars.writing import MEDIA_TYPE, calendar
from editorial.horizon import NEWCOMER
from editorial.kinds import kind_of
from editorial.pages.absolute import absolute, permanent_id
from editorial.pages.answers import for_machines
from editorial.pages.gists import description
from editorial.pages.page import Page
from editorial.revisions.changes import with_changes

from .models import Episode, Milestone, Release, Season


@for_machines
def releases(request):
    """Seasons and episodes on the days of their release; from when and until when a season could be watched where."""
    seasons, episodes, windows = told(Season), told(Episode), told(Release)
    page = Page([*seasons, *episodes], horizon=NEWCOMER)
    events = [
        *(event for entry in [*seasons, *episodes] for event in event_of(entry, entry.released, page)),
        *(event for window in windows for event in window_events(window)),
    ]
    return answer("releases", "Releases", events)


@for_machines
def timeline(request):
    milestones = told(Milestone)
    page = Page(milestones, horizon=NEWCOMER)
    events = [event for entry in milestones for event in event_of(entry, entry.happened, page)]
    return answer("timeline", "Timeline", events)


def told(model):
    return list(with_changes(model.objects.public().told(NEWCOMER).with_ground()))


def event_of(entry, when, page):
    return event_on(
        when,
        uid=permanent_id(kind_of(type(entry)), entry.key),
        title=entry.title_before(NEWCOMER),
        text=description(entry, page),
        url=absolute(entry.get_absolute_url()),
        changed_at=entry.changed_at,
    )


def window_events(release):
    """Two days and not the years between: what lasts so long would lie over all else in a calendar."""
    said = {
        "text": release.regions,
        "url": absolute(release.season.get_absolute_url()),
        "changed_at": release.changed_at,
    }
    what = f"{release.season.title}: {release.platform}"
    uid = permanent_id("release", release.key)
    return [
        *event_on(release.starts, uid=f"{uid}/starts", title=f"{what}, from this day", **said),
        *event_on(release.ends, uid=f"{uid}/ends", title=f"{what}, until this day", **said),
    ]


def answer(name, title, events):
    text = calendar(f"{title} · {settings.SITE_NAME}", sorted(events, key=lambda event: (event.first, event.uid)))
    headers = {"Content-Disposition": f'inline; filename="{name}.ics"'}
    return HttpResponse(text, content_type=MEDIA_TYPE, headers=headers)
