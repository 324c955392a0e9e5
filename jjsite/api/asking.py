"""What a request asks for: how far its reader is, by which filters, and which page."""

import re
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from editorial.horizon import Horizon, parse_horizon, up_to

from .problems import bad_request, not_found

PAGE_SIZE = 50
LARGEST_PAGE = 100
NUMBER = re.compile("[1-9][0-9]*")
MOST_DIGITS = 9

HORIZON, PAGE, SIZE = "horizon", "page", "page_size"


@dataclass(frozen=True)
class Reader:
    """All that the site's lists and filters ask of a request."""

    horizon: Horizon


def refuse_unknown(query: QueryDict, known: list[str]) -> None:
    """What is not understood is not ignored: an answer to another question helps nobody."""
    advice = f"There is no such parameter. Known here: {', '.join(known)}."
    errors = {name: [advice] for name in query if name not in known}
    errors |= {name: ["Give this once."] for name in (HORIZON, PAGE, SIZE) if len(query.getlist(name)) > 1}
    if errors:
        raise bad_request(errors)


def horizon_in(query: QueryDict) -> Horizon:
    """Somebody who does not say has seen nothing."""
    try:
        horizon = parse_horizon(query.get(HORIZON, "0"))
    except ValueError as error:
        raise bad_request({HORIZON: [str(error)]}) from None
    return horizon if horizon.is_chosen else up_to(0)


def page_in(query: QueryDict) -> tuple[int, int]:
    """(number, size)"""
    number, size = query.get(PAGE, "1"), query.get(SIZE, str(PAGE_SIZE))
    errors = {}
    if not NUMBER.fullmatch(number):
        errors[PAGE] = ["Give a number from 1."]
    if not NUMBER.fullmatch(size) or len(size) > MOST_DIGITS or int(size) > LARGEST_PAGE:
        errors[SIZE] = [f"Give a number from 1 to {LARGEST_PAGE}."]
    if errors:
        raise bad_request(errors)
    if len(number) > MOST_DIGITS:
        raise not_found()
    return int(number), int(size)


def filtered(queryset: Any, filterset_class: Any, query: QueryDict, reader: Reader) -> Any:
    """What the site's own filters leave."""
    asked = QueryDict(mutable=True)
    for name in filterset_class.base_filters:
        if name in query:
            asked.setlist(name, query.getlist(name))
    if not asked:
        return queryset
    filterset = filterset_class(asked, queryset=queryset, request=reader)
    if not filterset.is_valid():
        raise bad_request({name: [str(text) for text in texts] for name, texts in filterset.form.errors.items()})
    return filterset.qs
