"""Fixtures out: canonical, and the same site when loaded again."""

import pytest
from django.core.management import call_command
from django.utils import timezone

from editorial import seeding
from editorial.models import Seed
from editorial.snapshot.shape import record_models
from episodes.models import Credit, Episode
from people.models import Person

from .test_lines import lines
from .test_loading import everything, load

pytestmark = pytest.mark.django_db


def reload(texts):
    """Into a site that has not seen them."""
    for model in (Seed, Credit, *reversed(record_models())):
        model.objects.all().delete()
    load({f"{name}.yaml": text for name, text in texts.items()})


def test_what_is_dumped_loads_back_to_equal_bytes():
    load()
    dumped = seeding.dump()

    reload(dumped)

    assert seeding.dump() == dumped
    assert set(dumped) == {"episodes", "people", "sources"}


def test_a_dump_says_only_what_differs_from_the_default():
    load()

    assert seeding.dump()["sources"] == (
        "- model: sources.source\n"
        "  fields:\n"
        "    key: s4\n"
        "    title: The article\n"
        "    state: published\n"
        "    publish_at: '2026-01-01 00:00:00+00:00'\n"
    )


def test_a_row_made_by_an_editor_keeps_its_uid_through_a_dump():
    load()
    made = Credit.objects.create(episode=Episode.objects.get(), person=Person.objects.first(), job="cover", order=9)
    dumped = seeding.dump()

    reload(dumped)

    assert Credit.objects.get(job="cover").uid == made.uid
    assert seeding.dump() == dumped


AWKWARD = [
    "Yes",
    "null",
    "12:30",
    "1e3",
    "- a\n- b",
    " leading space\n  and more",
    "trailing space \nand tab\t",
    "tab\tand: colon # hash",
    "emoji 👩‍👩‍👧 and RTL ‮ and é and é",
    "“quotes” 'single' \"double\"",
    "ends with a newline\n",
    "\nbegins with one",
    "a\n\n\n\nb",
    "\u2028line separator",
    "😀" * 300,
    "x" * 5000 + " " + "y" * 5000,
]


@pytest.mark.parametrize("text", AWKWARD)
def test_prose_survives_dump_and_load_to_the_character(text):
    load()
    Person.objects.filter(key="anna-foerster").update(biography=Person(biography=text).biography)

    dumped = seeding.dump()
    before = everything()
    report = load({f"{name}.yaml": content for name, content in dumped.items()})

    assert report == seeding.Report(unchanged=6)
    assert everything() == before


def test_drafts_and_moments_are_content_too():
    load()
    Person.objects.filter(key="anna-foerster").update(state="draft", expire_at=timezone.now())
    dumped = seeding.dump()

    assert "state: draft" not in dumped["people"]
    reload(dumped)
    assert seeding.dump() == dumped


@pytest.mark.parametrize("format_", seeding.FORMATS)
def test_the_command_writes_a_file_per_app(tmp_path, format_):
    load()

    call_command("dumpcontent", output=tmp_path, format=format_)

    assert {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()} == {
        f"{name}.{format_}": text for name, text in seeding.dump(format_).items()
    }


@pytest.mark.parametrize("text", AWKWARD)
def test_prose_survives_json_lines_to_the_character(text):
    load()
    Person.objects.filter(key="anna-foerster").update(biography=Person(biography=text).biography)
    dumped, before = seeding.dump("jsonl"), everything()

    report = seeding.load({f"{name}.jsonl": lines(dumped[name]) for name in ("sources", "people", "episodes")})

    assert report == seeding.Report(unchanged=6)
    assert everything() == before


def test_the_fixtures_that_are_shipped_are_canonical(settings):
    folder = settings.FIXTURE_DIRS[0]
    call_command("loaddata", "sources", "people", "episodes", "reviews", "news", verbosity=0)

    shipped = {path.stem: path.read_text(encoding="utf-8") for path in folder.glob("*.yaml")}

    assert seeding.dump() == shipped
