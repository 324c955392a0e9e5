"""The editor's guide: pages of docs/ as pages of the desk."""

from django.conf import settings
from django.http import Http404
from django.template.response import TemplateResponse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe
from markdown_it import MarkdownIt

PAGES = {"markup"}

markdown = MarkdownIt("commonmark").enable("table")


@require_safe
def guide_page(request, site, name):
    if name not in PAGES:
        raise Http404(f"The guide has no page “{name}”.")
    text = (settings.BASE_DIR / "docs" / f"{name}.md").read_text(encoding="utf-8")
    heading, _, body = text.partition("\n")
    context = site.each_context(request) | {
        "title": heading.removeprefix("# "),
        "body": mark_safe(markdown.render(body)),  # noqa: S308 (our own pages)
    }
    return TemplateResponse(request, "admin/guide.html", context)
