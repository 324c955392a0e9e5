from django.http import Http404, HttpResponse

from .. import kinds
from ..horizon import NEWCOMER
from ..pages.answers import for_machines, unless_kept
from ..revisions.changes import with_changes
from .drawing import EDITION, drawn
from .words import words_of, words_of_site

AN_HOUR = "public, max-age=3600"


@for_machines
def site_card(request):
    return card(request, words_of_site())


@for_machines
def entry_card(request, kind, slug):
    """Of what somebody may be told who has seen nothing: anything else is the same 404 as what there is not."""
    if not kinds.is_kind(kind):
        raise Http404
    entries = kinds.model_of(kind).objects.public().told(NEWCOMER).with_ground()
    entry = with_changes(entries).filter(slug=slug).order_by().first()
    if entry is None:
        raise Http404
    return card(request, words_of(entry), entry.changed_at)


def card(request, words, changed=None) -> HttpResponse:
    said = repr((EDITION, *words)).encode()
    response = unless_kept(request, said, changed, lambda: HttpResponse(drawn(words), content_type="image/png"))
    response.headers["Cache-Control"] = AN_HOUR
    return response
