import pytest

from editorial.checks.alternatives import find_missing_alt
from editorial.models import Picture
from tests.editorial.checks.finding import found
from tests.factories.editorial import make_picture
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("alt", ["key-art.JPG", "upload.webp"])
def test_the_name_of_a_file_is_no_alternative_text(alt):
    picture = make_picture(title="Key art", alt=alt)
    person = make_person(picture=picture)
    message = "The alternative text of the picture “Key art” is the name of a file: say what it shows."

    assert found(picture, "missing-alt") == [("error", "alternative text", message)]
    assert found(person, "missing-alt") == [("error", "picture", message)]


def test_without_a_text_a_picture_has_to_be_decorative():
    """No database keeps such a picture; a form may still hold one."""
    (finding,) = find_missing_alt([Picture(title="Key art", alt=" ")])

    assert finding.is_error
    assert (
        finding.message == "The picture “Key art” needs a text for whoever cannot see it, or be marked as decorative."
    )


def test_a_picture_that_says_what_it_shows_or_nothing_is_right():
    shown = make_person(picture=make_picture(alt="A poster of Alias.jpg on a wall."))
    decorative = make_person(picture=make_picture(alt="", decorative=True))

    assert [found(person, "missing-alt") for person in (shown, decorative, make_person())] == [[], [], []]
