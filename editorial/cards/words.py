"""What stands on a card: what somebody may be told who has seen nothing, as far as there are letters for it."""

from django.conf import settings
from django.utils.text import capfirst

from ..horizon import NEWCOMER
from ..pages.gists import gist
from ..pages.page import Page
from .drawing import Words
from .lettering import can_set, composed

SITE_KIND = "An unofficial fan site"
SITE_GIST = "Its episodes, its people, its making and its reception, with a source for every fact."


def words_of_site() -> Words:
    return Words(SITE_KIND, settings.SITE_NAME, SITE_GIST, "")


def words_of(entry) -> Words:
    """Of a title in letters that the face lacks the card says the kind alone."""
    kind = capfirst(entry._meta.verbose_name)
    title, about = composed(entry.title_before(NEWCOMER)), composed(gist(entry, Page([entry], horizon=NEWCOMER)))
    if not can_set(title):
        return Words(kind, settings.SITE_NAME, "", "")
    return Words(kind, title, about if can_set(about) else "", settings.SITE_NAME)
