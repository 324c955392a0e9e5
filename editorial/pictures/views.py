from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from ..permissions import can_view
from .models import FOLDER, Picture


@require_safe
def picture_file(request, name):
    """A picture while it is public; to whoever may see it at the desk also before and after."""
    picture = get_object_or_404(Picture, file=f"{FOLDER}/{name}")
    # Who asks is looked at only where it matters, so that a visitor's session is never read.
    public = picture.is_public()
    if not public and not can_view(request.user, picture):
        raise Http404
    try:
        file = picture.file.open()
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(file, content_type="image/webp")
    response["Cache-Control"] = "public, max-age=300" if public else "private, no-store"
    return response
