"""What the head of a page tells machines: the same for every reader, as told to somebody who has seen nothing."""

from dataclasses import dataclass, field

from ..horizon import NEWCOMER
from ..publishing import Entry
from . import schema
from .crumbs import Crumb, crumbs_to, crumbs_to_list
from .gists import description
from .lists import list_name
from .ordered import Ordered


@dataclass
class Head:
    """A page is made known by its place on the site, what it is about, and what stands on it."""

    crumbs: list[Crumb] = field(default_factory=list)
    description: str = ""
    things: list[dict] = field(default_factory=list)
    entry: Entry | None = None  # whose card is shown
    number: int = 1  # of the page, in a list
    feed: str = ""
    is_indexed: bool = True


def head_of_entry(entry, page) -> Head:
    """Of what is told later there is nothing to tell machines but the kind, and no search engine is to list it."""
    if entry.told_from():
        return Head(crumbs_to_list(type(entry)), entry.told_in_general, is_indexed=False)
    described = description(entry, page.before(NEWCOMER))
    return Head(crumbs_to(entry, NEWCOMER), described, [schema.thing(entry, described)], entry)


def head_of_list(model) -> Head:
    """Of a list that is narrowed: machines are sent to the whole one."""
    return Head(crumbs_to_list(model), feed=list_name(model))


def head_of_whole_list(model, number: int, per_page: int) -> Head:
    """Of a page of the whole list: that many entries, and not those that only this reader is shown."""
    after = (number - 1) * per_page
    told = model.objects.public().told(NEWCOMER).for_listing().prefetch_related(None).with_ground()
    entries = Ordered(told, (model, NEWCOMER))
    head = head_of_list(model)
    head.number, head.things = number, [schema.item_list(entries[after : after + per_page], after)]
    return head
