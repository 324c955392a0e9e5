"""The picture of an entry on its page, and what keeps it from there."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from editorial.desk import archive, hold
from editorial.models import Picture
from tests.factories.editorial import make_image, make_picture
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db


def test_an_entry_shows_its_picture_with_its_words_and_its_maker(client):
    picture = make_picture(
        file=make_image("WEBP", (700, 350)), alt="A door with a name on it.", credit="A. Maker", licence="CC0"
    )
    person = make_person(picture=picture)

    page = client.get(person.get_absolute_url()).content.decode()

    at, sizes = f"/pictures/{picture.token}", 'sizes="(min-width: 81rem) 76rem, 92vw"'
    assert [line.strip() for line in page.splitlines() if at in line] == [
        *(
            f'<source type="image/{kind}" srcset="{at}-480.{kind} 480w, {at}-700.{kind} 700w" {sizes}>'
            for kind in ("avif", "webp", "jpeg")
        ),
        f'<img src="{at}-700.jpeg" alt="A door with a name on it." width="700" height="350" loading="lazy"'
        ' decoding="async">',
    ]
    assert '<figcaption class="quiet">A. Maker. CC0</figcaption>' in page
    assert "originals" not in page


def test_what_an_editor_types_is_text_only(client):
    evil = '"><script>alert(1)</script>'
    person = make_person(picture=make_picture(alt=evil, credit=evil, licence=evil))

    page = client.get(person.get_absolute_url()).content.decode()

    assert "<script>alert" not in page
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;") == 3


def test_a_picture_of_before_there_were_renditions_is_left_out(client):
    person = make_person(picture=make_picture(credit="A. Maker"))
    Picture.objects.update(token="", renditions={})

    page = client.get(person.get_absolute_url()).content.decode()

    assert person.title in page
    assert "A. Maker" not in page


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
    with hold(person) as held:
        archive(held)

    assert client.get(picture.get_absolute_url()).status_code == 404
