from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import SuspiciousOperation
from django.core.paginator import EmptyPage, Paginator
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import TemplateView, View

from editorial.horizon import Horizon, choices, episodes
from editorial.pages.absolute import absolute
from editorial.pages.crumbs import Crumb
from editorial.pages.lists import models_by_list
from editorial.revisions.changes import with_changes
from jjsite.middleware import RETRY_AFTER

from .addresses import address_of, list_view_of, words_for
from .answers import MAY_ASK, OPEN_TO_ALL, answer
from .asking import HORIZON, PAGE, SIZE, Reader, filtered, horizon_in, page_in, refuse_unknown
from .description import LICENCE, description
from .entries import entries_data
from .identities import truth_of
from .looking_up import with_all
from .problems import Problem, bad_request, not_found
from .reading import sections, structures

ALLOWED = "GET, HEAD, OPTIONS"
UNKEPT = {"Cache-Control": "no-store"}  # It is so for some readers only.


class ApiView(View):
    """Answers everybody alike: it looks at no cookie, and says in JSON what it cannot answer."""

    http_method_names = ["get", "head", "options"]

    @classmethod
    def as_view(cls, **initkwargs: Any) -> Any:
        return csrf_exempt(super().as_view(**initkwargs))  # Nothing is ever changed.

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        try:
            response = super().dispatch(request, *args, **kwargs)
        except Problem as problem:
            response = problem.response()
        except SuspiciousOperation:
            response = bad_request({}).response()
        except OperationalError:
            busy = Problem(
                HTTPStatus.SERVICE_UNAVAILABLE, "Ask again in a moment.", headers={"Retry-After": RETRY_AFTER}
            )
            response = busy.response()
        for name, value in OPEN_TO_ALL.items():
            response[name] = value
        return response

    def http_method_not_allowed(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        raise Problem(
            HTTPStatus.METHOD_NOT_ALLOWED,
            "This is for reading only.",
            headers={"Allow": ALLOWED},
        )

    def options(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = HttpResponse(status=HTTPStatus.NO_CONTENT, headers={"Allow": ALLOWED, **MAY_ASK})
        del response["Content-Type"]
        return response


class IndexView(ApiView):
    def get(self, request: HttpRequest) -> HttpResponse:
        refuse_unknown(request.GET, [])
        horizons = choices(episode for episode in episodes() if episode.is_public)
        data = {
            "title": description()["info"]["title"],
            "documentation": absolute(reverse("api:docs")),
            "openapi": absolute(reverse("api:description")),
            "licence": LICENCE,
            "kinds": [
                {
                    "type": model._meta.model_name,
                    "title": words_for(model).capitalize(),
                    "api_url": address_of(model),
                }
                for model in models_by_list().values()
            ],
            "horizons": [{"horizon": number, "title": label} for number, label in horizons],
        }
        return answer(request, data)


class DescriptionView(ApiView):
    def get(self, request: HttpRequest) -> HttpResponse:
        refuse_unknown(request.GET, [])
        return answer(request, description())


class EntryListView(ApiView):
    def get(self, request: HttpRequest, word: str) -> HttpResponse:
        model = model_at(word)
        site_view = list_view_of(model)
        filterset_class = site_view.filterset_class
        query = request.GET
        refuse_unknown(query, [*filterset_class.base_filters, HORIZON, PAGE, SIZE])
        reader = Reader(horizon_in(query))
        number, size = page_in(query)

        entries = filtered(entries_listed(site_view, reader), filterset_class, query, reader)
        paginator = Paginator(entries, size)
        try:
            page = paginator.page(number)
        except EmptyPage:
            raise not_found() from None
        found = list(with_changes(with_all(page.object_list, reader.horizon)))
        data = {
            "count": paginator.count,
            "page": number,
            "pages": paginator.num_pages,
            "previous": page_address(model, query, number - 1) if page.has_previous() else None,
            "next": page_address(model, query, number + 1) if page.has_next() else None,
            "horizon": horizon_data(reader.horizon),
            "results": entries_data(found, reader.horizon),
        }
        return answer(request, data)


class EntryDetailView(ApiView):
    def get(self, request: HttpRequest, word: str, key: str) -> HttpResponse:
        model = model_at(word)
        refuse_unknown(request.GET, [HORIZON])
        horizon = horizon_in(request.GET)
        entries = with_changes(with_all(model.objects.public().told(horizon), horizon))
        entry = entries.filter(key=key).first()
        if entry is None:
            raise not_found()
        if truth := truth_of(entry, horizon):
            address = f"{address_of(type(truth), truth.key)}?{urlencode({HORIZON: str(horizon)})}"
            return HttpResponseRedirect(address, content_type="application/json", headers=UNKEPT)
        (data,) = entries_data([entry], horizon)
        return answer(request, data)


class NothingView(ApiView):
    """At every other address below the API's own."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        return super().dispatch(request)

    def get(self, request: HttpRequest) -> HttpResponse:
        raise not_found()


class DocumentationView(TemplateView):
    template_name = "jjsite/api.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        said = description()
        return super().get_context_data(
            description=said,
            sections=sections(said),
            structures=structures(said),
            crumbs=[Crumb("API", self.request.path)],
            **kwargs,
        )


def model_at(word: str) -> Any:
    try:
        return models_by_list()[word]
    except KeyError:
        raise not_found() from None


def entries_listed(site_view: Any, reader: Reader) -> Any:
    """The entries in the site's own list, in its order, without what is only for its cards."""
    view = site_view()
    view.request = reader
    return view.get_queryset().defer(None).prefetch_related(None)


def page_address(model: Any, query: Any, number: int) -> str:
    asked = query.copy()
    asked[PAGE] = str(number)
    return f"{address_of(model)}?{asked.urlencode()}"


def horizon_data(horizon: Horizon) -> int | str:
    return int(horizon.last) if horizon.withholds else str(horizon)
