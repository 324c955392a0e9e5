"""Pictures in fixtures: the file by its name, and nothing of what is made of it."""

import pytest

from editorial import seeding
from editorial.models import Picture
from editorial.pictures.renditions import rendition_names
from tests.factories.editorial import make_image, make_picture

pytestmark = pytest.mark.django_db


def fixture(file):
    return f"""
- model: editorial.picture
  fields:
    key: door
    title: A door
    file: {file}
    alt: A door, ajar.
    credit: Us
    licence: Ours
    focal_x: 20
"""


def load(text):
    return seeding.load({"editorial.yaml": text.encode()})


def stored(media_root):
    return {f"renditions/{path.name}" for path in (media_root / "renditions").iterdir()}


@pytest.fixture
def original():
    """The name of a file that was brought along."""
    picture = make_picture(file=make_image("WEBP", (40, 30)))
    picture.delete()
    return picture.file.name


def test_a_picture_is_drawn_as_it_is_loaded(original, media_root):
    load(fixture(original))

    picture = Picture.objects.get()
    assert (picture.width, picture.height, picture.renditions["focal"]) == (40, 30, [20, 50])
    assert rendition_names(picture.token, picture.renditions) <= stored(media_root)
    assert load(fixture(original)).unchanged == 1


def test_another_file_in_the_fixture_is_drawn_anew(original, media_root):
    load(fixture(original))
    other = make_picture(file=make_image("WEBP", (50, 20))).file.name

    load(fixture(other))

    picture = Picture.objects.get(key="door")
    assert (picture.file.name, picture.width, picture.renditions["file"]) == (other, 50, other)
    assert rendition_names(picture.token, picture.renditions) <= stored(media_root)


def test_a_dump_holds_only_what_editors_said(original):
    load(fixture(original))

    assert seeding.dump() == {"editorial": fixture(original).lstrip()}


@pytest.mark.parametrize("name", ["originals/nowhere.webp", "../../../etc/passwd", "/etc/passwd"])
def test_a_file_that_nobody_brought_along_is_a_problem_of_the_fixture(name):
    with pytest.raises(seeding.SeedingError) as refused:
        load(fixture(name))

    [problem] = refused.value.problems
    assert (problem.field, problem.message) == ("file", f"There is no file “{name}”. Upload the picture once more.")
    assert not Picture.objects.exists()
