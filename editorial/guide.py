"""The editor's guide: pages of docs/ as pages of the desk, with their pictures."""

from django.conf import settings
from django.http import FileResponse, Http404
from django.template.response import TemplateResponse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe
from markdown_it import MarkdownIt

PAGES = {"editing", "markup"}

markdown = MarkdownIt("commonmark").enable("table")


@require_safe
def guide_page(request, site, name):
    if name not in PAGES:
        raise Http404(f"The guide has no page “{name}”.")
    heading, _, body = (folder() / f"{name}.md").read_text(encoding="utf-8").partition("\n")
    context = site.each_context(request) | {
        "title": heading.removeprefix("# "),
        "body": mark_safe(as_html(body)),  # noqa: S308 (our own pages)
    }
    return TemplateResponse(request, "admin/guide.html", context)


@require_safe
def guide_picture(request, name):
    try:
        return FileResponse((folder() / "pictures" / f"{name}.png").open("rb"), content_type="image/png")
    except FileNotFoundError:
        raise Http404(f"The guide has no picture “{name}”.") from None


def as_html(text: str) -> str:
    """Links lead as they do between the files: to pages, and to the pictures beside them."""
    tokens = markdown.parse(text)
    for token in (child for block in tokens for child in block.children or ()):
        if token.type == "image":
            token.attrSet("src", f"../{token.attrGet('src')}")
            token.attrSet("loading", "lazy")
        elif token.type == "link_open" and str(token.attrGet("href")).endswith(".md"):
            token.attrSet("href", f"../{str(token.attrGet('href')).removesuffix('.md')}/")
    return markdown.renderer.render(tokens, markdown.options, {})


def folder():
    return settings.BASE_DIR / "docs"
