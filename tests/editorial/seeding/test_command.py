"""What `loaddata` says, and what it does not do when asked only to say it."""

import bz2
import gzip
import io
import lzma
import re
import sys
import zipfile

import pytest
from django.core.management import CommandError, call_command

from editorial.models import Revision, Seed, SeedConflict
from editorial.seeding import batches
from people.models import Person

from .test_lines import RECORD, as_lines

pytestmark = pytest.mark.django_db

FIXTURE = """
- model: people.person
  fields: {key: kept, title: Kept, sort_name: K}
- model: people.person
  fields: {key: changed, title: Changed, sort_name: C}
- model: people.person
  fields: {key: conflicting, title: Conflicting, sort_name: C}
- model: people.person
  fields: {key: deleted, title: Deleted, sort_name: D}
"""
SINCE = (
    FIXTURE.replace("title: Changed,", "title: Changed since,").replace(
        "sort_name: C}\n- model: people.person\n  fields: {key: deleted",
        "sort_name: New}\n- model: people.person\n  fields: {key: deleted",
    )
    + "- model: people.person\n  fields: {key: new, title: New, sort_name: N}\n"
)


@pytest.fixture
def loaddata(tmp_path, settings, capsys):
    settings.FIXTURE_DIRS = [tmp_path]

    def run(text, **options):
        (tmp_path / "people.yaml").write_text(text, encoding="utf-8")
        call_command("loaddata", "people", **options)
        return capsys.readouterr().out.splitlines()[1:]

    return run


@pytest.fixture
def edited(loaddata):
    loaddata(FIXTURE)
    Person.objects.filter(key="kept").update(description="Mine.")
    Person.objects.filter(key="conflicting").update(sort_name="Mine")
    Person.objects.filter(key="deleted").delete()


def everything():
    return [list(model.objects.order_by("pk").values()) for model in (Person, Revision, Seed, SeedConflict)]


def settling():
    return f"/admin/people/person/{Person.objects.get(key='conflicting').pk}/seed/"


def test_a_load_tells_what_was_not_taken_and_where_to_settle_it(edited, loaddata):
    said = loaddata(SINCE)

    assert said == [
        "5 records: 1 new, 1 changed, 2 unchanged, 1 left deleted; 1 with what editors changed kept, 1 conflicting, "
        "0 overwritten.",
        "  kept people.person “kept”: description (--overwrite takes the fixture's)",
        f"  conflicting people.person “conflicting”: sort_name (settle at {settling()})",
        "  left deleted people.person “deleted”: deleted by an editor, or not to be had without what was",
        "What editors and fixtures both changed stays as the editors left it, and is queued: "
        "the form of each of these records in the admin says so and leads to where it is settled.",
    ]


def test_a_dry_run_tells_all_of_it_and_writes_nothing(edited, loaddata):
    before = everything()

    said = loaddata(SINCE, dry_run=True)

    assert said[1:] == [
        "  kept people.person “kept”: description (--overwrite takes the fixture's)",
        "  changed people.person “changed”: title",
        f"  conflicting people.person “conflicting”: sort_name (settle at {settling()})",
        "  left deleted people.person “deleted”: deleted by an editor, or not to be had without what was",
        "  new people.person “new”",
        "What editors and fixtures both changed stays as the editors left it, and is queued: "
        "the form of each of these records in the admin says so and leads to where it is settled.",
        "Nothing was written: this was a dry run.",
    ]
    assert everything() == before


def test_overwriting_tells_each_thing_that_it_takes_from_editors(edited, loaddata):
    said = loaddata(SINCE, overwrite=True)

    assert said == [
        "5 records: 2 new, 3 changed, 0 unchanged, 0 left deleted; 0 with what editors changed kept, 0 conflicting, "
        "3 overwritten.",
        "  overwritten people.person “kept”: description",
        "  overwritten people.person “conflicting”: sort_name",
        "  overwritten people.person “deleted”: brought back, though an editor had deleted it",
    ]
    assert set(Person.objects.values_list("key", "sort_name", "description")) == {
        ("kept", "K", ""),
        ("changed", "C", ""),
        ("conflicting", "New", ""),
        ("deleted", "D", ""),
        ("new", "N", ""),
    }


def zipped(path, content):
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("people.jsonl", content)


WAYS_TO_WRITE = {
    "jsonl": lambda path, content: path.write_bytes(content),
    "jsonl.gz": lambda path, content: path.write_bytes(gzip.compress(content)),
    "jsonl.bz2": lambda path, content: path.write_bytes(bz2.compress(content)),
    "jsonl.xz": lambda path, content: path.write_bytes(lzma.compress(content)),
    "jsonl.zip": zipped,
}


@pytest.mark.parametrize("ending", WAYS_TO_WRITE)
def test_json_lines_are_found_by_label_also_compressed(tmp_path, settings, ending):
    settings.FIXTURE_DIRS = [tmp_path]
    WAYS_TO_WRITE[ending](tmp_path / f"people.{ending}", RECORD.encode())

    call_command("loaddata", "people", verbosity=0)

    assert Person.objects.get().title == "Ada"
    assert Revision.objects.filter(key="ada").exists()  # Django by itself would have written none.


def test_json_lines_are_read_from_standard_input(monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(RECORD.encode())))

    call_command("loaddata", "-", format="jsonl")

    assert Person.objects.get().title == "Ada"
    assert capsys.readouterr().out.startswith("Checking stdin …\n1 records: 1 new")


def test_other_records_on_standard_input_are_left_to_django(monkeypatch, django_user_model):
    user = '{"model": "auth.user", "fields": {"username": "ada", "password": "!"}}\n'
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(user.encode())))

    call_command("loaddata", "-", format="jsonl", verbosity=0)

    assert django_user_model.objects.get().username == "ada"


def test_the_refusal_says_how_far_was_looked(tmp_path, monkeypatch):
    monkeypatch.setattr(batches, "SIZE", 1)
    (tmp_path / "people.jsonl").write_text(f"{{\n{RECORD}")

    with pytest.raises(CommandError) as caught:
        call_command("loaddata", tmp_path / "people.jsonl", verbosity=0)

    assert re.search(r"1 problem to mend, and what comes after \S+people.jsonl:1 was not looked at:", str(caught.value))
    assert not Person.objects.exists()


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_a_terminal_shows_how_far_each_phase_is(tmp_path):
    (tmp_path / "people.jsonl").write_text(as_lines(FIXTURE))
    screen = Terminal()

    call_command("loaddata", tmp_path / "people.jsonl", stdout=screen)

    phases = [line.rpartition("\r")[2] for line in screen.getvalue().split("\n")[1:4]]
    full = "[##############################] 4 of 4"
    assert phases == [f"Checking and writing {full}", f"Checking the whole   {full}", f"Indexing words       {full}"]


def test_silence_is_silent_on_a_terminal_too(tmp_path):
    (tmp_path / "people.jsonl").write_text(as_lines(FIXTURE))
    screen = Terminal()

    call_command("loaddata", tmp_path / "people.jsonl", stdout=screen, verbosity=0)
    call_command("rebuildindexes", stdout=screen, verbosity=0)

    assert screen.getvalue() == ""


def test_the_indexes_are_made_anew_under_the_same_bars(tmp_path):
    (tmp_path / "people.jsonl").write_text(as_lines(FIXTURE))
    call_command("loaddata", tmp_path / "people.jsonl", verbosity=0)
    screen = Terminal()

    call_command("rebuildindexes", stdout=screen)

    phases = [line.rpartition("\r")[2] for line in screen.getvalue().split("\n")[:2]]
    full = "[##############################] 4 of 4"
    assert phases == [f"Indexing links       {full}", f"Indexing words       {full}"]
