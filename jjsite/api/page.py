from functools import cached_property
from typing import Any

from editorial import kinds
from editorial.links.index import SOURCE
from editorial.links.models import Relation
from editorial.links.resolving import Target
from editorial.markup import Citation, EntryRef
from editorial.pages.absolute import absolute
from editorial.pages.page import Page


class AnswerPage(Page):
    """What the texts of one answer share. Their links lead to the site's pages; their sources are told beside them."""

    def target(self, ref: EntryRef) -> Target | None:
        target = super().target(ref)
        return target and target._replace(url=absolute(target.url))

    def cite(self, citation: Citation) -> None:
        """No mark: there are no notes for it to lead to."""

    @cached_property
    def sources(self) -> dict[str, Any]:
        keys = {mark.key for mark in self.marks if mark.relation == Relation.CITES}
        found = kinds.model_of(SOURCE).objects.public().told(self.horizon).filter(key__in=keys).defer("digest")
        return {source.key: source for source in found} if keys else {}
