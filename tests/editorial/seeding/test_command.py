"""What `loaddata` says, and what it does not do when asked only to say it."""

import pytest
from django.core.management import call_command

from editorial.models import Revision, Seed, SeedConflict
from people.models import Person

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
