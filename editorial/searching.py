"""The quick search over everything at the desk: a page, and the first of it while one types."""

from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from .listing import Listed, kinds_on_the_desk
from .permissions import can_view
from .suggesting import found_in

LONGEST = 200
PER_PAGE = 50
AT_ONCE = 8  # while one types
FARTHEST_PAGE = 100


@require_safe
def search(request, site):
    text = request.GET.get("q", "").strip()
    is_typing = "typing" in request.GET
    most = AT_ONCE if is_typing else PER_PAGE
    page = page_of(request.GET.get("page", ""))
    found = found_for(request, site, text, most + 1, (page - 1) * most)
    context = {
        "query": text[:LONGEST],
        "items": [item(each) for each in found[:most]],
        "empty": f"Nothing here is called “{text[:LONGEST]}”." if text else "Type a part of a name.",
        "next_page": page + 1 if len(found) > most and page < FARTHEST_PAGE else None,
    }
    if is_typing:
        return TemplateResponse(request, "admin/desk/_found.html", context)
    return TemplateResponse(
        request, "admin/desk/search.html", site.each_context(request) | {"title": "Search"} | context
    )


def found_for(request, site, text, most, start) -> list[Listed]:
    models = [model for model in kinds_on_the_desk(site) if can_view(request.user, model)]
    if not text or not models or "\0" in text or len(text) > LONGEST:
        return []
    return found_in(site, request, models, text, most, start)


def page_of(said: str) -> int:
    return min(int(said), FARTHEST_PAGE) if said.isascii() and said.isdigit() and 0 < len(said) < 6 and int(said) else 1


def item(found: Listed) -> dict:
    status = found.status
    return {
        "url": found.url,
        "title": found.title,
        "note": found.kind,
        "status": status and status.value,
        "label": status and status.label,
    }
