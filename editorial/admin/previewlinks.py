"""The page on which links to what is unpublished of an entry are made and revoked."""

from urllib.parse import urljoin

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods

from ..desk import Held, hold
from ..models import PreviewLink
from ..pages.preview import has_preview
from ..permissions import can_edit, can_view
from ..previews.models import Lasts, is_unpublished
from .choosing import is_identifier


class LinkForm(forms.Form):
    lasts = forms.ChoiceField(label="It lasts", choices=Lasts.choices, initial=Lasts.WEEK)
    note = forms.CharField(label="For whom", max_length=120, required=False)


class SharesPreviews(admin.ModelAdmin):
    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_links"
        view = self.admin_site.admin_view(require_http_methods(["GET", "HEAD", "POST"])(self.links_view))
        return [path("<path:object_id>/links/", view, name=name), *super().get_urls()]

    def links_url(self, record) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_links", args=[record.pk])

    def links_view(self, request, object_id):
        if not (is_identifier(object_id) and has_preview(self.model())):
            raise Http404(f"There are no preview links of {self.opts.verbose_name} {object_id!r}.")
        try:
            with hold(self.model(pk=int(object_id))) as held:
                if not can_view(request.user, held.record):
                    raise Http404(f"There is no {self.opts.verbose_name} {object_id} for you.")
                if not can_edit(request.user, held.record):
                    raise PermissionDenied
                if "revoke" in request.POST:
                    return self.revoke_link(request, held)
                if request.method == "POST":
                    return self.make_link(request, held)
                return self.show_links(request, held, LinkForm())
        except self.model.DoesNotExist:
            raise Http404(f"There is no {self.opts.verbose_name} {object_id}.") from None

    def make_link(self, request, held: Held):
        form = LinkForm(request.POST)
        if not is_unpublished(held.record, held.copy):
            form.add_error(None, "Nothing of this is unpublished: there is no link to make.")
        if not form.is_valid():
            return self.show_links(request, held, form)
        lasts, note = Lasts(form.cleaned_data["lasts"]), form.cleaned_data["note"]
        _, token = PreviewLink.make(held.record, held.copy, request.user, lasts, note)
        address = urljoin(settings.PUBLIC_URL, reverse("previews:by-link", args=[token]))
        # Shown here and never again: it goes through no redirect, and so into no session.
        return self.show_links(request, held, LinkForm(), address)

    def revoke_link(self, request, held: Held):
        number = request.POST["revoke"]
        if link := is_identifier(number) and self.links_of(held).filter(pk=number).first():
            link.revoke()
            messages.success(request, "The link is revoked: it leads nowhere any more.")
        return HttpResponseRedirect(self.links_url(held.record))

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
