"""The page on which an entry becomes public, or is taken off again: what would change, what stands in the way."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import path
from django.views.decorators.http import require_http_methods

from ..addresses import effects_of_move
from ..dates.moments import in_zone
from ..desk import Held, Refusal, archive, discard, publish, return_to_draft, submit
from ..desk.publishing import Readiness, readiness
from ..desk.telling import offer_summary, tell
from ..markup.characters import mend
from ..markup.marks import one_space
from ..pages.preview import has_preview
from ..permissions import can_discard, can_edit, can_publish, can_return
from ..publishing import State
from .pages import SHOWN, RecordPages, is_as_shown, seal_version

SUMMARY = "_summary"
LONGEST_SUMMARY = 300

STALE = "This was saved since the page was shown. Look at it once more: nothing was done yet."

# The verbs that the page offers: what it says on the button, who may, and what was done.
VERBS = {
    "publish": (publish, can_publish, "Published."),
    "submit": (submit, can_edit, "Submitted for review."),
    "return": (return_to_draft, can_return, "Put back to draft."),
    "archive": (archive, can_publish, "Archived."),
    "discard": (discard, can_edit, "The changes were discarded. The history keeps them."),
}


class PublishesThroughDesk(RecordPages):
    """The states of one record."""

    def get_urls(self):
        view = self.admin_site.admin_view(require_http_methods(["GET", "HEAD", "POST"])(self.publishing_view))
        return [path("<path:object_id>/publishing/", view, name=self.page_name("publishing")), *super().get_urls()]

    def publishing_view(self, request, object_id):
        with self.held(request, object_id) as held:
            if request.method == "POST":
                return self.answer_verb(request, held)
            return self.show_publishing(request, held)

    def answer_verb(self, request, held: Held):
        name = request.POST.get("verb", "")
        if name not in self.verbs_for(request, held):
            raise PermissionDenied(f"“{name}” is not for you to do here.")
        if not is_as_shown(request, held):
            return self.show_publishing(request, held, error=STALE)
        if name == "publish":
            return self.answer_publish(request, held)
        verb, _, done = VERBS[name]
        try:
            revision = verb(held, request.user, summary=summary_of(request.POST))
        except Refusal as refusal:
            messages.error(request, str(refusal))
            return self.show_publishing(request, held)
        if revision:
            messages.success(request, f"“{held.record}”: {done}")
        return HttpResponseRedirect(self.change_url(held.record))

    def answer_publish(self, request, held: Held):
        """Publish if nothing stands in the way, and say so; else show what does."""
        state = readiness(held)
        reasons = reasons_in(request.POST, state)
        summary = summary_of(request.POST)
        if held.copy and not summary:
            return self.show_publishing(request, held, state, "Say in a few words what you changed, and why.")
        if state.needs(reasons):
            return self.show_publishing(request, held, state, state.needs(reasons))
        if publish(held, request.user, summary=summary, reasons=reasons):
            messages.success(request, f"“{held.record}”: {said_published(held.record)}")
        return HttpResponseRedirect(self.change_url(held.record))

    def verbs_for(self, request, held: Held) -> list[str]:
        """The verbs that make sense in the record's state and that somebody may use."""
        record = held.record
        state = getattr(record, "state", None)
        offered = {
            "publish": held.copy is not None or (state is not None and state != State.PUBLISHED),
            "submit": state == State.DRAFT,
            "return": state is not None and state != State.DRAFT,
            "archive": state is not None and state != State.ARCHIVED,
            "discard": held.copy is not None and can_discard(request.user, held.copy),
        }
        return [name for name, (_, may, _) in VERBS.items() if offered[name] and may(request.user, record)]

    def show_publishing(self, request, held: Held, state: Readiness | None = None, error: str = ""):
        may_publish = can_publish(request.user, held.record)
        state = state or readiness(held, None if may_publish else request.user)
        context = {
            **self.admin_site.each_context(request),
            "title": f"Publishing: {held.record}",
            "opts": self.opts,
            "original": held.record,
            "copy": held.copy,
            "may_publish": may_publish,  # Others are not told what they may not know of.
            "readiness": state,
            "warnings": [(each, request.POST.get(f"reason:{each.code}", "")) for each in state.warnings],
            "changes": tell(held.live, state.wanted, request.user) if held.copy else [],
            "conflicting": state.conflicting,
            "effects": self.effects(request, held, state),
            "verbs": self.verbs_for(request, held),
            "summary": request.POST.get(SUMMARY) or offered_summary(held, state),
            "summary_field": SUMMARY,
            "error": error,
            "change_url": self.change_url(held.record),
            "look_url": self.page_url(held.record, "look") if has_preview(held.record) else "",
            "shown_field": SHOWN,
            "shown": seal_version(held, request.user),
        }
        return TemplateResponse(request, "admin/desk/publishing.html", context, status=status_of(error)).render()

    def effects(self, request, held: Held, state: Readiness) -> list[str]:
        """What becomes of addresses, if publishing changes one."""
        slug = state.wanted.fields.get("slug")
        return effects_of_move(held.record, slug, request.user) if slug != held.live.fields.get("slug") else []


def status_of(error: str) -> int:
    return 409 if error == STALE else 400 if error else 200


def offered_summary(held: Held, state: Readiness) -> str:
    """What whoever saved last said of it, else what was changed."""
    return (held.copy and held.copy.revision.summary) or offer_summary(held.live, state.wanted)


def summary_of(post: QueryDict) -> str:
    return " ".join(mend(post.get(SUMMARY, "")).split())[:LONGEST_SUMMARY]


def reasons_in(post: QueryDict, state: Readiness) -> dict[str, str]:
    """Why somebody publishes in spite of a warning, by the warning's code."""
    given = {each.code: one_space(mend(post.get(f"reason:{each.code}", ""))) for each in state.warnings}
    return {code: reason[:LONGEST_SUMMARY] for code, reason in given.items() if reason}


def said_published(record) -> str:
    publish_at = getattr(record, "publish_at", None)
    if publish_at is None or record.is_public():
        return "Published."
    return f"Scheduled for {in_zone(publish_at)}."
