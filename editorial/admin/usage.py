"""A page at the desk that says where a record is used, and what its own texts could link to."""

from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe

from ..addresses import former_addresses
from ..links.unlinked import unlinked_mentions
from ..links.usage import usages_of
from ..publishing import Entry
from .pages import RecordPages

SHOWN = 100  # of one kind in one way


class UsageMixin(RecordPages):
    def get_urls(self):
        used = path("<path:object_id>/used/", self.admin_site.admin_view(self.used_view), name=self.page_name("used"))
        return [used, *super().get_urls()]

    @method_decorator(require_safe)
    def used_view(self, request, object_id):
        record = self.known_record(request, object_id)
        context = self.admin_site.each_context(request) | {
            "opts": self.opts,
            "original": record,
            "title": f"Where “{record}” is used",
            "usages": [(usage, self.uses_with_addresses(usage)) for usage in usages_of(record, request.user, SHOWN)],
            "suggestions": unlinked_mentions(record, request.user),
            "former_addresses": former_addresses(record) if isinstance(record, Entry) else (),
        }
        return TemplateResponse(request, "admin/desk/used.html", context)

    def uses_with_addresses(self, usage):
        return [(use, self.address_of(use.record)) for use in usage.uses]

    def address_of(self, record):
        """Where the desk shows a record, if it does."""
        if not self.admin_site.is_registered(type(record)):
            return ""
        return reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_change", args=[record.pk])
