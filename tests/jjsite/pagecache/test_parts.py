"""The parts of pages that are kept besides whole pages: no page tells by them what it should not."""

from itertools import count

import pytest
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.test.utils import CaptureQueriesContext

from editorial.desk import archive, hold
from editorial.generation import current, move
from jjsite.pagecache.layer import PageCache
from jjsite.pagecache.noticing import Noticing
from tests.editorial.desk.saving import save_fields
from tests.editorial.previews.test_by_link import make_link
from tests.factories.people import make_person
from tests.factories.public import DRAFT
from tests.reading import Page

from .visiting import ask

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def site():
    """Makes each page anew, in a generation that no other test has."""
    move()
    cache = PageCache(get_wsgi_application(), most_bytes=0)
    cache.noticing = Noticing(count().__next__, current, rest=0)
    return cache


def text_of(site, address):
    sent = ask(site, address)
    assert sent.status == 200
    return Page(sent.body.decode()).text


def test_a_list_is_counted_once(site):
    make_person("Anna Foerster", sort_name="Foerster")
    make_person("Uta Briesewitz", sort_name="Briesewitz")
    first = ask(site, "/people/")
    with CaptureQueriesContext(connection) as queries:
        again = ask(site, "/people/")

    assert again == first
    assert "2 people" in Page(again.body.decode()).text
    assert [query["sql"] for query in queries if "COUNT" in query["sql"] and "public" not in query["sql"]] == []


def test_a_list_is_counted_anew_after_a_change(site):
    anna = make_person("Anna Foerster", sort_name="Foerster")
    make_person("Uta Briesewitz", sort_name="Briesewitz")
    make_person("Jennifer Getzinger", sort_name="Getzinger")
    assert "3 people" in text_of(site, "/people/")
    with hold(anna) as held:
        archive(held)

    assert "2 people" in text_of(site, "/people/")
    assert text_of(site, "/people/?q=x") == text_of(site, "/people/")


def test_a_link_leads_nowhere_once_its_entry_is_gone(site):
    anna = make_person("Anna Foerster", slug="anna", key="anna")
    other = make_person("Uta Briesewitz", slug="uta", biography="With [[person:anna|her]].")
    assert b'<a href="/people/anna/">her</a>' in ask(site, "/people/uta/").body
    with hold(anna) as held:
        archive(held)

    assert b"/people/anna/" not in ask(site, "/people/uta/").body
    assert other.title in text_of(site, "/people/uta/")


def test_a_preview_leaves_nothing_behind(site):
    """It makes the draft public for a moment: what is read of it then is not what is public."""
    draft = make_person("Anna Foerster", slug="anna", key="anna", **DRAFT)
    make_person("Uta Briesewitz", slug="uta", biography="With [[person:anna|her]].")
    save_fields(draft, biography="See [[person:anna|myself]] in a draft.")
    preview = make_link(draft)
    assert "myself" in text_of(site, preview)

    assert b"/people/anna/" not in ask(site, "/people/uta/").body
    assert "Anna" not in text_of(site, "/people/")
