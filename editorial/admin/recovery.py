"""What somebody typed into a form and did not save: kept while it is typed, offered when the form is opened again."""

import copy
from collections.abc import Iterator
from contextlib import ExitStack

from django.contrib import messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.utils import flatten_fieldsets
from django.core.exceptions import PermissionDenied
from django.forms import all_valid
from django.http import Http404, HttpResponseRedirect, JsonResponse, QueryDict
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.datastructures import MultiValueDict
from django.utils.decorators import method_decorator
from django.utils.text import capfirst
from django.views.decorators.http import require_POST, require_safe

from ..desk.telling import Told, tell
from ..recovery import presence
from ..recovery.keeping import PAGE, SETTLE, SUMMARY, TooLong, keep, new_page, page_in, posted_again
from ..recovery.models import Unsaved
from ..revisions.models import WorkingCopy
from ..snapshot import Snapshot, graph_of, merge, snapshot, stage_what_is_there
from . import basis
from .choosing import is_identifier
from .filling import filled_in, unchecked_rows
from .rescuing import OpenToTheLate, rescued_if_refused

PUT_BACK = "unsaved"
LEFT = "_left"  # the field by which a browser says that it could not send the form when it was typed


class KeepsUnsaved(OpenToTheLate):
    """The forms of one kind of record, with what was typed into them."""

    def get_urls(self):
        """The stock forms once more, before the stock ones, so that they take what comes in too late."""
        views = [
            ("add/", self.add_view, "add"),
            ("add/autosave/", self.autosave_view, "add_autosave"),
            ("add/unsaved/", self.unsaved_view, "add_unsaved"),
            ("add/unsaved/discard/", self.discard_unsaved_view, "add_discard_unsaved"),
            ("<path:object_id>/change/", self.change_view, "change"),
            ("<path:object_id>/autosave/", self.autosave_view, "autosave"),
            ("<path:object_id>/unsaved/", self.unsaved_view, "unsaved"),
            ("<path:object_id>/unsaved/discard/", self.discard_unsaved_view, "discard_unsaved"),
        ]
        ours = [path(route, self.open_to_the_late(view), name=self.page_name(end)) for route, view, end in views]
        return [*ours, *super().get_urls()]

    def add_view(self, request, form_url="", extra_context=None):
        with rescued_if_refused(request):
            return super().add_view(request, form_url, extra_context)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        with rescued_if_refused(request):
            return super().change_view(request, object_id, form_url, extra_context)

    # What the form shows

    def recovery_context(self, request, record=None) -> dict:
        """What of the user's is not saved, and who else is here; notes that the user has come. Three queries."""
        may = self.has_add_permission(request) if record is None else self.has_change_permission(request, record)
        if not may or IS_POPUP_VAR in request.GET or IS_POPUP_VAR in request.POST:
            return {}
        unsaved = list(Unsaved.objects.of(request.user, self.model, key_of(record)).defer("fields", "basis"))
        put_back = next((each for each in unsaved if str(each.pk) == request.GET.get(PUT_BACK)), None)
        page = put_back.page if put_back else page_in(request.POST)
        if record is not None and request.method == "GET":
            presence.come(request.user, record)
        return {
            "page_field": PAGE,
            "page": page or new_page(),
            "put_back": put_back,
            "unsaved": [each for each in unsaved if each.page != page],
            "unsaved_url": self.recovery_url("unsaved", record),
            "autosave_url": self.recovery_url("autosave", record),
            "present": presence.told(presence.others_at(record, request.user)) if record is not None else "",
        }

    def recovery_url(self, action: str, record=None) -> str:
        return self.page_url(record, action) if record else self.list_page_url(f"add_{action}")

    def form_url(self, record=None) -> str:
        return self.change_url(record) if record else self.list_page_url("add")

    def put_back(self, request, context: dict) -> Snapshot | None:
        """Let the form be built with what was typed, if that was asked for; returns what that form was made from."""
        unsaved = context.get("put_back")
        if unsaved is None:
            return None
        request.put_back = posted_again(unsaved)
        unsealed = basis.unseal(unsaved.basis)
        return unsealed and unsealed[0]

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        return filled_in(form, request.put_back) if is_put_back(request) else form

    def get_formsets_with_inlines(self, request, obj=None):
        for formset, inline in super().get_formsets_with_inlines(request, obj):
            yield unchecked_rows(formset) if is_put_back(request) else formset, inline

    def get_formset_kwargs(self, request, obj, inline, prefix):
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        return kwargs | {"data": request.put_back.copy()} if is_put_back(request) else kwargs

    # Keeping

    @method_decorator(require_POST)
    def autosave_view(self, request, object_id=None):
        """Keep the form as it stands; one without a token only says that it is still open."""
        record = self.record_to_edit(request, object_id)
        answer = {"kept": False, "saved_at": None, "said": ""}
        if basis.FIELD in request.POST:
            sealed = basis.token_in(request.POST)
            if basis.given_form(sealed) != basis.Given(self.model, key_of(record), request.user.pk):
                return JsonResponse({"error": "This form was not given to you for this record."}, status=400)
            if self.is_as_opened(request, record) or (LEFT in request.POST and self.is_saved(request, record)):
                self.forget_unsaved(request, key_of(record))
                answer["said"] = "Nothing is unsaved."
            else:
                try:
                    at = keep(request.user, self.model, key_of(record), request.POST, sealed).at
                except TooLong as error:
                    return JsonResponse({"error": str(error)}, status=413)
                answer |= {"kept": True, "saved_at": at, "said": f"Kept at {presence.hour(at)}."}
        if record is None:
            return JsonResponse(answer | {"others": [], "present": ""})
        presence.stay(request.user, record)
        others = presence.others_at(record, request.user)
        names = [each.user.get_username() for each in others]
        return JsonResponse(answer | {"others": names, "present": presence.told(others)})

    def record_to_edit(self, request, object_id):
        """The record of a form, or None of that of a new one; 404 or 403 for whom it is not."""
        if object_id is None:
            if not self.has_add_permission(request):
                raise PermissionDenied(f"You may add no {self.opts.verbose_name_plural}.")
            return None
        record = self.get_queryset(request).filter(pk=object_id).first() if is_identifier(object_id) else None
        if record is None:
            raise Http404(f"There is no {self.opts.verbose_name} {object_id!r} for you.")
        if not self.has_change_permission(request, record):
            raise PermissionDenied(f"You may not change {record}.")
        return record

    def is_as_opened(self, request, record) -> bool:
        """Whether nothing was typed into a posted form."""
        if request.POST.get(SUMMARY):
            return False
        with ExitStack() as stack:
            if record is not None:
                opened, _ = basis.unseal(basis.token_in(request.POST))
                if opened != graph_of(self.model, record.pk).snapshot:
                    stage_what_is_there(stack, opened)
                record = self.model._base_manager.get(pk=record.pk)
            form, formsets = self.bound_forms(asking_with(request, request.POST), record)
            return not any(each.has_changed() for each in (form, *formsets))

    def is_saved(self, request, record) -> bool:
        """Whether the record says by now what a posted form says: it may have been saved after all."""
        posted = basis.token_in(request.POST)
        return record is not None and self.difference_of_form(request, record, request.POST, posted) == ([], False)

    def bound_forms(self, asked, record):
        """The form with its formsets as the stock admin builds them from what is posted."""
        change = record is not None
        fields = flatten_fieldsets(self.get_fieldsets(asked, record))
        form = self.get_form(asked, record, change=change, fields=fields)(asked.POST, asked.FILES, instance=record)
        formsets, _ = self._create_formsets(asked, form.instance, change=change)
        return form, formsets

    # The difference

    @method_decorator(require_safe)
    def unsaved_view(self, request, object_id=None):
        record = self.record_to_edit(request, object_id)
        offers = Unsaved.objects.of(request.user, self.model, key_of(record))
        context = self.admin_site.each_context(request) | {
            "title": "Typed, and not saved",
            "opts": self.opts,
            "original": record,
            "offers": [(unsaved, *self.difference(request, record, unsaved)) for unsaved in offers],
            "form_url": self.form_url(record),
            "discard_url": self.recovery_url("discard_unsaved", record),
            "put_back": PUT_BACK,
            "settle": SETTLE,
        }
        return TemplateResponse(request, "admin/desk/unsaved.html", context).render()

    def difference(self, request, record, unsaved: Unsaved) -> tuple[list[Told], bool]:
        """How what was typed differs from what is saved by now, and whether somebody else changed the same since."""
        return self.difference_of_form(request, record, posted_again(unsaved), unsaved.basis)

    def difference_of_form(self, request, record, post: QueryDict, sealed: str) -> tuple[list[Told], bool]:
        asked = asking_with(request, post)
        opened = basis.unseal(sealed) if record is not None else None
        if opened is None:
            return list(self.fields_typed(*self.bound_forms(asked, record))), False
        base, _ = opened
        current = current_of(self.model, record)
        with ExitStack() as stack:
            base = stage_what_is_there(stack, base)
            staged_record = self.model._base_manager.get(pk=record.pk)
            form, formsets = self.bound_forms(asked, staged_record)
            if not (form.is_valid() and all_valid(formsets)):
                return list(self.fields_typed(form, formsets)), False
            mine = self.saved_on_stage(asked, form, formsets)
        merged = merge(base, mine, current)
        wanted = merged.settled({conflict.path: conflict.mine for conflict in merged.conflicts})
        return tell(current, wanted, request.user), bool(merged.conflicts)

    def saved_on_stage(self, asked, form, formsets) -> Snapshot:
        record = self.save_form(asked, form, change=True)
        self.save_model(asked, record, form, True)
        self.save_related(asked, form, formsets, True)
        return snapshot(record)

    def fields_typed(self, form, formsets) -> Iterator[Told]:
        """The fields as they were typed, where they cannot be read as a record."""
        yield from typed_in(form, "")
        for formset in formsets:
            kind = capfirst(formset.model._meta.verbose_name)
            for number, row in enumerate(formset.forms, start=1):
                yield from typed_in(row, f"{kind} {number} · ")

    @method_decorator(require_POST)
    def discard_unsaved_view(self, request, object_id=None):
        record = self.record_to_edit(request, object_id)
        number = request.POST.get("number", "")
        if not is_identifier(number):
            raise Http404(f"{number!r} is nothing that was kept.")
        count, _ = Unsaved.objects.of(request.user, self.model, key_of(record)).filter(pk=number).delete()
        if count:
            messages.success(request, "What you had typed was discarded.")
        return HttpResponseRedirect(self.form_url(record))


def key_of(record) -> str:
    return record.key if record is not None else ""


def current_of(model, record) -> Snapshot:
    """The working copy of a record, else what is live."""
    copy_ = WorkingCopy.objects.of(record).first()
    return copy_.revision.snapshot if copy_ else graph_of(model, record.pk).snapshot


def is_put_back(request) -> bool:
    return getattr(request, "put_back", None) is not None


def typed(request) -> QueryDict:
    """The fields of the form as somebody typed them, now or before."""
    return request.put_back if is_put_back(request) else request.POST


def asking_with(request, post: QueryDict):
    """The same request, as if it had posted these fields and no files."""
    asked = copy.copy(request)
    asked.method, asked.POST, asked._files = "POST", post, MultiValueDict()
    asked.put_back = None
    return asked


def typed_in(form, row: str) -> Iterator[Told]:
    for name in form.changed_data:
        field = form[name]
        if field.is_hidden:
            continue
        place = f"{row}{capfirst(field.label)}"
        yield Told((form.add_prefix(name),), "changed", place, as_text(field.initial), as_text(field.data))


def as_text(value) -> str:
    if isinstance(value, (list, tuple)):
        return ", ".join(map(as_text, value))
    return "" if value is None else str(value)
