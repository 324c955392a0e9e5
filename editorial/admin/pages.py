"""What the pages share that the desk has for each record beside its form."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib import admin
from django.core import signing
from django.http import Http404
from django.urls import reverse

from ..desk import Held, hold
from ..permissions import can_view
from .choosing import is_identifier

SALT = "editorial.shown-version"
SHOWN = "_shown"  # the field in which a page says which version of a record it shows


def seal_version(held: Held, user) -> str:
    return signing.dumps([*held.name, held.record.version, user.pk], salt=SALT)


def is_as_shown(request, held: Held) -> bool:
    """Whether the page was made from what the record is now, and says so once and truly."""
    given = request.POST.getlist(SHOWN)
    try:
        shown = signing.loads(given[0], salt=SALT) if len(given) == 1 else None
    except signing.BadSignature:
        return False
    return shown == [*held.name, held.record.version, request.user.pk]


class HidesUnknown(admin.ModelAdmin):
    def _get_obj_does_not_exist_redirect(self, request, opts, object_id):
        """What one may not know of and what is not there look alike: neither is there."""
        raise Http404(f"There is no {opts.verbose_name} {object_id!r} for you.")


class RecordPages(HidesUnknown):
    @contextmanager
    def held(self, request, object_id, and_others: bool = False) -> Iterator[Held]:
        """The record, held, if there is one of which whoever asks may know; else 404."""
        unknown = Http404(f"There is no {self.opts.verbose_name} {object_id!r} for you.")
        if not is_identifier(object_id):
            raise unknown
        try:
            with hold(self.model(pk=int(object_id)), and_others) as held:
                if not can_view(request.user, held.record):
                    raise unknown
                yield held
        except self.model.DoesNotExist:
            raise unknown from None

    def known_record(self, request, object_id):
        """The same record, only to be read."""
        record = self.model._base_manager.filter(pk=int(object_id)).first() if is_identifier(object_id) else None
        if record is None or not can_view(request.user, record):
            raise Http404(f"There is no {self.opts.verbose_name} {object_id!r} for you.")
        return record

    def page_name(self, page: str) -> str:
        """Under which the address of such a page is known: “people_person_publishing”."""
        return f"{self.opts.app_label}_{self.opts.model_name}_{page}"

    def page_url(self, record, page: str, *args) -> str:
        return reverse(f"admin:{self.page_name(page)}", args=[record.pk, *args])

    def list_page_url(self, page: str) -> str:
        """The address of a page about no record in particular: “changelist”, “add”."""
        return reverse(f"admin:{self.page_name(page)}")

    def change_url(self, record) -> str:
        return self.page_url(record, "change")
