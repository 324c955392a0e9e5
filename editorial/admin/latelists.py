"""Lists in which something was typed and that came in too late: kept, and offered above the list."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import path

from ..dates.moments import in_zone
from ..recovery.keeping import LIST, PAGE, new_page, page_in, posted_again
from ..recovery.models import Unsaved
from .choosing import is_identifier
from .lists import EditableLists
from .recovery import PUT_BACK
from .rescuing import OpenToTheLate, rescued_if_refused
from .shown import FIELD

DISCARD = "discard_unsaved"


class KeepsLateLists(OpenToTheLate, EditableLists):
    def get_urls(self):
        """The stock list once more, before the stock one, so that it takes what comes in too late."""
        if not self.list_editable:
            return super().get_urls()
        view = self.open_to_the_late(self.changelist_view)
        return [path("", view, name=self.page_name("changelist")), *super().get_urls()]

    def changelist_view(self, request, extra_context=None):
        if not self.is_edited(request):
            return super().changelist_view(request, extra_context)
        with rescued_if_refused(request):
            if not self.has_change_permission(request):
                return super().changelist_view(request, extra_context)
            if answer := self.answer_offer(request):
                return answer
            response = super().changelist_view(request, self.unsaved_lists(request) | (extra_context or {}))
        sent = getattr(request, "sent_list", None)
        if sent and not sent.problems:
            self.forget_unsaved(request, LIST)
        return response

    def unsaved_lists(self, request) -> dict:
        """What of the user's was sent and not saved, for the template of the list."""
        page = page_in(request.POST) or new_page()
        unsaved = Unsaved.objects.of(request.user, self.model, LIST).exclude(page=page)
        return {
            "page_field": PAGE,
            "page": page,
            "unsaved": unsaved.defer("fields", "basis"),
            "put_back": PUT_BACK,
            "discard": DISCARD,
        }

    def answer_offer(self, request) -> HttpResponse | None:
        """Put what was sent before into the list, or discard it, as is asked for; None if the list is to be shown."""
        number = request.POST.get(PUT_BACK) or request.POST.get(DISCARD)
        if number is None:
            return None
        self.keep_what_was_typed(request)
        if hasattr(request, "sent_list"):
            return None
        kept = Unsaved.objects.of(request.user, self.model, LIST)
        unsaved = kept.filter(pk=number).first() if is_identifier(number) else None
        if unsaved and DISCARD in request.POST:
            unsaved.delete()
            messages.success(request, "What you had typed was discarded.")
        elif unsaved and self.put_into_list(request, unsaved):
            return None
        return HttpResponseRedirect(request.get_full_path())

    def put_into_list(self, request, unsaved: Unsaved) -> bool:
        """Let the list be shown with what was typed; whether anything was."""
        request.POST = posted_again(unsaved)
        request.POST[FIELD] = unsaved.basis
        sent = self.read_typed(request)
        for text in sent.gone:
            messages.error(request, text)
        if sent.problems:
            self.show_typed(request, sent)
            messages.info(request, f"This is what you sent at {in_zone(unsaved.at)}. It is not saved yet.")
        else:
            messages.info(request, "There is nothing else in that list that is not saved.")
        return bool(sent.problems)
