"""Lists in which columns can be edited: saved by the verbs of the desk, and never over what somebody else saved.

A list says what each of its rows showed. What differs from that was typed; what the record says by now decides whether
that can be saved or must be asked about. A row is saved whole or not at all, each for itself.
"""

from dataclasses import dataclass, field
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.forms import CharField, HiddenInput
from django.forms.models import BaseModelFormSet, construct_instance
from django.http import HttpResponseRedirect, QueryDict
from django.utils.text import capfirst

from ..checks import fetch_wanted
from ..desk import Held, Invalid, hold, save
from ..desk.telling import Teller, offer_summary
from ..desk.validating import validate
from ..kinds import one_of
from ..permissions import call_by_known_names, can_edit
from ..publishing import Record
from ..revisions.models import WorkingCopy
from ..snapshot import Unappliable
from ..snapshot.data import plain
from ..snapshot.shape import shape_of
from .choosing import is_identifier
from .forms import DeskForm
from .shown import FIELD, Shown, last_saved, seal, shown_in

PREFIX = "form"
CROSSED = "Somebody else changed something at the same moment, so nothing was saved of it. Save again."
UNKNOWN = object()


@dataclass
class SentList:
    """A list that was sent to be saved.

    `shown` becomes what the list shows if it is shown again: of what is asked about, what is there now.
    """

    rows: dict[int, Record]
    shown: dict[int, Shown]
    gone: list[str] = field(default_factory=list)
    problems: dict[int, dict[str | None, list[str]]] = field(default_factory=dict)
    saved: list[Held] = field(default_factory=list)


class DeskChangeList(ChangeList):
    """A page of records, each with its working copy, saying in the editable columns what editors work on."""

    def get_ordering_field(self, field_name):
        """None of a column that the list offers no order by, however it is asked for."""
        return super().get_ordering_field(field_name) if field_name in self.sortable_by else None

    def get_results(self, request):
        super().get_results(request)
        sent = getattr(request, "sent_list", None)
        if sent:
            # As they were sent: another order by now would put what was typed beside another name.
            self.result_list = list(sent.rows.values())
        give_copies(self.result_list, self.model)
        call_by_known_names(request.user, list(self.result_list), self.list_display)
        fetch_wanted(list(self.result_list))
        columns = editable_columns(self.model_admin)
        for record in self.result_list:
            if record.working_copy:
                show_copy(record, columns)
        self.guard_field = FIELD
        self.guard = seal(sent.shown if sent else shown_of(self.result_list, columns), self.model, request.user)


def give_copies(records, model) -> None:
    """Let each record know its working copy, or that it has none, in one query for all."""
    named = {record.key: record for record in records}
    copies = WorkingCopy.objects.filter(model=model._meta.label_lower, key__in=named).select_related("revision")
    found = {copy.key: copy for copy in copies}
    for key, record in named.items():
        record.working_copy = found.get(key)


def editable_columns(model_admin) -> dict[str, Any]:
    columns = shape_of(model_admin.model).columns
    return {name: columns[name] for name in model_admin.list_editable}


def show_copy(record, columns) -> None:
    said = record.working_copy.revision.snapshot.fields
    for name, column in columns.items():
        setattr(record, name, column.to_python(said[name]))


def shown_of(records, columns) -> dict[int, Shown]:
    return {record.pk: Shown(record.version, values_of(record, columns)) for record in records}


def values_of(record, columns) -> dict[str, Any]:
    return {name: plain(column.value_from_object(record)) for name, column in columns.items()}


class ListForm(DeskForm):
    """The editable columns of one row. Whether the record may say that is asked when it is held."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for form_field in self.fields.values():
            form_field.widget.attrs["aria-label"] = f"{capfirst(form_field.label)}: {self.instance}"

    def _post_clean(self):
        self.instance = construct_instance(self, self.instance, self._meta.fields)


class ListFormSet(BaseModelFormSet):
    """The rows of a list, with what is to be asked about them."""

    problems: dict[int, dict[str | None, list[str]]] = {}

    def add_fields(self, form, index):
        form.fields[self.model._meta.pk.name] = CharField(widget=HiddenInput, required=False, initial=form.instance.pk)

    def clean(self):
        for form in self.forms:
            for name, texts in self.problems.get(form.instance.pk, {}).items():
                for text in texts:
                    form.add_error(name, text)


class EditableLists(admin.ModelAdmin):
    """`list_editable` may name plain columns: texts, numbers, dates, choices."""

    def get_changelist(self, request, **kwargs):
        return DeskChangeList

    def get_changelist_form(self, request, **kwargs):
        return super().get_changelist_form(request, **{"form": ListForm, "fields": self.list_editable} | kwargs)

    def get_changelist_formset(self, request, **kwargs):
        sent = getattr(request, "sent_list", None)
        problems = {"problems": sent.problems if sent else {}}
        kwargs.setdefault("formset", type("ListFormSet", (ListFormSet,), problems))
        return super().get_changelist_formset(request, **kwargs)

    def _get_list_editable_queryset(self, request, prefix):
        return self.get_queryset(request).filter(pk__in=request.sent_list.rows)

    def is_edited(self, request) -> bool:
        return bool(self.list_editable) and IS_POPUP_VAR not in request.GET

    def changelist_view(self, request, extra_context=None):
        if request.method == "POST" and self.is_edited(request) and not hasattr(request, "sent_list"):
            if "_save" in request.POST:
                if not self.has_change_permission(request):
                    raise PermissionDenied
                sent = self.read_list(request)
                self.save_list(request, sent)
                request.sent_list = sent
                if not sent.problems:
                    return HttpResponseRedirect(request.get_full_path())
            elif "index" in request.POST and self.has_change_permission(request):
                self.keep_what_was_typed(request)
        # The stock view saves nothing of a list with problems: it shows it again.
        return super().changelist_view(request, extra_context)

    def keep_what_was_typed(self, request) -> None:
        """What is asked for beside saving would drop what was typed in the list: show that instead."""
        post = request.POST
        sent = self.read_typed(request)
        if sent.problems:
            self.show_typed(request, sent)
            messages.error(request, "Save what you typed in the list first: nothing was done yet.")
        else:
            request.POST = post

    def read_typed(self, request) -> SentList:
        """The list as it was sent, with something to ask about each row in which something was typed."""
        sent = self.read_list(request)
        columns = editable_columns(self)
        for form in self.bound_list_forms(request, sent):
            shown = sent.shown.get(form.instance.pk)
            if shown and not (form.is_valid() and values_of(form.instance, columns) == shown.values):
                sent.problems[form.instance.pk] = {None: ["This row is not saved yet."]}
        return sent

    def show_typed(self, request, sent: SentList) -> None:
        """Let the stock view show it."""
        request.sent_list = sent
        for name in ("index", ACTION_CHECKBOX_NAME):
            request.POST.pop(name, None)
        request.POST["_save"] = ""

    def read_list(self, request) -> SentList:
        """Take the rows that one may know of, in the order sent, whatever the list says of their number."""
        post, pk_name = request.POST, self.opts.pk.name
        sent = {}
        for index in range(len(post)):
            pk = post.get(f"{PREFIX}-{index}-{pk_name}")
            if pk is not None:
                sent.setdefault(int(pk) if is_identifier(pk) else pk, index)
        related = self.list_select_related or ()
        records = (
            self.get_queryset(request).select_related(*related).in_bulk([pk for pk in sent if isinstance(pk, int)])
        )
        rows = {pk: records[pk] for pk in sent if pk in records}
        gone = [self.said_gone(post, index) for pk, index in sent.items() if pk not in rows]
        give_copies(rows.values(), self.model)
        request.POST = renumbered(post, [sent[pk] for pk in rows])
        shown = shown_in(request, self.model)
        return SentList(rows, {pk: shown[pk] for pk in rows if pk in shown}, gone)

    def said_gone(self, post, index: int) -> str:
        typed = {name: post.get(f"{PREFIX}-{index}-{name}", "") for name in self.list_editable}
        said = "; ".join(f"{name.replace('_', ' ')} “{text[:500]}”" for name, text in typed.items() if text)
        told = f"{capfirst(one_of(self.model))} of this list is not there any more, so nothing was saved of it."
        return f"{told} In its row stood: {said}." if said else told

    def bound_list_forms(self, request, sent: SentList) -> list[ListForm]:
        formset = self.get_changelist_formset(request)
        return formset(request.POST, queryset=self.get_queryset(request).filter(pk__in=sent.rows)).forms

    def save_list(self, request, sent: SentList) -> None:
        """Save each row in which something was typed, and note what is to be asked about the others."""
        columns = editable_columns(self)
        for text in sent.gone:
            messages.error(request, text)
        for form in self.bound_list_forms(request, sent):
            pk = form.instance.pk
            if not form.is_valid():
                sent.problems[pk] = {}
                continue
            mine = values_of(form.instance, columns)
            if pk in sent.shown and mine == sent.shown[pk].values:
                continue
            try:
                with hold(sent.rows[pk]) as held:
                    self.save_row(request, sent, held, mine)
            except self.model.DoesNotExist:
                sent.problems[pk] = {None: ["This is not there any more, so nothing was saved of it."]}
            except (IntegrityError, Unappliable):
                sent.problems[pk] = {None: [CROSSED]}
        self.say_saved_rows(request, sent)

    def save_row(self, request, sent: SentList, held: Held, mine: dict[str, Any]) -> None:
        pk, said = held.record.pk, held.current.fields
        if not can_edit(request.user, held.record):
            sent.problems[pk] = {None: ["This is not yours to change any more, so nothing was saved of it."]}
            return
        shown = sent.shown.get(pk) or Shown(0)
        typed = {name: value for name, value in mine.items() if value != shown.values.get(name, UNKNOWN)}
        asked = [
            name
            for name, value in typed.items()
            if said[name] != value and said[name] != shown.values.get(name, UNKNOWN)
        ]
        if asked:
            sent.problems[pk] = {name: [theirs_in_words(held, name)] for name in asked}
            sent.shown[pk] = Shown(shown.version, mine | shown.values | {name: said[name] for name in asked})
            return
        wanted = held.current.with_values({(name,): value for name, value in typed.items()})
        if wanted != held.current:
            try:
                validate(held, wanted)
            except Invalid as error:
                sent.problems[pk] = by_column(error, mine)
                return
            was_fresh = held.record.version == shown.version
            save(held, wanted, request.user, offer_summary(held.current, wanted))
            sent.saved.append(held)
            shown.version = held.record.version if was_fresh else shown.version
        sent.shown[pk] = Shown(shown.version, mine)

    def say_saved_rows(self, request, sent: SentList) -> None:
        at_once = [str(held.record) for held in sent.saved if not held.copy]
        waiting = [str(held.record) for held in sent.saved if held.copy]
        if at_once:
            messages.success(request, f"Saved: {len(at_once)} ({', '.join(at_once)}).")
        if waiting:
            messages.success(
                request,
                f"Saved in working copies: {len(waiting)} ({', '.join(waiting)}). The public pages stay as they are.",
            )
        if sent.problems:
            messages.error(request, f"Not saved: {len(sent.problems)}. What you typed there still stands below.")
        elif not sent.saved:
            messages.info(request, "Nothing was changed.")


def renumbered(post: QueryDict, indices: list[int]) -> QueryDict:
    """The list with these of its rows alone, numbered from 0, and their true number."""
    kept = QueryDict(mutable=True)
    places = {str(index): place for place, index in enumerate(indices)}
    for name, values in post.lists():
        prefix, _, rest = name.partition("-")
        index, dash, column = rest.partition("-")
        if prefix != PREFIX or not dash:
            kept.setlist(name, values)
        elif index in places:
            kept.setlist(f"{PREFIX}-{places[index]}-{column}", values)
    kept[f"{PREFIX}-TOTAL_FORMS"] = kept[f"{PREFIX}-INITIAL_FORMS"] = str(len(indices))
    return kept


def theirs_in_words(held: Held, name: str) -> str:
    who, when = last_saved(held.record)
    said = Teller(held.current).value((name,), held.current.fields[name])
    return f"Saved by {who} at {when}: it says “{said}” now. Save again to put yours in its place."


def by_column(error: Invalid, columns) -> dict[str | None, list[str]]:
    """What is wrong by the column in which it can be mended; the rest stands above the row."""
    problems: dict[str | None, list[str]] = {}
    for path, message in error.errors:
        name = path[0] if len(path) == 1 and path[0] in columns else None
        problems.setdefault(name, []).append(message if name or not path else f"{capfirst(path[0])}: {message}")
    return problems
