import json
from dataclasses import dataclass

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from editorial import kinds
from editorial.cards.drawing import HEIGHT, WIDTH
from editorial.pages import schema
from editorial.pages.absolute import absolute
from editorial.pages.crumbs import Crumb
from editorial.pages.head import Head

register = template.Library()

FEED_TYPES = {"atom": "application/atom+xml", "json": "application/feed+json"}
UNINDEXED = {"styleguide"}  # pages that no search engine is to list
# As Django's `json_script` does: no text can end the element.
ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


@dataclass
class Told:
    """What `includes/_for_machines.html` says of a page."""

    head: Head
    request: HttpRequest
    site_name: str = settings.SITE_NAME

    @property
    def canonical(self) -> str:
        """The one address of the page: a list without its filters, but each of its pages by itself."""
        address = absolute(self.request.path)
        return f"{address}?page={self.head.number}" if self.head.number > 1 else address

    @property
    def is_indexed(self) -> bool:
        match = self.request.resolver_match
        return self.head.is_indexed and not (match and match.view_name in UNINDEXED)

    @property
    def title(self) -> str:
        return self.head.crumbs[-1].label if self.head.crumbs else self.site_name

    @property
    def kind(self) -> str:
        return "article" if self.head.entry else "website"

    @property
    def card(self) -> dict[str, str | int]:
        entry = self.head.entry
        path = reverse("cards:entry", args=[kinds.kind_of(type(entry)), entry.slug]) if entry else reverse("cards:site")
        return {"url": absolute(path), "width": WIDTH, "height": HEIGHT, "alt": self.title}

    @property
    def feeds(self) -> list[dict[str, str]]:
        if not self.head.feed:
            return []
        return [
            {"type": media_type, "title": self.title, "url": reverse(f"feeds:{name}", args=[self.head.feed])}
            for name, media_type in FEED_TYPES.items()
        ]

    @property
    def json_ld(self) -> SafeString:
        trail = [Crumb("Home", "/"), *self.head.crumbs] if self.head.crumbs else []
        things = [*([schema.breadcrumbs(trail)] if trail else []), *self.head.things]
        if not things:
            return mark_safe("")
        data = json.dumps({"@context": "https://schema.org", "@graph": things}, ensure_ascii=False)
        return mark_safe(f'<script type="application/ld+json">{data.translate(ESCAPES)}</script>')  # noqa: S308


@register.simple_tag(takes_context=True)
def for_machines(context) -> Told | None:
    """What machines are told of this page, nothing of a preview: {% for_machines as told %}"""
    request = context.get("request")
    if request is None or hasattr(request, "preview"):
        return None
    return Told(context.get("head") or Head(context.get("crumbs") or []), request)
