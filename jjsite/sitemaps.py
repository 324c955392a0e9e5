"""All that is public, for search engines: told as to somebody who has seen nothing."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap, views
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from editorial.horizon import NEWCOMER
from editorial.pages.absolute import absolute
from editorial.pages.answers import for_machines
from editorial.pages.lists import list_url, models_by_list
from editorial.revisions.changes import with_changes

PAGES = "pages"
OTHER_PAGES = ["home", "about", "reviews:reception"]


class SiteSitemap(Sitemap):
    limit = 5000
    protocol = urlsplit(settings.PUBLIC_URL).scheme

    def get_domain(self, site=None) -> str:
        return urlsplit(settings.PUBLIC_URL).netloc


class EntrySitemap(SiteSitemap):
    def __init__(self, model) -> None:
        self.model = model

    def items(self):
        return with_changes(self.model.objects.public().told(NEWCOMER)).only("slug").order_by("pk")

    def lastmod(self, entry):
        return entry.changed_at


class PageSitemap(SiteSitemap):
    """Lists, each as new as the latest of its entries, and pages that have no date."""

    def items(self):
        lists = [(list_url(model), latest_change(model)) for model in models_by_list().values()]
        return [*((reverse(name), None) for name in OTHER_PAGES), *sorted(lists)]

    def location(self, item):
        return item[0]

    def lastmod(self, item):
        return item[1]


def latest_change(model):
    changes = with_changes(model.objects.public().told(NEWCOMER)).order_by("-changed_at")
    return changes.values_list("changed_at", flat=True).first()


def sitemaps() -> dict[str, SiteSitemap]:
    return {PAGES: PageSitemap()} | {name: EntrySitemap(model) for name, model in models_by_list().items()}


@for_machines
def index(request: HttpRequest) -> HttpResponse:
    """Where the sitemaps are, each of at most so many pages. Django's own would take the host from the request."""
    locations = [
        {"location": absolute(reverse("sitemap", args=[name])) + (f"?p={page}" if page > 1 else "")}
        for name, sitemap in sitemaps().items()
        for page in sitemap.paginator.page_range
    ]
    return render(request, "sitemap_index.xml", {"sitemaps": locations}, content_type="application/xml")


@for_machines
def section(request: HttpRequest, name: str) -> HttpResponse:
    made = sitemaps()
    if name not in made:
        raise Http404
    return views.sitemap(request, {name: made[name]}, section=name)
