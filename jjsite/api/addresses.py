"""Where the API tells of what: under the words of the site's own lists."""

from functools import cache
from typing import Any

from django.urls import resolve, reverse

from editorial.pages.absolute import absolute
from editorial.pages.lists import list_name, list_url


def list_view_of(model: Any) -> Any:
    """The class that shows the site's own list: it knows the filters, the order, and what is left out."""
    view: Any = resolve(list_url(model)).func
    return view.view_class


def words_for(model: Any) -> str:
    """What readers call the entries of a kind: “predictions”."""
    return str(list_view_of(model).filterset_class.many)


def address_of(model: Any, key: str = "") -> str:
    """The address of an entry in the API, or of the list of its kind."""
    return absolute(f"{api_list_address(model)}{key}/" if key else api_list_address(model))


@cache
def api_list_address(model: Any) -> str:
    return reverse("api:entry-list", kwargs={"word": list_name(model)})
