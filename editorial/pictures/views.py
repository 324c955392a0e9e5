from django.http import FileResponse, Http404
from django.views.decorators.http import require_safe

from ..permissions import can_view
from ..revisions.models import Revision
from . import originals, renditions
from .models import Picture
from .showing import is_guest

# A file is only looked at, however a browser is led to it.
NOTHING_RUNS = "default-src 'none'; frame-ancestors 'none'; sandbox"


@require_safe
def rendition(request, name):
    """What is shown of a picture while it is public; also before and after, to whoever may see it at the desk or was
    given its address for a while.
    """
    picture = Picture.objects.filter(token=name.partition("-")[0]).first()
    stored = f"{renditions.FOLDER}/{name}"
    if picture is None or stored not in renditions.rendition_names(picture.token, picture.renditions):
        raise Http404
    # Who asks is looked at only where it matters, so that a visitor's session is never read.
    public = picture.is_public()
    if not (public or is_guest(request, name) or can_view(request.user, picture)):
        raise Http404
    return file_response(picture, stored, public)


@require_safe
def original(request, name):
    """The file itself, also one that only a revision names: to the desk only, even while the picture is public."""
    named = [f"{folder}/{name}" for folder in originals.FOLDERS]
    picture = Picture.objects.filter(file__in=named).first()
    if not can_view(request.user, picture or Picture):
        raise Http404
    if picture is not None:
        return file_response(picture, picture.file.name, public=False)
    revision = Revision.objects.filter(model=Picture._meta.label_lower, data__fields__file__in=named).first()
    if revision is None:
        raise Http404
    return file_response(Picture(), revision.data["fields"]["file"], public=False)


def file_response(picture, stored, public):
    try:
        file = picture.file.storage.open(stored)
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(file, content_type=f"image/{stored.rpartition('.')[2]}")
    response["Content-Security-Policy"] = NOTHING_RUNS
    response["Cache-Control"] = "public, max-age=300" if public else "private, no-store"
    return response
