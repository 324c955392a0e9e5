"""Where the API tells of what: under the words of the site's own lists."""

from functools import cache
from typing import Any

from django.conf import settings
from django.urls import resolve, reverse

from editorial import kinds


def absolute(address: str) -> str:
    return f"{settings.PUBLIC_URL}{address}"


@cache
def models_by_word() -> dict[str, Any]:
    """{"episodes": Episode, …}"""
    return {list_address(kinds.model_of(kind)).strip("/"): kinds.model_of(kind) for kind in kinds.words()}


def list_address(model: Any) -> str:
    return reverse(f"{model._meta.app_label}:{model._meta.model_name}-list")


def list_view_of(model: Any) -> Any:
    """The class that shows the site's own list: it knows the filters, the order, and what is left out."""
    view: Any = resolve(list_address(model)).func
    return view.view_class


def address_of(model: Any, key: str = "") -> str:
    """The address of an entry in the API, or of the list of its kind."""
    return absolute(f"{api_list_address(model)}{key}/" if key else api_list_address(model))


@cache
def api_list_address(model: Any) -> str:
    return reverse("api:entry-list", kwargs={"word": list_address(model).strip("/")})
