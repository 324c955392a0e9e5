"""How the forms of the admin save: by the verbs of the desk, and never over what somebody else saved meanwhile.

A form is posted onto a stage that holds what the form was made from. What it makes of that is one side of a merge; what
has become of the record since is the other.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial

from django.contrib import messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.forms import ModelForm
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.template.response import SimpleTemplateResponse

from ..checks import Finding, findings_in
from ..desk import Held, Invalid, create, hold, publish, save, submit
from ..desk.publishing import readiness
from ..desk.telling import tell
from ..desk.validating import validate
from ..permissions import call_by_known_names, can_add, can_delete, can_edit, can_publish, can_view, visible_to
from ..publishing import Entry, State
from ..recovery import presence
from ..recovery.keeping import SETTLE
from ..revisions.models import WorkingCopy
from ..snapshot import Merge, Snapshot, graph_of, is_on_stage, merge, rolled_back, snapshot, stage_what_is_there
from . import basis
from .choosing import is_identifier
from .conflicts import is_settlement
from .disputes import Dispute
from .publishing import SUMMARY, PublishesThroughDesk, said_published, summary_of
from .recovery import typed
from .restoring import RestoresRevisions
from .seeds import SettlesSeeds


@dataclass
class OnStage:
    """What the stock admin would answer to a form, and what the form was made from, if it said so."""

    response: HttpResponse
    basis: Snapshot | None


@dataclass
class Posted:
    """A form that was saved on the stage, and what the stock admin would answer."""

    response: HttpResponse
    basis: Snapshot | None
    mine: Snapshot


class SavesThroughDesk(PublishesThroughDesk, SettlesSeeds, RestoresRevisions):
    """A form for one record at a time, with its rows."""

    def get_queryset(self, request):
        return visible_to(super().get_queryset(request), request.user)

    def get_object(self, request, object_id, from_field=None):
        """With all that it names called as whoever asks may know it: it is for a form, which says so."""
        record = super().get_object(request, object_id, from_field)
        if record is not None:
            call_by_known_names(request.user, [record])
        return record

    def has_view_permission(self, request, obj=None):
        return can_view(request.user, obj or self.model)

    def has_add_permission(self, request):
        return can_add(request.user, self.model)

    def has_change_permission(self, request, obj=None):
        return can_edit(request.user, live_of(request, obj) or self.model)

    def has_delete_permission(self, request, obj=None):
        return can_delete(request.user, live_of(request, obj) or self.model)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        request.POST = request.POST.copy()
        request.POST.pop("_saveasnew", None)
        if object_id is not None and not is_identifier(unquote(object_id)):
            raise Http404(f"{object_id!r} is no record.")
        try:
            return self.answer(request, object_id, form_url, extra_context or {})
        except self.model.DoesNotExist:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)

    def answer(self, request, object_id, form_url, context):
        request.saved_by_form = None
        if object_id is None:
            return self.answer_addition(request, form_url, context)
        if request.method == "POST":
            return self.answer_change(request, object_id, form_url, context)
        return self.open_form(request, object_id, form_url, context)

    # Opening

    def open_form(self, request, object_id, form_url, context):
        graph = graph_of(self.model, int(unquote(object_id)))
        request.live_record = graph.instance
        copy = WorkingCopy.objects.of(graph.instance).first()
        context |= self.recovery_context(request, graph.instance)
        if (unsaved := context.get("put_back")) and is_settlement(unsaved):
            return self.show_kept(request, unquote(object_id), unsaved)
        with ExitStack() as stack:
            current = graph.snapshot
            typed_over = self.put_back(request, context)
            if wanted := typed_over or (copy and copy.revision.snapshot):
                current = stage_what_is_there(stack, wanted)
            context |= self.desk_context(request, graph.instance, copy, current)
            if context.get("put_back") and typed_over is None:
                context["basis"] = ""  # What was typed is asked about, since nobody knows what it was made from.
            return rendered(super().changeform_view(request, object_id, form_url, context))

    def desk_context(self, request, record, copy, current: Snapshot) -> dict:
        """What the template of the form shows beyond the stock one."""
        may_change = self.has_change_permission(request, record)
        return {
            "basis": basis.seal(current, request.user) if may_change else None,
            "basis_field": basis.FIELD,
            "live": record,
            "copy": copy,
            "is_live": record.is_meant_for_public(),
            "summary": typed(request).get(SUMMARY, ""),
            "publishing_url": self.page_url(record, "publishing"),
            "seed_dispute": self.seed_dispute(record, current) if may_change else None,
            "buttons": self.buttons(request, record) if may_change else [],
        }

    def addition_context(self, request) -> dict:
        if not self.has_add_permission(request):
            return {}
        recovery = self.recovery_context(request)
        if request.method != "POST":
            self.put_back(request, recovery)
        return recovery | {
            "basis": basis.seal_blank(self.model, request.user),
            "basis_field": basis.FIELD,
            "summary": typed(request).get(SUMMARY, ""),
            "buttons": self.buttons(request),
        }

    def buttons(self, request, record=None) -> list[tuple[str, str]]:
        """(name, label) of the ways to save the form, the usual one first."""
        is_live = record is not None and record.is_meant_for_public()
        state = getattr(record, "state", None)
        if record is None and self.model.is_public_once_made():
            return [("_save", "Publish"), ("_continue", "Publish and continue editing")]
        others = [("_continue", "Save and continue editing")]
        if record is None:
            others.append(("_addanother", "Save and add another"))
        if issubclass(self.model, Entry) and state in (None, State.DRAFT):
            others.append(("_submit", "Save and submit for review"))
        if can_publish(request.user, record or self.model) and (is_live or issubclass(self.model, Entry)):
            others.append(("_publish", "Save and publish"))
        return [("_save", "Save"), *others]

    # Saving

    def answer_addition(self, request, form_url, context):
        if request.method == "POST" and self.model.is_public_once_made():
            request.refused = self.errors_of_addition(request, form_url)
        with transaction.atomic():
            context |= self.addition_context(request)
            response = super().changeform_view(request, None, form_url, context)
            record = request.saved_by_form
            if record is not None:
                create(record, request.user, summary_of(request.POST))
                self.forget_unsaved(request, "")
                with hold(record) as held:
                    return self.after_saving(request, held, response)
        return response

    def errors_of_addition(self, request, form_url) -> list[Finding]:
        """What forbids publishing a new record that is public as soon as it is made."""
        with self.addition_on_stage(request, form_url, {}):
            record, request.saved_by_form = request.saved_by_form, None
            fresh = record and self.model._base_manager.get(pk=record.pk)
            return [each for each in findings_in([fresh])[fresh] if each.is_error] if fresh else []

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        refused = getattr(request, "refused", [])
        return form_saying(form, refused) if refused else form

    def answer_change(self, request, object_id, form_url, context):
        with hold(self.model(pk=int(unquote(object_id)))) as held:
            if SETTLE in request.POST:
                if not can_view(request.user, held.record):
                    return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
                if not self.has_change_permission(request, held.record):
                    raise PermissionDenied
                return self.answer_settlement(request, held, held.current)
            posted = self.post(request, object_id, held, form_url, context)
            if not isinstance(posted, Posted):
                return posted
            merged = merge(posted.basis, posted.mine, held.current)
            if merged.conflicts:
                return self.show_dispute(request, held, Dispute(posted.basis, posted.mine, held.current))
            try:
                revision = self.save_merged(request, held, posted, merged)
            except Invalid as error:
                return self.show_dispute(request, held, Dispute(None, posted.mine, held.current), str(error))
            self.forget_unsaved(request, held.record.key)
            presence.leave(request.user, held.record)
            if IS_POPUP_VAR in request.POST:
                return posted.response
            self.say_saved(request, held, posted, merged, revision)
            request.is_merged = merged.snapshot != posted.mine
            return self.after_saving(request, held, posted.response)

    def post(self, request, object_id, held: Held, form_url, context) -> Posted | HttpResponse:
        """Save the form on the stage, or show it again with what is wrong."""
        with self.form_on_stage(request, object_id, held, form_url, context) as on_stage:
            response = rendered(on_stage.response)
            record = request.saved_by_form
            if record is None:
                return response
            mine = snapshot(record)
        return Posted(response, on_stage.basis, mine)

    @contextmanager
    def form_on_stage(self, request, object_id, held: Held, form_url, context) -> Iterator[OnStage]:
        """Let the stock form save on a stage of what it was made from; what it saved is there inside the block."""
        if not self.has_view_permission(request, held.record):
            self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        request.live_record = held.record
        basis_given = basis.basis_of(request.POST, held.live, request.user)
        with ExitStack() as stack:
            shown = stage_what_is_there(stack, basis_given or held.current)
            context |= self.recovery_context(request, held.record)
            request.form_context = partial(self.context_of_posted, request, held, shown, basis_given)
            response = super().changeform_view(request, object_id, form_url, context)
            yield OnStage(response, basis_given and shown)

    def context_of_posted(self, request, held: Held, shown: Snapshot, basis_given: Snapshot | None) -> dict:
        """What a form says beside itself when it is shown again with its errors."""
        context = self.recovery_context(request, held.record)
        context |= self.desk_context(request, held.record, held.copy, shown)
        # Without a basis it will be asked about, since nobody knows what it was made from.
        return context if basis_given is not None else context | {"basis": ""}

    def render_change_form(self, request, context, *args, **kwargs):
        if hasattr(request, "form_context"):
            context |= request.form_context()
        return super().render_change_form(request, context, *args, **kwargs)

    @contextmanager
    def addition_on_stage(self, request, form_url, context) -> Iterator[OnStage]:
        """The same for a record that is not there yet: inside the block it is."""
        with rolled_back():
            yield OnStage(super().changeform_view(request, None, form_url, context), None)

    def save_merged(self, request, held: Held, posted: Posted, merged: Merge):
        if merged.snapshot != posted.mine:
            validate(held, merged.snapshot)
        return save(held, merged.snapshot, request.user, summary_of(request.POST))

    def say_saved(self, request, held, posted, merged, revision):
        name = f"The {self.opts.verbose_name} “{held.record}”"
        if revision is None:
            if not {"_publish", "_submit"} & set(request.POST):  # What either makes of it is said by that.
                messages.info(request, f"{name}: nothing was changed.")
        elif held.copy:
            messages.success(request, f"{name}: saved in its working copy. The public page stays as it is.")
        else:
            messages.success(request, f"{name}: saved.")
        if merged.snapshot != posted.mine:
            theirs = ", ".join(told.place for told in tell(posted.mine, merged.snapshot, request.user))
            messages.info(request, f"Somebody else saved this meanwhile, and both changes are kept. Theirs: {theirs}.")

    def after_saving(self, request, held: Held, response: HttpResponse) -> HttpResponse:
        """Do what the button says beyond saving."""
        summary = summary_of(request.POST)
        if "_submit" in request.POST and issubclass(self.model, Entry) and submit(held, request.user, summary):
            messages.success(request, f"“{held.record}”: submitted for review.")
        if "_publish" in request.POST and can_publish(request.user, held.record):
            state = readiness(held)
            # What somebody else saved meanwhile is looked at before it is public.
            is_unseen = getattr(request, "is_merged", False)
            if is_unseen or state.needs({}) or state.warnings or (held.copy and not summary):
                return HttpResponseRedirect(self.page_url(held.record, "publishing"))
            if publish(held, request.user, summary=summary):
                messages.success(request, f"“{held.record}”: {said_published(held.record)}")
        return response

    # What the stock admin does on the stage

    def save_model(self, request, obj, form, change):
        if not change:
            obj.note_edit(request.user)
        if form.has_changed() or not change:
            super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        request.saved_by_form = form.instance

    def message_user(self, request, *args, **kwargs):
        """What the stock admin says of a form on the stage is not so yet: `say_saved` says what became of it."""
        if not is_on_stage():
            super().message_user(request, *args, **kwargs)

    def log_addition(self, request, obj, message):
        """Revisions say more."""

    def log_change(self, request, obj, message):
        """Revisions say more."""


def live_of(request, record):
    """The record as it is live, of one that the stock form finds on the stage: it may have been archived since."""
    live = getattr(request, "live_record", None)
    return live if live is not None and live == record else record


def form_saying(form: type[ModelForm], findings: list[Finding]) -> type[ModelForm]:
    """The form with what was found, each at its field."""

    class Refused(form):
        def _post_clean(self):
            super()._post_clean()
            for finding in findings:
                self.add_error(finding.field if finding.field in self.fields else None, finding.message)

    return Refused


def rendered(response: HttpResponse) -> HttpResponse:
    return response.render() if isinstance(response, SimpleTemplateResponse) else response
