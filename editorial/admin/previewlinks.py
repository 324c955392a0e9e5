"""The page on which links to what is unpublished of an entry are made and revoked."""

from urllib.parse import urljoin

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.text import capfirst
from django.views.decorators.http import require_http_methods

from ..desk import Held
from ..kinds import one_of
from ..models import PreviewLink
from ..pages.preview import NO_PAGE, as_last_saved, has_preview
from ..permissions import can_edit, can_preview
from ..previews.models import Lasts, is_unpublished
from .choosing import is_identifier
from .pages import RecordPages


class LinkForm(forms.Form):
    lasts = forms.ChoiceField(label="It lasts", choices=Lasts.choices, initial=Lasts.WEEK)
    note = forms.CharField(label="For whom", max_length=120, required=False)


class SharesPreviews(RecordPages):
    def get_urls(self):
        view = self.admin_site.admin_view(require_http_methods(["GET", "HEAD", "POST"])(self.links_view))
        return [path("<path:object_id>/links/", view, name=self.page_name("links")), *super().get_urls()]

    def links_view(self, request, object_id):
        if not has_preview(self.model()):
            raise Http404(f"{capfirst(one_of(self.model))} has no page of its own.")
        with self.held(request, object_id) as held:
            if not can_edit(request.user, held.record):
                raise PermissionDenied
            if "revoke" in request.POST:
                return self.revoke_link(request, held)
            if request.method == "POST":
                return self.make_link(request, held)
            return self.show_links(request, held, LinkForm())

    def make_link(self, request, held: Held):
        form = LinkForm(request.POST)
        if not is_unpublished(held.record, held.copy):
            form.add_error(None, "Nothing of this is unpublished: there is no link to make.")
        elif not self.may_show(request.user, held):
            form.add_error(None, NO_PAGE)
        if not form.is_valid():
            return self.show_links(request, held, form)
        lasts, note = Lasts(form.cleaned_data["lasts"]), form.cleaned_data["note"]
        _, token = PreviewLink.make(held.record, held.copy, request.user, lasts, note)
        address = urljoin(settings.PUBLIC_URL, reverse("previews:by-link", args=[token]))
        # Shown here and never again: it goes through no redirect, and so into no session.
        return self.show_links(request, held, LinkForm(), address)

    def may_show(self, user, held: Held) -> bool:
        with as_last_saved(held) as record:
            return can_preview(user, record)

    def revoke_link(self, request, held: Held):
        number = request.POST["revoke"]
        if link := is_identifier(number) and self.links_of(held).filter(pk=number).first():
            link.revoke()
            messages.success(request, "The link is revoked: it leads nowhere any more.")
        return HttpResponseRedirect(self.page_url(held.record, "links"))

    def links_of(self, held: Held):
        return PreviewLink.objects.open().of(held.record, held.copy).select_related("by")

    def show_links(self, request, held: Held, form: LinkForm, address: str = ""):
        context = {
            **self.admin_site.each_context(request),
            "title": f"Preview links: {held.record}",
            "opts": self.opts,
            "original": held.record,
            "copy": held.copy,
            "is_unpublished": is_unpublished(held.record, held.copy),
            "links": self.links_of(held),
            "form": form,
            "address": address,
        }
        status = 400 if form.errors else 200
        return TemplateResponse(request, "admin/desk/links.html", context, status=status).render()
