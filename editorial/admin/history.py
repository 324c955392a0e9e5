"""What became of a record, save by save: its revisions, which of them have a name, and any two side by side."""

from dataclasses import dataclass
from typing import NamedTuple

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST, require_safe

from ..checks import HEADINGS
from ..desk.telling import Teller, Told, tell, titles_of
from ..permissions import can_edit
from ..publishing import State
from ..revisions.models import Revision, WorkingCopy
from ..snapshot import Snapshot, diff, graph_of
from .choosing import is_identifier
from .pages import RecordPages

PER_PAGE = 20
LONGEST_TOLD = 20_000  # characters of what changed that the list itself shows in full
LIVE, COPY = "live", "copy"  # beside the numbers of revisions, what one can compare with


@dataclass(frozen=True)
class Line:
    """A revision as the history shows it: with what is different from the one before."""

    revision: Revision
    standing: str
    changes: list[Told]
    previous: int | None = None

    @property
    def reasons(self) -> list[tuple[str, str]]:
        """Of each kind of warning what it is called and why it was published all the same."""
        return [(HEADINGS.get(code, code), reason) for code, reason in self.revision.reasons.items()]

    @property
    def is_short(self) -> bool:
        return sum(len(told.before) + len(told.after) for told in self.changes) <= LONGEST_TOLD


class Side(NamedTuple):
    """One of two that are compared; without a revision, what the record itself says."""

    snapshot: Snapshot
    label: str
    revision: Revision | None = None


class NoSide(Exception):
    """What one cannot compare with, as a sentence to the editor."""


class NameForm(forms.ModelForm):
    class Meta:
        model = Revision
        fields = ["name"]


class ShowsHistory(RecordPages):
    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("<path:object_id>/history/<str:number>/name/", view(self.name_view), name=self.page_name("name")),
            path("<path:object_id>/compare/", view(self.compare_view), name=self.page_name("compare")),
            *super().get_urls(),
        ]

    def revision_of(self, record, number: str) -> Revision:
        revision = Revision.objects.of(record).filter(number=int(number)).first() if is_identifier(number) else None
        if revision is None:
            raise Http404(f"There is no revision {number!r} of “{record}”.")
        return revision

    # The list

    @method_decorator(require_safe)
    def history_view(self, request, object_id, extra_context=None):
        return self.show_history(request, self.known_record(request, object_id))

    def show_history(self, request, record, naming: NameForm | None = None, error: str = "", status: int = 200):
        revisions = Revision.objects.of(record)
        page = Paginator(revisions, PER_PAGE).get_page(request.GET.get("page"))
        lines = lines_of(page, revisions, request.user)
        shown = {line.revision.number for line in lines}
        pinned = list(revisions.exclude(name="").defer("data"))
        context = {
            **self.admin_site.each_context(request),
            "title": f"History: {record}",
            "opts": self.opts,
            "original": record,
            "has_copy": WorkingCopy.objects.of(record).exists(),
            "page": page,
            "lines": lines,
            "pinned": [(revision, revision.number not in shown) for revision in pinned],
            "chosen": chosen_sides(request.GET, lines),
            "kept": kept_sides(request.GET, shown | {revision.number for revision in pinned}, record.version),
            "may_edit": can_edit(request.user, record),
            "naming": naming,
            "error": error,
            "urls": {name: self.page_url(record, name) for name in ("history", "compare", "change")},
        }
        return TemplateResponse(request, "admin/desk/history.html", context, status=status)

    # Names

    @method_decorator(require_POST)
    def name_view(self, request, object_id, number):
        """Give a revision a name, which pins it, or take its name away."""
        record = self.known_record(request, object_id)
        revision = self.revision_of(record, number)
        if not can_edit(request.user, record):
            raise PermissionDenied("Whoever only reads names no revisions.")
        form = NameForm(request.POST, instance=revision)
        if not form.is_valid():
            return self.show_history(request, record, naming=form, status=400)
        revision.save(update_fields=["name"])
        said = f"is named “{revision.name}” and pinned" if revision.name else "has no name any more"
        messages.success(request, f"Revision {revision.number} of “{record}” {said}.")
        page = request.POST.get("page", "")
        return HttpResponseRedirect(self.page_url(record, "history") + (f"?page={page}" if is_identifier(page) else ""))

    # Two of them

    @method_decorator(require_safe)
    def compare_view(self, request, object_id):
        record = self.known_record(request, object_id)
        try:
            sides = [self.side(record, request.GET.get(name, ""), name) for name in ("from", "to")]
        except NoSide as error:
            return self.show_history(request, record, error=str(error), status=400)
        context = {
            **self.admin_site.each_context(request),
            "title": f"Compare: {record}",
            "opts": self.opts,
            "original": record,
            "sides": sides,
            "changes": tell(*(side.snapshot for side in sides), request.user),
            "may_edit": can_edit(request.user, record),
            "urls": {name: self.page_url(record, name) for name in ("history", "change")},
        }
        return TemplateResponse(request, "admin/desk/compare.html", context)

    def side(self, record, named: str, name: str) -> Side:
        if named == LIVE:
            label = "what is live now" if record.is_meant_for_public() else "what it says now"
            return Side(graph_of(self.model, record.pk).snapshot, label)
        if named == COPY:
            copy = WorkingCopy.objects.of(record).first()
            if copy is None:
                raise NoSide(f"“{record}” has no working copy to compare with.")
            return Side(copy.revision.snapshot, f"the working copy, revision {copy.revision.number}", copy.revision)
        if not is_identifier(named):
            raise NoSide(f"Choose what to compare: “{name}” names no revision.")
        revision = Revision.objects.of(record).filter(number=int(named)).first()
        if revision is None:
            raise NoSide(f"“{record}” has no revision {int(named)} to compare with.")
        return Side(revision.snapshot, f"revision {revision.number}", revision)


def lines_of(page, revisions, user) -> list[Line]:
    """The revisions of a page, each compared with the one before; in as many queries for many as for one."""
    start = max(page.start_index() - 1, 0)
    read = list(revisions[start : start + PER_PAGE + 1])
    snapshots = [revision.snapshot for revision in read]
    titles = titles_of(snapshots, user)
    lines = []
    for number, (revision, after) in enumerate(zip(read, snapshots, strict=True), start=1):
        standing = standing_of(revision, after)
        if number == len(read):
            lines.append(Line(revision, standing, []))
        else:
            changes = Teller(snapshots[number], after, titles=titles).changes(diff(snapshots[number], after))
            lines.append(Line(revision, standing, changes, read[number].number))
    return lines[:PER_PAGE]


def standing_of(revision: Revision, said: Snapshot) -> str:
    """What the record was then, for whoever reads the list."""
    if not revision.is_live:
        return "working copy"
    state = said.fields.get("state", State.PUBLISHED)
    return "live" if state == State.PUBLISHED else State(state).label


def chosen_sides(query: QueryDict, lines: list[Line]) -> dict[str, str]:
    """Which sides are ticked: those asked for, else the latest save and the one before."""
    latest = [str(line.revision.number) for line in lines[:2]]
    return {"from": query.get("from") or (latest[-1] if latest else ""), "to": query.get("to") or (latest or [""])[0]}


def kept_sides(query: QueryDict, shown: set[int], last: int) -> dict[str, int]:
    """The sides chosen on another page of the list."""
    named = {name: query.get(name, "") for name in ("from", "to")}
    numbers = {name: int(number) for name, number in named.items() if is_identifier(number)}
    return {name: number for name, number in numbers.items() if 0 < number <= last and number not in shown}
