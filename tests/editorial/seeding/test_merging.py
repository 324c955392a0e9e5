"""Loading again: what was loaded last, what editors made of it, and what the fixtures say now, put together."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from editorial import seeding
from editorial.desk import hold, publish, save
from editorial.models import Revision, Seed, SeedConflict, WorkingCopy
from editorial.seeding.models import pending_conflicts
from editorial.snapshot import apply, snapshot
from episodes.models import Credit, Episode, Season, Track
from people.models import Person, PersonAlias
from sources.models import Publication, Source

pytestmark = pytest.mark.django_db

PERSON = """
- model: people.person
  fields:
    key: {key}
    title: {title}
    sort_name: {sort_name}
    state: {state}
    publish_at: 2026-01-01 00:00:00+00:00
    description: {description}
    biography: {biography}
    aliases: {aliases}
"""
USUAL = {
    "key": "krysten-ritter",
    "title": "Krysten Ritter",
    "sort_name": "Ritter",
    "state": "draft",
    "description": "",
    "biography": "",
    "aliases": "[]",
}
NAME = "people.person “krysten-ritter”"


def load(text=None, *, overwrite=False, **fields):
    text = text or PERSON.format(**USUAL | fields)
    return seeding.load({"people.yaml": text.encode()}, overwrite=overwrite)


def edit(**values):
    """As an editor does, on the desk."""
    with hold(Person.objects.get()) as held:
        save(held, held.current.with_values({(name,): value for name, value in values.items()}))


# What was loaded, what an editor makes of it, what the fixture says then; what stands there, and what is told of it.
CASES = [
    ("a", "a", "a", "a", "unchanged"),
    ("a", "a", "b", "b", "changed"),
    ("a", "b", "a", "b", "kept"),
    ("a", "b", "b", "b", "unchanged"),
    ("a", "b", "c", "b", "conflicting"),
    ("", "b", "c", "b", "conflicting"),
    ("a", "", "a", "", "kept"),
    ("a", "", "c", "", "conflicting"),
    ("a", "a", "", "", "changed"),
    ("a", "b", "", "b", "conflicting"),
]


@pytest.mark.parametrize("field", ["title", "description"])
@pytest.mark.parametrize(("base", "live", "fixture", "stands", "told"), CASES)
def test_a_field_is_merged(field, base, live, fixture, stands, told):
    if field == "title" and "" in (base, live, fixture):
        base, live, fixture, stands = (value or "none" for value in (base, live, fixture, stands))
    load(**{field: base})
    edit(**{field: live})

    report = load(**{field: fixture})

    (outcome,) = report.outcomes
    assert getattr(Person.objects.get(), field) == stands
    assert {
        "changed": outcome.changed == (field,),
        "kept": outcome.kept == (field,),
        "conflicting": outcome.conflicting == (field,),
        "unchanged": not (outcome.changed or outcome.kept or outcome.conflicting),
    }[told]
    assert outcome.status == ("changed" if told == "changed" else "unchanged")
    assert SeedConflict.objects.exists() is (told == "conflicting")


@pytest.mark.parametrize(("base", "live", "fixture", "stands", "told"), CASES)
def test_a_field_of_a_row_is_merged(base, live, fixture, stands, told):
    def aliases(note):
        return f"[{{name: K. Ritter, cites: {note and f'[@{note}]'!r}}}]"

    load(aliases=aliases(base))
    alias = PersonAlias.objects.get()
    place = ("aliases", str(alias.uid), "cites")
    with hold(Person.objects.get()) as held:
        save(held, held.current.with_values({place: live and f"[@{live}]"}))

    (outcome,) = load(aliases=aliases(fixture)).outcomes

    assert PersonAlias.objects.get().cites == (stands and f"[@{stands}]")
    if told != "unchanged":
        assert getattr(outcome, told) == ("aliases (K. Ritter) cites",)


# Rows: who has "one" at each time.
ROWS = [
    (True, True, True, True, "unchanged"),
    (True, True, False, False, "changed"),
    (True, False, True, False, "kept"),
    (True, False, False, False, "unchanged"),
    (False, False, True, True, "changed"),
    (False, True, False, True, "kept"),
    (False, True, True, True, "unchanged"),
]


@pytest.mark.parametrize(("base", "live", "fixture", "stands", "told"), ROWS)
def test_a_row_is_merged(base, live, fixture, stands, told):
    load(aliases="[{name: one}]" if base else "[]")
    person = Person.objects.get()
    if base and not live:
        apply([snapshot(person).with_values({("aliases", str(PersonAlias.objects.get().uid)): None})])
    if live and not base:
        PersonAlias.objects.create(person=person, name="one")

    report = load(aliases="[{name: one}]" if fixture else "[]")

    assert PersonAlias.objects.filter(name="one").count() == stands
    (outcome,) = report.outcomes
    assert ("aliases (one)" in outcome.changed, "aliases (one)" in outcome.kept, outcome.conflicting) == (
        told == "changed",
        told == "kept",
        (),
    )


def test_a_row_that_an_editor_changed_and_the_fixture_drops_stays_and_is_queued():
    load(aliases="[{name: one}]")
    alias = PersonAlias.objects.get()
    with hold(Person.objects.get()) as held:
        save(held, held.current.with_values({("aliases", str(alias.uid), "cites"): "[@s1]"}))

    report = load()

    assert PersonAlias.objects.get().cites == "[@s1]"
    assert report.outcomes[0].conflicting == ("aliases (one)",)


def test_an_editors_row_and_the_fixtures_change_of_another_both_stay():
    load(aliases="[{name: one}]")
    PersonAlias.objects.create(person=Person.objects.get(), name="two", order=1)

    load(aliases="[{name: one, cites: '[@s1]'}, {name: three}]")

    aliases = PersonAlias.objects.order_by("name").values_list("name", "cites")
    assert list(aliases) == [("one", "[@s1]"), ("three", ""), ("two", "")]


def test_a_row_that_an_editor_added_already_is_known_for_the_same_at_every_load():
    load()
    mine = PersonAlias.objects.create(person=Person.objects.get(), name="one", cites="[@s1]")

    first = load(aliases="[{name: one, cites: '[@s1]'}]")
    second = load(aliases="[{name: one, cites: '[@s2]'}]")

    assert (first.unchanged, second.changed) == (1, 1)
    assert PersonAlias.objects.values_list("uid", "cites").get() == (mine.uid, "[@s2]")


def test_keys_of_many_are_merged_key_by_key():
    music = """
- model: episodes.season
  fields: {{key: season-2, slug: '2', title: Season 2, number: 2, episodes_before: 13}}
- model: people.person
  fields: {{key: a, title: A, sort_name: A}}
- model: people.person
  fields: {{key: b, title: B, sort_name: B}}
- model: people.person
  fields: {{key: c, title: C, sort_name: C}}
- model: episodes.album
  fields:
    key: music
    title: Music
    season: season-2
    tracks: [{{number: 1, title: One, performers: {performers}}}]
"""
    load(music.format(performers="[a]"))
    track = Track.objects.get()
    track.performers.add(Person.objects.get(key="b"))

    report = load(music.format(performers="[a, c]"))

    assert sorted(track.performers.values_list("key", flat=True)) == ["a", "b", "c"]
    assert report.conflicting == ()


def test_what_an_editor_deleted_stays_deleted_until_overwriting_is_asked_for():
    load()
    numbers = [revision.number for revision in Revision.objects.all()]
    Person.objects.get().delete()

    report = load(description="New.")
    assert report == seeding.Report(left_deleted=(NAME,))
    assert not Person.objects.exists()

    report = load(description="New.", overwrite=True)
    assert report == seeding.Report(new=1, overwritten=(NAME,))
    assert Person.objects.get().description == "New."
    assert Person.objects.get().version == Revision.objects.first().number == max(numbers) + 1


QUOTED = """
- model: sources.publication
  fields: {key: deadline, name: Deadline}
- model: sources.source
  fields: {key: s1, title: One, publication: deadline}
- model: episodes.season
  fields: {key: season-2, slug: '2', title: Season 2, number: 2, episodes_before: 13}
- model: people.person
  fields: {key: a, title: A, sort_name: A}
- model: episodes.episode
  fields:
    key: s02e01
    title: One
    season: season-2
    number_in_series: 14
    number_in_season: 1
    credits: [{person: a, job: director}]
"""


def test_what_was_deleted_comes_back_by_no_row_or_relation_of_others():
    load(QUOTED)
    Credit.objects.all().delete()
    Person.objects.get().delete()
    Source.objects.update(publication=None)
    Publication.objects.get().delete()
    changed = QUOTED.replace("title: One", "title: Two")

    report = load(changed + "- model: sources.source\n  fields: {key: s2, title: New, publication: deadline}\n")

    assert report.left_deleted == ("sources.publication “deadline”", "people.person “a”")
    assert (report.new, report.changed, report.unchanged) == (1, 2, 1)
    assert (Episode.objects.get().title, Credit.objects.count()) == ("Two", 0)
    assert set(Source.objects.values_list("key", "publication")) == {("s1", None), ("s2", None)}


def test_what_cannot_be_without_a_deleted_record_is_left_out_as_well():
    load(QUOTED)
    Episode.objects.all().delete()
    Season.objects.all().delete()
    another = QUOTED + (
        "- model: episodes.episode\n"
        "  fields: {key: s02e02, title: Two, season: season-2, number_in_series: 15, number_in_season: 2}\n"
    )

    report = load(another)

    assert "episodes.episode “s02e02”" in report.left_deleted
    assert not Episode.objects.exists()


def test_loading_again_after_a_conflict_changes_nothing_and_keeps_it_queued_once():
    load(description="a", biography="a")
    edit(description="b")
    load(description="c", biography="c")
    before = list(Revision.objects.values()), list(SeedConflict.objects.values()), list(Seed.objects.values())

    report = load(description="c", biography="c")

    assert report == seeding.Report(unchanged=1, conflicting=(NAME,))
    assert (list(Revision.objects.values()), list(SeedConflict.objects.values()), list(Seed.objects.values())) == before
    assert [str(conflict) for conflict in pending_conflicts()] == [
        "conflict over the seed of people.person krysten-ritter"
    ]


def test_an_edit_after_a_conflict_is_no_part_of_it():
    load(description="a", biography="a")
    edit(description="b")
    load(description="c", biography="c")
    edit(biography="a")

    (outcome,) = load(description="c", biography="c").outcomes

    assert (outcome.conflicting, outcome.kept) == (("description",), ("biography",))
    assert Person.objects.get().biography == "a"


@pytest.mark.parametrize("settled", ["editor", "fixture"])
def test_a_conflict_ends_when_both_say_the_same_again(settled):
    load(description="a")
    edit(description="b")
    load(description="c")
    if settled == "editor":
        edit(description="c")

    load(description="c" if settled == "editor" else "b")

    assert not SeedConflict.objects.exists()


def test_conflicts_of_two_loads_are_queued_together():
    load(description="a", biography="a")
    edit(description="b", biography="b")
    load(description="c", biography="a")

    load(description="c", biography="c")

    places = SeedConflict.objects.get().places(snapshot(Person.objects.get()))
    assert {(each.path, each.base, each.mine, each.theirs) for each in places} == {
        (("description",), "a", "b", "c"),
        (("biography",), "a", "b", "c"),
    }


def test_a_record_of_which_nothing_was_loaded_before_is_in_conflict_wherever_it_differs():
    Person.objects.create(key="krysten-ritter", title="Krysten Ritter", sort_name="Ritter", description="Mine.")

    report = load(state="published", description="Theirs.")

    person = Person.objects.get()
    assert report == seeding.Report(unchanged=1, kept=(NAME,), conflicting=(NAME,))
    assert (person.description, person.state, person.publish_at) == ("Mine.", "draft", None)
    assert report.outcomes[0].conflicting == ("description", "publish_at")
    assert report.outcomes[0].kept == ("state",)


def test_a_record_of_which_nothing_was_loaded_before_but_is_the_same_is_fine():
    load()
    Seed.objects.all().delete()

    assert load() == seeding.Report(unchanged=1)
    assert load(description="New.") == seeding.Report(changed=1)


def test_the_state_of_what_nobody_published_follows_the_fixture():
    load()

    report = load(state="published")

    assert report.outcomes[0].changed == ("state",)
    assert Person.objects.get().state == "published"


def test_a_state_that_an_editor_changed_is_kept_and_is_for_the_verbs_of_the_desk():
    load(state="published")
    Person.objects.update(state="archived")

    report = load(state="draft")

    assert Person.objects.get().state == "archived"
    assert report == seeding.Report(unchanged=1, kept=(NAME,))
    assert not SeedConflict.objects.exists()


def test_the_owner_is_an_editors_affair(django_user_model):
    load()
    Person.objects.update(owner=django_user_model.objects.create_user("ada"))

    assert load() == seeding.Report(unchanged=1)
    load(description="New.", overwrite=True)
    assert Person.objects.get().owner.username == "ada"


def test_a_working_copy_stays_and_is_merged_when_it_is_published():
    load(state="published", description="a")
    edit(biography="In the working copy.")

    load(state="published", description="b")

    person = Person.objects.get()
    assert (person.description, person.biography) == ("b", "")
    assert WorkingCopy.objects.count() == 1
    with hold(person) as held:
        publish(held)
    assert Person.objects.values_list("description", "biography").get() == ("b", "In the working copy.")


def test_every_change_leaves_a_revision_and_what_is_unchanged_none():
    load()
    load(description="New.")
    load(description="New.")

    revisions = [(each.number, each.action, each.is_live, each.who) for each in Revision.objects.all()]
    assert revisions == [(2, "loaded", True, "the site"), (1, "loaded", True, "the site")]
    assert Revision.objects.first().snapshot == snapshot(Person.objects.get())
    assert Person.objects.get().version == 2


def test_overwriting_says_what_and_leaves_what_was_there_and_what_came():
    load(description="a")
    Person.objects.update(description="Mine, and without the desk.")
    PersonAlias.objects.create(person=Person.objects.get(), name="mine")

    report = load(description="a", overwrite=True)

    assert report == seeding.Report(changed=1, overwritten=(NAME,))
    assert report.outcomes[0].overwritten == ("aliases (mine)", "description")
    assert Person.objects.get().description == "a"
    assert not PersonAlias.objects.exists()
    said = [
        (each.number, each.action, each.snapshot.fields["description"], len(each.snapshot.rows["aliases"]))
        for each in Revision.objects.all()
    ]
    assert said == [
        (3, "loaded", "a", 0),
        (2, "found", "Mine, and without the desk.", 1),
        (1, "loaded", "a", 0),
    ]


def test_overwriting_ends_what_was_queued_and_does_not_name_what_nobody_edited():
    load(description="a", biography="a")
    edit(description="b")
    load(description="c", biography="a")

    report = load(description="c", biography="c", overwrite=True)

    assert not SeedConflict.objects.exists()
    assert report.outcomes[0].overwritten == ("description",)
    assert report.outcomes[0].changed == ("biography", "description")


def test_what_does_not_go_together_with_an_edit_is_told_and_nothing_is_loaded():
    load(state="published")
    Person.objects.update(state="draft", publish_at=None)
    load(state="draft")
    Person.objects.update(publish_at=None)

    with pytest.raises(seeding.SeedingError) as refused:
        load(state="published")

    (problem,) = refused.value.problems
    assert problem.message == (
        "What is published has a moment since when. So it would be together with what an editor changed in it."
    )
    assert Person.objects.get().state == "draft"


def test_an_address_that_an_editor_gave_to_another_is_taken():
    load()
    Person.objects.create(key="other", title="Other", sort_name="Other", slug="moved")

    with pytest.raises(seeding.SeedingError, match="1 problems") as refused:
        load(key="another\n    slug: moved")

    assert refused.value.problems[0].message == "moved is taken by an entry that is not in the fixtures."


def test_numbers_are_the_same_however_many_places_they_are_written_with():
    score = """
- model: episodes.season
  fields: {{key: season-2, slug: '2', title: Season 2, number: 2, episodes_before: 13}}
- model: episodes.episode
  fields:
    key: s02e01
    title: One
    season: season-2
    number_in_series: 14
    number_in_season: 1
    viewers_millions: {viewers}
"""
    load(score.format(viewers="1.5"))

    assert load(score.format(viewers="1.50")) == seeding.Report(unchanged=2)


@pytest.mark.parametrize("key", ['"a\\0b"', "x" * 81, '"é"'])
def test_a_key_that_cannot_be_one_is_a_problem_of_the_fixture(key):
    with pytest.raises(seeding.SeedingError) as refused:
        load(key=key)

    assert {problem.field for problem in refused.value.problems} >= {"key"}


def people(count, biography):
    return "".join(
        PERSON.format(**USUAL | {"key": f"p{i}", "biography": biography, "aliases": f"[{{name: a{i}}}]"})
        for i in range(count)
    )


@pytest.mark.parametrize("biography", ["the same", "new"])
def test_loading_many_asks_as_often_as_loading_few(biography):
    costs = []
    for count in (2, 9):
        load(people(count, "the same"))
        Person.objects.filter(key="p0").delete()
        with CaptureQueriesContext(connection) as queries:
            report = load(people(count, biography))
        costs.append(len(queries) - report.changed)  # each record that is there is saved by itself
        Seed.objects.all().delete()
        Person.objects.all().delete()

    assert costs[0] == costs[1]
