"""The picture of an entry on its page, and what keeps it from there."""

from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.editorial import make_picture
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db


def test_an_entry_shows_its_picture_with_its_words_and_its_maker(client):
    picture = make_picture(alt="A door with a name on it.", credit="A. Maker", licence="CC0")
    person = make_person(picture=picture)

    page = client.get(person.get_absolute_url()).content.decode()

    assert f'<img src="{picture.get_absolute_url()}" alt="A door with a name on it." width="4" height="3"' in page
    assert "A. Maker. CC0" in page
    shown = client.get(picture.get_absolute_url())
    assert b"".join(shown.streaming_content) == Path(picture.file.path).read_bytes()


def test_a_decorative_picture_says_so_by_saying_nothing(client):
    person = make_person(picture=make_picture(alt="", decorative=True))

    assert 'alt="" width' in client.get(person.get_absolute_url()).content.decode()


def test_the_picture_costs_no_query_of_its_own(client, django_assert_num_queries):
    plain, illustrated = make_person(), make_person(picture=make_picture())

    with CaptureQueriesContext(connection) as without_picture:
        client.get(plain.get_absolute_url())
    with django_assert_num_queries(len(without_picture)):
        client.get(illustrated.get_absolute_url())


def test_a_picture_goes_with_its_entry(client):
    picture = make_picture()
    person = make_person(picture=picture)
    person.archive(by=None)

    assert client.get(picture.get_absolute_url()).status_code == 404
