"""Two changes that do not go together, side by side, for an editor to put together."""

from collections.abc import Callable
from typing import NamedTuple

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path

from ..desk import Held, Invalid, rebase, save
from ..desk.telling import Teller, address_of
from ..desk.validating import validate
from ..desk.words import compare_words
from ..markup.fields import LineField, ProseField
from ..permissions import can_edit
from ..recovery.keeping import PAGE, page_in
from ..snapshot import Conflict, Snapshot, merge
from . import basis
from .publishing import SUMMARY, summary_of
from .recovery import KeepsUnsaved

SETTLE = "_settle"
CHANGED_SINCE = "This was changed since the page was opened. Nothing was saved: look again, and choose."
BETWEEN_EDITORS = "admin/desk/conflict.html"


class Dispute(NamedTuple):
    """What two sides made of the same; without a base, whatever differs is in dispute."""

    base: Snapshot | None
    mine: Snapshot
    theirs: Snapshot


class SettlesConflicts(KeepsUnsaved):
    def get_urls(self):
        view = self.admin_site.admin_view(self.settle_view)
        return [path("<path:object_id>/settle/", view, name=self.page_name("settle")), *super().get_urls()]

    def settle_view(self, request, object_id):
        """A working copy that no longer goes with what is live."""
        with self.held(request, object_id) as held:
            if held.copy is None or not can_edit(request.user, held.record):
                raise Http404("There is nothing to settle.")
            dispute = Dispute(held.copy.base.snapshot, held.current, held.live)
            if request.method != "POST":
                return self.show_dispute(request, held, dispute, status=200)
            if dispute_in(request, held) != dispute:
                return self.show_dispute(request, held, dispute, CHANGED_SINCE)
            return self.answer_settlement(request, held, held.live, rebase)

    def show_dispute(
        self, request, held: Held, dispute: Dispute, error=None, status=409, template=BETWEEN_EDITORS
    ) -> HttpResponse:
        teller = Teller(*filter(None, dispute), user=request.user)
        sides = [(name, side) for name, side in zip(Dispute._fields, dispute, strict=True) if side is not None]
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
            "sealed": {f"_{name}": basis.seal(side, request.user) for name, side in sides},
            "page_field": PAGE,
            "page": page_in(request.POST),
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
        dispute = dispute_in(request, held)
        if dispute.mine is None or dispute.theirs is None:
            messages.error(request, "This page does not say what was to be settled. Nothing was saved; begin again.")
            return HttpResponseRedirect(self.change_url(held.record))
        merged = merge(*dispute)
        choices = {each.path: request.POST.get(f"choice:{address_of(each.path)}") for each in merged.conflicts}
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


def may_choose(conflict: Conflict, choice: str | None, teller: Teller) -> bool:
    return choice in ("mine", "theirs") or (choice == "together" and is_text(conflict, teller))


def dispute_in(request, held: Held) -> Dispute:
    """What the page says that was to be settled; None in the place of a side that it does not say truly."""
    return Dispute(*(side_of(request, name, held) for name in Dispute._fields))


def side_of(request, name: str, held: Held) -> Snapshot | None:
    unsealed = basis.unseal(request.POST.get(f"_{name}", ""))
    if unsealed is None:
        return None
    snapshot, user = unsealed
    return snapshot if user == request.user.pk and (snapshot.model, snapshot.key) == held.name else None


def place_of(conflict: Conflict, teller: Teller, post) -> dict:
    """A place in dispute, as the page shows it."""
    path, address = conflict.path, address_of(conflict.path)
    texts = {side: teller.value(path, getattr(conflict, side)) for side in Dispute._fields}
    return {
        "address": address,
        "label": teller.place(path),
        "texts": texts,
        "theirs": compare_words(texts["base"], texts["theirs"]),
        "mine": compare_words(texts["base"], texts["mine"]),
        "choice": post.get(f"choice:{address}", ""),
        "together": post.get(f"together:{address}", conflict.mine) if is_text(conflict, teller) else None,
    }


def is_text(conflict: Conflict, teller: Teller) -> bool:
    """Whether both can be written together, in one text."""
    *row, name = conflict.path
    shape = teller.shape.rows[row[0]] if row else teller.shape
    return len(conflict.path) != 2 and isinstance(shape.columns.get(name), (LineField, ProseField))


def chosen_value(conflict: Conflict, choice: str, post):
    if choice == "together":
        return post.get(f"together:{address_of(conflict.path)}", "").replace("\r\n", "\n").strip()
    return conflict.theirs if choice == "theirs" else conflict.mine
