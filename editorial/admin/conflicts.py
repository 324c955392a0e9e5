"""Two changes that do not go together, side by side, for an editor to put together."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import path

from ..dates.moments import in_zone
from ..desk import Held, Invalid, rebase, save
from ..desk.telling import Teller, Told, address_of, tell
from ..desk.validating import validate
from ..permissions import can_edit
from ..recovery.keeping import MINE, PAGE, SETTLE, page_in, posted_again
from ..recovery.models import Unsaved
from ..revisions.models import Revision
from ..snapshot import Snapshot, merge
from .disputes import (
    Dispute,
    choice_at,
    chosen_value,
    dispute_in,
    may_choose,
    nearest_side,
    place_of,
    put_together,
    seal_sides,
    texts_in,
    without_choices,
)
from .publishing import SUMMARY, summary_of
from .recovery import KeepsUnsaved, asking_with
from .rescuing import rescued_if_refused

CHANGED_SINCE = "This was changed since the page was opened. Nothing was saved: look again, and choose."
BESIDE_NOW = "What you put together stands beside what is there now: choose once more."
BETWEEN_EDITORS = "admin/desk/conflict.html"


class SettlesConflicts(KeepsUnsaved):
    def get_urls(self):
        view = self.open_to_the_late(self.settle_view)
        return [path("<path:object_id>/settle/", view, name=self.page_name("settle")), *super().get_urls()]

    def settle_view(self, request, object_id):
        """A working copy that no longer goes with what is live."""
        with rescued_if_refused(request), self.held(request, object_id) as held:
            if not can_edit(request.user, held.record):
                raise Http404("There is nothing to settle.")
            if held.copy is None:
                return self.compare_anew(request, held, f"{said_ended(held.record)} {BESIDE_NOW}")
            dispute = Dispute(held.copy.base.snapshot, held.current, held.live)
            if request.method != "POST":
                return self.show_dispute(request, held, dispute, status=200)
            if dispute_in(request.POST, request.user, held.name) != dispute:
                return self.show_changed(request, held, dispute)
            return self.answer_settlement(request, held, held.live, rebase)

    def show_dispute(
        self, request, held: Held, dispute: Dispute, error=None, status=409, template=BETWEEN_EDITORS, url=""
    ) -> HttpResponse:
        """`url` is where it is settled, if that is on another page."""
        teller = Teller(*filter(None, dispute), user=request.user)
        page = page_in(request.POST)
        unsaved = Unsaved.objects.of(request.user, self.model, held.record.key).exclude(page=page)
        by = held.record.updated_by
        context = {
            **self.admin_site.each_context(request),
            "title": "Two changes at once",
            "opts": self.opts,
            "original": held.record,
            "places": [place_of(conflict, teller, request.POST) for conflict in merge(*dispute).conflicts],
            "error": error,
            "who": by.get_username() if by else "the site",
            "when": held.record.updated_at,
            "sealed": seal_sides(dispute, request.user),
            "page_field": PAGE,
            "page": page,
            "unsaved": unsaved.defer("fields", "basis"),
            "unsaved_url": self.recovery_url("unsaved", held.record),
            "url": url,
            "settle": SETTLE,
            "summary": request.POST.get(SUMMARY, ""),
        }
        return TemplateResponse(request, template, context, status=status).render()

    def as_far_as_allowed(self, request, held: Held, wanted: Snapshot) -> Snapshot:
        """Without what one may not change in the form either."""
        kept = {"state", *self.get_readonly_fields(request, held.record)} & wanted.fields.keys()
        return wanted.with_values({(name,): held.current.fields[name] for name in kept})

    def answer_settlement(
        self,
        request,
        held: Held,
        standing: Snapshot,
        saving: Callable = save,
        stood: str = "theirs",
        template: str = BETWEEN_EDITORS,
    ) -> HttpResponse:
        """Save what somebody put together, over what the side `stood` has become by now: `standing`."""
        dispute = dispute_in(request.POST, request.user, held.name)
        if dispute.mine is None or dispute.theirs is None:
            messages.error(request, "This page does not say what was to be settled. Nothing was saved; begin again.")
            return HttpResponseRedirect(self.change_url(held.record))
        merged = merge(*dispute)
        choices = {each.path: choice_at(each, request.POST) for each in merged.conflicts}
        teller = Teller(*filter(None, dispute), user=request.user)
        if not all(may_choose(each, choices[each.path], teller) for each in merged.conflicts):
            error = "Choose at each place what shall stand: nothing was saved yet."
            return self.show_dispute(request, held, dispute, error, template=template)
        chosen = {each.path: chosen_value(each, choices[each.path], request.POST) for each in merged.conflicts}
        wanted = self.as_far_as_allowed(request, held, merged.settled(chosen))
        again = merge(getattr(dispute, stood), wanted, standing)
        if again.conflicts:
            return self.show_dispute(
                request, held, Dispute(getattr(dispute, stood), wanted, standing), template=template
            )
        try:
            validate(held, again.snapshot)
        except Invalid as error:
            return self.show_dispute(request, held, dispute, str(error), template=template)
        saving(held, again.snapshot, request.user, summary_of(request.POST))
        self.forget_unsaved(request, held.record.key)
        messages.success(request, f"The {self.opts.verbose_name} “{held.record}”: saved as you chose.")
        return HttpResponseRedirect(self.change_url(held.record))

    # What was put together and is no answer any more

    def compare_anew(self, request, held: Held, said: str, status=409) -> HttpResponse:
        """Ask about what somebody put together where it differs from what the record says by now."""
        wanted = self.put_together(request, held, request.POST)
        if wanted is None:
            raise Http404("There is nothing to settle.")
        url = self.change_url(held.record)
        if wanted == held.current:
            messages.info(request, f"“{held.record}”: there was nothing left to settle.")
            return HttpResponseRedirect(url)
        asked = asking_with(request, without_choices(request.POST))
        return self.show_dispute(asked, held, Dispute(None, wanted, held.current), said, status, url=url)

    def show_changed(self, request, held: Held, dispute: Dispute, template=BETWEEN_EDITORS) -> HttpResponse:
        """Show what the sides are by now; all that was put together, if some of it was written where both agree now."""
        is_shown = texts_in(request.POST) <= {address_of(each.path) for each in merge(*dispute).conflicts}
        if is_shown or self.put_together(request, held, request.POST) is None:
            return self.show_dispute(request, held, dispute, CHANGED_SINCE, template=template)
        return self.compare_anew(request, held, CHANGED_SINCE)

    def put_together(self, request, held: Held, post: QueryDict) -> Snapshot | None:
        """What somebody made of two sides, with what others saved since where it does not touch that."""
        dispute = dispute_in(post, request.user, held.name)
        mine = put_together(dispute, post, request.user)
        if mine is None:
            return None
        merged = merge(nearest_side(dispute, held.current), mine, held.current)
        wanted = merged.settled({each.path: each.mine for each in merged.conflicts})
        return self.as_far_as_allowed(request, held, wanted)

    def difference(self, request, record, unsaved: Unsaved) -> tuple[list[Told], bool]:
        if record is None or not is_settlement(unsaved):
            return super().difference(request, record, unsaved)
        with self.held(request, record.pk) as held:
            wanted = self.put_together(request, held, settlement_in(unsaved))
            return tell(held.current, wanted, request.user) if wanted else [], False

    def show_kept(self, request, object_id, unsaved: Unsaved) -> HttpResponse:
        """What somebody put together before, to go on with it."""
        asked = asking_with(request, settlement_in(unsaved))
        said = f"This is what you put together until {in_zone(unsaved.at)}. It is not saved yet."
        with self.held(request, object_id) as held:
            return self.compare_anew(asked, held, said, status=200)


def said_ended(record) -> str:
    """What became of a working copy that is there no more."""
    last = Revision.objects.of(record).first()
    how = f": {last.get_action_display()} by {last.who} at {in_zone(last.at)}" if last else ""
    return f"Nothing was saved, since the working copy is there no more{how}."


def is_settlement(unsaved: Unsaved) -> bool:
    """Whether it was typed on the page that shows both sides."""
    return SETTLE in unsaved.fields


def settlement_in(unsaved: Unsaved) -> QueryDict:
    post = posted_again(unsaved)
    post[MINE] = unsaved.basis
    return post
