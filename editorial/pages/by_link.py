"""What is not public yet, for whoever has a link to it."""

from contextlib import ExitStack

from django.apps import apps
from django.http import Http404, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from ..desk import hold
from ..permissions import can_preview
from ..pictures.showing import shown_to_guests
from ..previews.models import PreviewLink
from ..snapshot import stage_what_is_there
from .preview import render_preview


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
        with hold(model._base_manager.only("pk").get(key=link.key)) as held, ExitStack() as stack:
            if not link.shows(held.record, held.copy):
                raise Http404
            if held.copy:
                stage_what_is_there(stack, held.current)
            if link.by and not can_preview(link.by, model._base_manager.get(pk=held.record.pk)):
                raise Http404
            stack.enter_context(shown_to_guests(link))
            response = render_preview(held.record)
    except model.DoesNotExist:
        raise Http404 from None
    if response.status_code == 404:
        raise Http404
    return response
