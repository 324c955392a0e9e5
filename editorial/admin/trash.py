"""Deleting at the desk: first what points here, then the trash, with another address or another record in its place."""

from django.contrib import messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods

from ..addresses import former_addresses, was_public
from ..desk import Held, Refusal
from ..permissions import can_delete, can_publish
from ..publishing import Entry
from ..trash import replace, trash, what_points_here
from ..trash.choosing import ANY, choose_url, chosen, entry_named, record_named
from .bulk import ActsOnMany
from .pages import SHOWN, is_as_shown, seal_version
from .publishing import SUMMARY, summary_of

LISTED = 20  # of one kind in one way
STALE = "This was changed since the page was shown. Look at it once more: nothing was moved."
WAYS = ("trash", "redirect", "replace")


class DeletesIntoTrash(ActsOnMany):
    def get_actions(self, request):
        actions = super().get_actions(request)
        if "delete_selected" in actions:
            actions["delete_selected"] = (trash_selected, "delete_selected", "Move to the trash")
        return actions

    @method_decorator(require_http_methods(["GET", "HEAD", "POST"]))
    def delete_view(self, request, object_id, extra_context=None):
        with self.held(request, object_id, and_others=request.method == "POST") as held:
            if not can_delete(request.user, held.record):
                raise PermissionDenied(f"“{held.record}” is not for you to move to the trash.")
            if request.method == "POST":
                return self.answer_trash(request, held)
            return self.show_trash(request, held)

    def answer_trash(self, request, held: Held):
        if not is_as_shown(request, held):
            return self.show_trash(request, held, STALE)
        name, pk, told = str(held.record), held.record.pk, []
        try:
            trashed, told = self.move(request, held)
        except Refusal as refusal:
            return self.show_trash(request, held, str(refusal))
        if IS_POPUP_VAR in request.POST:
            return self.response_delete(request, name, pk)
        for sentence in told:
            messages.info(request, sentence)
        url = reverse("admin:undelete", args=[trashed.pk])
        messages.success(request, format_html("“{}” was moved to the trash. <a href='{}'>Take it back</a>", name, url))
        return HttpResponseRedirect(self.list_url(request))

    def move(self, request, held: Held):
        """Do what was chosen; raises Refusal."""
        way, user, summary = request.POST.get("way"), request.user, summary_of(request.POST)
        if way not in WAYS:
            raise Refusal("Choose one of the ways: nothing was moved.")
        if way == "replace":
            other = record_named(chosen(request.POST, "replacement"), self.model, user)
            if other is None:
                raise Refusal(f"Choose the {self.opts.verbose_name} to stand in its place.")
            return replace(held, other, user, summary, leads_there=self.may_redirect(request, held.record))
        target = None
        if way == "redirect":
            target = entry_named(chosen(request.POST, "redirect_to"), self.model, user) if self.has_addresses else None
            if target is None:
                raise Refusal("Choose the entry to which its address shall lead.")
        return trash(held, user, summary, redirect_to=target), []

    @property
    def has_addresses(self) -> bool:
        return issubclass(self.model, Entry)

    def show_trash(self, request, held: Held, error: str = ""):
        record = held.record
        points = what_points_here(record, request.user, LISTED)
        context = {
            **self.admin_site.each_context(request),
            "title": f"Move to the trash: {record}",
            "opts": self.opts,
            "original": record,
            "copy": held.copy,
            "points": points,
            "groups": [
                (heading, note, [(usage, self.uses_with_addresses(usage)) for usage in usages])
                for heading, note, usages in (
                    ("Cannot be without it", "Move these first, or replace it.", points.blocking),
                    ("Will not name it any more", "These come back with it, if you want.", points.leaving),
                    ("Texts that mention it", "Their marks stay, and lead nowhere until it is back.", points.marks),
                )
                if usages
            ],
            "may_redirect": self.may_redirect(request, record),
            "choices": self.choices(request),
            "summary": request.POST.get(SUMMARY, ""),
            "summary_field": SUMMARY,
            "shown_field": SHOWN,
            "shown": seal_version(held, request.user),
            "is_popup": IS_POPUP_VAR in request.GET or IS_POPUP_VAR in request.POST,
            "popup_field": IS_POPUP_VAR,
            "error": error,
            "change_url": self.change_url(record),
        }
        status = 409 if error else 200
        return TemplateResponse(request, "admin/desk/to_trash.html", context, status=status).render()

    def may_redirect(self, request, record) -> bool:
        """Whether there is an address that somebody may know, and this editor may lead it elsewhere."""
        if not isinstance(record, Entry) or not can_publish(request.user, record):
            return False
        return was_public(record) or former_addresses(record).exists()

    def choices(self, request) -> dict[str, dict]:
        """What was chosen before, and where there is more to choose from."""
        found = {}
        for field, of, find in (
            ("redirect_to", ANY, entry_named),
            ("replacement", self.opts.label_lower, record_named),
        ):
            name = chosen(request.POST, field)
            record = find(name, self.model, request.user) if name else None
            found[field] = {"url": choose_url(of), "name": name, "text": str(record or name)}
        return found

    def list_url(self, request) -> str:
        if not self.has_view_permission(request):
            return reverse("admin:index")
        return self.list_page_url("changelist")


def trash_selected(model_admin, request, queryset):
    """Each that may go by itself; the others say why they stay."""

    def move(held: Held) -> bool:
        if not can_delete(request.user, held.record):
            raise Refusal("This is not for you to move to the trash.")
        trash(held, request.user)
        return True

    model_admin.do_to_each(request, queryset, move, "Moved to the trash.", and_others=True)
