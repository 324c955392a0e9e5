"""What is not public yet, for whoever has a link to it."""

from django.apps import apps
from django.http import Http404, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from ..desk import hold
from ..pictures.showing import shown_to_guests
from ..previews.models import PreviewLink
from .preview import preview_held


@csrf_exempt  # Nothing is changed, and nobody's cookies are looked at.
@require_safe
def preview_by_link(request, token) -> HttpResponse:
    """The page of a draft or of a working copy. A link that leads nowhere is told apart from none by nothing."""
    link = PreviewLink.objects.open().with_token(token).select_related("by").first()
    if link is None:
        raise Http404
    model = apps.get_model(link.model)
    try:
        # Held, as whoever saves holds it first as well: what is staged is written, and writers do not cross then.
        with hold(model._base_manager.only("pk").get(key=link.key)) as held:
            if not link.shows(held.record, held.copy):
                raise Http404
            with shown_to_guests(link):
                response = preview_held(held, link.by)
    except model.DoesNotExist:
        raise Http404 from None
    if response.status_code == 404:
        raise Http404
    return response
