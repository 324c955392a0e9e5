"""Actions on the entries that were ticked in a list: what the page of publishing does, to one after the other."""

from collections.abc import Callable

from django.contrib import admin, messages
from django.db import IntegrityError
from django.utils.html import format_html
from django.utils.text import capfirst

from ..desk import Held, Refusal, hold
from ..desk.publishing import readiness
from ..desk.telling import offer_summary
from ..permissions import can_publish, can_view
from ..snapshot import Unappliable
from .pages import RecordPages
from .publishing import VERBS
from .shown import Shown, last_saved, shown_in

NOT_SAYING = "This list does not say what it showed, so nothing was done. Choose once more."
CROSSED = "Something that it names was changed at the same moment. Look at it first: nothing was done to it."


class ActsOnMany(RecordPages):
    def response_action(self, request, queryset):
        """Only what was ticked, one by one, whether or not the filters of the list would still show it."""
        request.POST = request.POST.copy()
        request.POST.pop("select_across", None)
        return super().response_action(request, self.get_queryset(request))

    def do_to_each(self, request, queryset, do: Callable[[Held], bool], done: str, and_others: bool = False) -> None:
        """Do something to each entry that nobody saved since the list was shown, and say what came of it.

        Each is done whole or not at all: `do` raises a Refusal with what stands in the way, else says whether it
        changed anything.
        """
        shown = shown_in(request, self.model)
        if not shown:
            self.message_user(request, NOT_SAYING, messages.ERROR)
            return
        named: dict[bool, list] = {True: [], False: []}
        for record in queryset:
            try:
                with hold(record, and_others) as held:
                    if not can_view(request.user, held.record):
                        raise self.model.DoesNotExist
                    check_as_shown(held, shown.get(record.pk))
                    is_changed = do(held)
            except Refusal as refusal:
                self.message_user(request, self.about(record, str(refusal)), messages.ERROR)
            except (IntegrityError, Unappliable):
                self.message_user(request, self.about(record, CROSSED), messages.ERROR)
            except self.model.DoesNotExist:
                self.message_user(request, f"“{record}” is not there any more.", messages.ERROR)
            else:
                named[is_changed].append(record)
        if named[True]:
            self.message_user(request, f"{done} {counted(named[True])}", messages.SUCCESS)
        if named[False]:
            self.message_user(request, f"There was nothing to do. {counted(named[False])}", messages.INFO)

    def about(self, record, text: str):
        """A message that leads to what can be done about it."""
        return format_html('“<a href="{}">{}</a>”: {}', self.page_url(record, "publishing"), record, text)


class PublishesMany(ActsOnMany):
    actions = ["publish_selected", "submit_selected", "return_selected", "archive_selected"]

    def has_publish_permission(self, request):
        return can_publish(request.user, self.model)

    @admin.action(description="Publish, now or at the moment set", permissions=["publish"])
    def publish_selected(self, request, queryset):
        self.use_verb(request, queryset, "publish")

    @admin.action(description="Submit for review", permissions=["change"])
    def submit_selected(self, request, queryset):
        self.use_verb(request, queryset, "submit")

    @admin.action(description="Put back to draft: take off the public site", permissions=["publish"])
    def return_selected(self, request, queryset):
        self.use_verb(request, queryset, "return")

    @admin.action(description="Archive: take off the public site", permissions=["publish"])
    def archive_selected(self, request, queryset):
        self.use_verb(request, queryset, "archive")

    def use_verb(self, request, queryset, name):
        verb, may, done = VERBS[name]

        def use(held: Held) -> bool:
            if not may(request.user, held.record):
                raise Refusal("This is not for you to do here.")
            summary = ready_summary(held) if name == "publish" else ""
            return verb(held, request.user, summary=summary) is not None

        self.do_to_each(request, queryset, use, done)


def check_as_shown(held: Held, shown: Shown | None) -> None:
    if shown is None:
        raise Refusal(NOT_SAYING)
    if shown.version != held.record.version:
        who, when = last_saved(held.record)
        raise Refusal(f"Changed by {who} at {when}: look at it first. Nothing was done to it.")


def counted(records) -> str:
    return f"Entries: {len(records)} ({', '.join(f'“{record}”' for record in records)})."


def ready_summary(held: Held) -> str:
    """A few words on what publishing this changes; a Refusal says what keeps it from being published."""
    state = readiness(held)
    if problem := first_problem(state):
        raise Refusal(f"Not published. {problem}")
    return offer_summary(held.live, state.wanted) if held.copy else ""


def first_problem(state) -> str:
    """What keeps an entry from being published without a look at it; nothing if it is ready."""
    if state.faults:
        return state.faults[0]
    if found := [*state.errors, *state.warnings]:
        return f"{capfirst(found[0].place)}: {found[0].message}" if found[0].place else found[0].message
    return state.needs({})
