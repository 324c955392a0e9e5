"""Forms that come in too late: from somebody who is logged out by now, or may no longer do what the form does.

The token in the form says to whom it was given. For that person it is kept, and offered after the next login. So are
lists in which something was typed, and what somebody put together of two changes.
"""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from functools import update_wrapper

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseForbidden, JsonResponse, UnreadablePostError
from django.template.loader import render_to_string

from ..recovery.keeping import MINE, TooLong, keep_late, page_in
from ..recovery.models import Unsaved
from . import basis, shown
from .pages import RecordPages

RESCUED_FOR = datetime.timedelta(days=14)  # since the form was opened: twice as long as a session lasts
KEPT = "What you typed is kept: log in again in another window, and open the form once more."
NOT_KEPT = "What you typed is kept in this window only: log in again in another window."

TOKENS = {basis.FIELD: basis.given_form, MINE: basis.given_form, shown.FIELD: shown.given_list}


class OpenToTheLate(RecordPages):
    """Pages to which something may be posted too late."""

    def open_to_the_late(self, view):
        """The view for whoever may come to the desk; what anybody else posts is kept before they are sent to log in."""
        inside = self.admin_site.admin_view(view)

        def outside(request, *args, **kwargs):
            if request.method == "POST" and not self.admin_site.has_permission(request):
                is_kept = rescue(request)
                if is_for_script(request):
                    return answer_logged_out(is_kept, status=401)
            return inside(request, *args, **kwargs)

        outside.model_admin = self
        return update_wrapper(outside, view)

    def forget_unsaved(self, request, key: str) -> None:
        """What was typed on this page is saved."""
        Unsaved.objects.of(request.user, self.model, key).filter(page=page_in(request.POST)).delete()


def rescue(request) -> bool:
    """Keep a posted form for whom it was given to; whether that was done.

    It is not if somebody else is logged in, or if the account may not come to the desk any more.
    """
    sealed, given = given_in(request.POST)
    if given is None or (request.user.is_authenticated and request.user.pk != given.user):
        return False
    user = get_user_model().objects.filter(pk=given.user, is_active=True, is_staff=True).first()
    if user is None:
        return False
    try:
        return keep_late(user, given.model, given.key, request.POST, sealed, basis.given_at(sealed))
    except TooLong:
        return False


def given_in(post) -> tuple[str, basis.Given | None]:
    """The token of what was posted, and what it says."""
    for field, read in TOKENS.items():
        if sealed := basis.token_in(post, field):
            return sealed, read(sealed, RESCUED_FOR)
    return "", None


def typed_in(request) -> list[tuple[str, str]]:
    """What a form of the desk sent, field by field, so that it can be sent again; of any other form nothing."""
    try:
        is_ours = given_in(request.POST)[1] is not None
    except UnreadablePostError:
        return []
    return [(name, value) for name, values in request.POST.lists() for value in values] if is_ours else []


@contextmanager
def rescued_if_refused(request) -> Iterator[None]:
    """Keep a posted form that is answered with 403 or 404."""
    try:
        yield
    except (PermissionDenied, Http404):
        if request.method == "POST":
            rescue(request)
        raise


def is_for_script(request) -> bool:
    return not request.accepts("text/html")


def answer_logged_out(is_kept: bool, status: int) -> JsonResponse:
    headers = {"Cache-Control": "no-store"}
    return JsonResponse({"kept": is_kept, "said": KEPT if is_kept else NOT_KEPT}, status=status, headers=headers)


def csrf_failure(request, reason="") -> HttpResponse:
    """The page for a form that cannot be told to come from the site; a form of the desk is kept first."""
    try:
        is_kept = rescue(request)
    except UnreadablePostError:
        is_kept = False
    if is_for_script(request):
        return answer_logged_out(is_kept, status=403)
    form_url = request.get_full_path() if is_kept else ""
    return HttpResponseForbidden(render_to_string("403_csrf.html", {"form_url": form_url}))
