"""The public search: a page of results, and the first titles while one types."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

from editorial import kinds
from editorial.pages.crumbs import Crumb
from editorial.pages.lists import list_title
from editorial.pages.page import Page
from editorial.search.asking import LONGEST, Term
from editorial.search.finding import FEW, MOST, Found, documents, find, spelt_as, suggest
from editorial.search.marking import excerpt, marked
from editorial.search.models import Document

from .overviews import overviews_asked_by

PER_PAGE = 20


def kind_label(kind: str) -> str:
    """As the menu calls them."""
    return list_title(kinds.model_of(kind))


class SearchForm(forms.Form):
    q = forms.CharField(
        label="What are you looking for?",
        max_length=LONGEST,
        required=False,
        widget=forms.TextInput({"type": "search", "autocomplete": "off", "autocapitalize": "none"}),
        error_messages={"max_length": "That is more than %(limit_value)d letters. Ask in fewer words."},
    )
    kind = forms.MultipleChoiceField(
        choices=lambda: [(kind, kind_label(kind)) for kind in kinds.words()],
        required=False,
        error_messages={"invalid_choice": "There is no such kind of page. Choose among these."},
    )

    def __init__(self, data, **kwargs):
        super().__init__(without_nul(data), **kwargs)


def without_nul(data):
    """A copy in which no text has what no database takes."""
    clean = data.copy()
    for name, values in data.lists():
        clean.setlist(name, [value.replace("\0", " ") for value in values])
    return clean


class Item(NamedTuple):
    """A result as it stands on the page."""

    kind: str
    url: str
    title: SafeString
    place: str
    names: list[tuple[str, SafeString]]
    text: SafeString


class Kind(NamedTuple):
    """A kind of page among the results, to choose."""

    value: str
    label: str
    number: int
    is_chosen: bool


class SearchView(TemplateView):
    template_name = "jjsite/search.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        horizon = self.request.horizon  # type: ignore[attr-defined]  # HorizonMiddleware says it.
        form = SearchForm(self.request.GET)
        crumbs = [Crumb("Search", self.request.path)]
        page = Page([], horizon=horizon)
        context = super().get_context_data(form=form, page=page, most=MOST, crumbs=crumbs, **kwargs)
        if not form.is_valid() or not form.cleaned_data["q"]:
            return context
        query, chosen = form.cleaned_data["q"], set(form.cleaned_data["kind"])
        found = find(query, horizon, timezone.now(), chosen)
        pages = Paginator(found.matches, PER_PAGE).get_page(self.request.GET.get("page"))
        kept = self.request.GET.copy()
        kept.pop("page", None)
        return context | {
            "asked": query,
            "found": found,
            "items": items(documents(list(pages)), found.terms),
            "kinds": kinds_in(found, chosen),
            "page_obj": pages,
            "query": kept.urlencode(),
            **(near_names(found) | in_part(found) if pages.number == 1 else {}),
            "overviews": overviews_asked_by(query) if pages.number == 1 and not chosen else [],
        }

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        return super().render_to_response(context, status=200 if context["form"].is_valid() else 400, **kwargs)


def near_names(found: Found) -> dict[str, Any]:
    near = documents(found.near[:PER_PAGE])
    return {
        "near": items(near, found.instead),
        "spelt": spelt_as(found.instead, near) if near else "",
        "is_instead": len(found.matches) == 0,
        "few": FEW,
    }


def in_part(found: Found) -> dict[str, Any]:
    return {"in_part": items(documents(found.in_part), found.instead or found.terms)}


def kinds_in(found: Found, chosen: set[str]) -> list[Kind]:
    """The kinds of all that was found, and those that are chosen though nothing of them was."""
    counts = {kind: found.kinds[kind] for kind in {*found.kinds, *chosen}}
    shown = [Kind(kind, kind_label(kind), count, kind in chosen) for kind, count in counts.items()]
    return sorted(shown, key=lambda kind: (-kind.number, kind.label))


def items(found: Iterable[Document], terms: list[Term]) -> list[Item]:
    return [
        Item(
            kind_label(each.kind),
            each.url,
            marked(each.title, terms),
            each.place,
            list(names_hit(each, terms)),
            excerpt(each.text, terms),
        )
        for each in found
    ]


def names_hit(document: Document, terms: list[Term]) -> Iterator[tuple[str, SafeString]]:
    """The other names by which it was found."""
    for said, name in document.names:
        name_marked = marked(name, terms)
        if "<mark>" in name_marked and name != document.title:
            yield said, name_marked


@require_safe
def suggestions(request: HttpRequest) -> JsonResponse:
    """At most eight titles that begin like what is typed, for the reader who asks: nobody keeps the answer.

    Before them the overviews that are called so.
    """
    text = request.GET.get("q", "").replace("\0", " ")[:LONGEST]
    found = suggest(text, request.horizon, timezone.now())  # type: ignore[attr-defined]
    titles = [{"title": each.title, "url": each.url, "note": "Overview"} for each in overviews_asked_by(text)]
    titles += [
        {"title": each.title, "url": each.url, "note": ", ".join(filter(None, [kind_label(each.kind), each.place]))}
        for each in found
    ]
    return JsonResponse({"suggestions": titles}, headers={"Cache-Control": "no-store", "Vary": "Cookie"})
