"""The page on which an earlier revision is brought back: whole, or by ticked fields and rows."""

from collections.abc import Collection

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_http_methods

from ..desk import Held, Invalid, choices, restore
from ..desk.telling import tell
from ..permissions import can_edit
from ..revisions.models import Revision
from .history import ShowsHistory
from .publishing import SUMMARY, summary_of

PLACE, VERSION = "place", "_version"


class RestoresRevisions(ShowsHistory):
    def get_urls(self):
        view = self.admin_site.admin_view(self.restore_view)
        return [
            path("<path:object_id>/restore/<str:number>/", view, name=self.page_name("restore")),
            *super().get_urls(),
        ]

    @method_decorator(require_http_methods(["GET", "HEAD", "POST"]))
    def restore_view(self, request, object_id, number):
        with self.held(request, object_id) as held:
            revision = self.revision_of(held.record, number)
            if not can_edit(request.user, held.record):
                raise PermissionDenied("Whoever only reads restores nothing.")
            if request.method == "POST":
                return self.answer_restoring(request, held, revision)
            return self.show_restoring(request, held, revision)

    def answer_restoring(self, request, held: Held, revision: Revision):
        ticked = request.POST.getlist(PLACE)
        if request.POST.getlist(VERSION) != [str(held.record.version)]:
            error = "This was saved meanwhile, so nothing was restored yet. See what restoring would change now."
            return self.show_restoring(request, held, revision, ticked, error, status=409)
        places = [choice.path for choice in self.offered(request, held, revision) if choice.address in ticked]
        if not places:
            error = "Nothing is ticked, so nothing was restored."
            return self.show_restoring(request, held, revision, ticked, error, status=400)
        try:
            restore(held, revision, request.user, places, summary_of(request.POST))
        except Invalid as invalid:
            error = f"Nothing was restored, since that would not be right any more. {invalid}"
            return self.show_restoring(request, held, revision, ticked, error, status=400)
        where = "in its working copy. The public page stays as it is" if held.copy else "as ticked"
        messages.success(request, f"“{held.record}”: revision {revision.number} is restored {where}.")
        return HttpResponseRedirect(self.page_url(held.record, "change"))

    def offered(self, request, held: Held, revision: Revision):
        """What one may not change in the form, one may not bring back either."""
        return choices(held, revision, request.user, but=self.get_readonly_fields(request, held.record))

    def show_restoring(
        self,
        request,
        held: Held,
        revision: Revision,
        ticked: Collection[str] | None = None,
        error: str = "",
        status: int = 200,
    ):
        offered = self.offered(request, held, revision)
        context = {
            **self.admin_site.each_context(request),
            "title": f"Restore revision {revision.number}: {held.record}",
            "opts": self.opts,
            "original": held.record,
            "copy": held.copy,
            "is_live": held.is_live,
            "revision": revision,
            "choices": [(choice, ticked is None or choice.address in ticked) for choice in offered],
            "meanwhile": self.changed_meanwhile(request, held) if status == 409 else None,
            "version": held.record.version,
            "version_field": VERSION,
            "place_field": PLACE,
            "summary": request.POST.get(SUMMARY, f"Restored from revision {revision.number}."),
            "summary_field": SUMMARY,
            "error": error,
            "urls": {name: self.page_url(held.record, name) for name in ("history", "change")},
        }
        return TemplateResponse(request, "admin/desk/restore.html", context, status=status).render()

    def changed_meanwhile(self, request, held: Held):
        """What was changed since the page was made; None if it does not say when that was."""
        try:
            seen = self.revision_of(held.record, request.POST.get(VERSION, ""))
        except Http404:
            return None
        return tell(seen.snapshot, held.current, request.user)
