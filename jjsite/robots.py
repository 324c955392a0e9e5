"""Where search engines need not look, and where they find everything else."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from editorial.pages.absolute import absolute
from editorial.pages.answers import for_machines

# Results of searches are found at their canonical address, the page that asks; suggestions have none.
CLOSED = ["/admin/", "/horizon/", "/preview/", "/search/suggestions/"]


@for_machines
def robots(request: HttpRequest) -> HttpResponse:
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in CLOSED),
        "",
        f"Sitemap: {absolute(reverse('sitemaps'))}",
    ]
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")
