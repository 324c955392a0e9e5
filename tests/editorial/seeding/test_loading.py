"""Fixtures in: everything checked, all or nothing, what editors changed kept."""

import datetime
import textwrap

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from editorial import seeding
from editorial.models import Link
from episodes.models import Credit, Episode, Season, Track
from people.models import Person
from sources.models import Source

pytestmark = pytest.mark.django_db

PUBLISHED = """
    state: published
    publish_at: 2026-01-01 00:00:00+00:00"""

SITE = {
    # Out of order on purpose: the episode comes before all that it refers to.
    "episodes.yaml": f"""
- model: episodes.episode
  fields:
    key: s02e01
    title: AKA Start at the Beginning{PUBLISHED}
    season: season-2
    number_in_series: 14
    number_in_season: 1
    released: 2018-03-08
    summary: |-
      [[person:anna-foerster]] begins.[@s4, ¶19]

      ||The end.||{{s02e01}}
    absent:
      runtime_minutes: not stated
    credits:
      - person: anna-foerster
        job: director
        cites: '[@s4, ¶19]'
      - person: melissa-rosenberg
        job: writer
- model: episodes.season
  fields:
    key: season-2
    slug: '2'
    title: Jessica Jones, season 2{PUBLISHED}
    number: 2
    episodes_before: 13
- model: episodes.album
  fields:
    key: music
    title: Music{PUBLISHED}
    season: season-2
    total_as_printed: 51:75
    tracks:
      - number: 1
        title: No
        length_as_printed: 2:12
        performers: [melissa-rosenberg]
""",
    "people.yaml": f"""
- model: people.person
  fields:
    key: anna-foerster
    title: Anna Foerster{PUBLISHED}
    sort_name: Foerster, Anna
- model: people.person
  fields:
    key: melissa-rosenberg
    title: Melissa Rosenberg{PUBLISHED}
    sort_name: Rosenberg, Melissa
""",
    "sources.yaml": f"""
- model: sources.source
  fields:
    key: s4
    title: The article{PUBLISHED}
""",
}


def load(files=SITE, **options):
    return seeding.load({name: text.encode() for name, text in files.items()}, **options)


def site(**changes):
    """The site's fixtures with (old, new) replaced in the named file."""
    files = dict(SITE)
    for stem, (old, new) in changes.items():
        name = f"{stem}.yaml"
        assert old in files[name]
        files[name] = files[name].replace(old, new)
    return files


def problems_of(files, **options):
    with pytest.raises(seeding.SeedingError) as caught:
        load(files, **options)
    assert not Person.objects.exists()
    assert not Season.objects.exists()
    return [str(problem) for problem in caught.value.problems]


def everything():
    return {
        model: sorted(map(str, model.objects.values()))
        for model in (Episode, Season, Person, Source, Credit, Track, Link)
    }


def test_records_are_loaded_in_any_order_with_their_rows():
    report = load()

    episode = Episode.objects.get()
    assert report == seeding.Report(new=6)
    assert str(episode.released) == "2018-03-08"
    assert episode.absent == {"runtime_minutes": "not stated"}
    assert episode.slug == "s02e01"
    assert episode.season.slug == "2"
    assert [(str(credit.person), credit.job) for credit in episode.credits.all()] == [
        ("Anna Foerster", "director"),
        ("Melissa Rosenberg", "writer"),
    ]
    assert str(Track.objects.get().performers.get()) == "Melissa Rosenberg"


def test_yaml_is_not_guessed_at():
    load()

    track = Track.objects.get()
    assert (track.title, track.length_as_printed) == ("No", "2:12")
    assert track.album.total_as_printed == "51:75"


def test_loading_indexes_links_and_citations():
    load()

    assert set(Link.objects.values_list("from_key", "where", "relation", "to_kind", "to_key", "locator")) == {
        ("s02e01", "summary", "mentions", "person", "anna-foerster", ""),
        ("s02e01", "summary", "cites", "source", "s4", "¶19"),
        ("s02e01", "credits.cites", "cites", "source", "s4", "¶19"),
    }


def test_loading_twice_changes_no_row_at_all():
    load()
    before = everything()

    report = load()

    assert report == seeding.Report(unchanged=6)
    assert everything() == before


def test_rows_keep_their_uid_and_go_when_the_fixture_drops_them():
    load()
    director = Credit.objects.get(job="director")

    load(site(episodes=("      - person: melissa-rosenberg\n        job: writer\n", "")))

    assert Credit.objects.get().uid == director.uid


BROKEN = [
    (
        "episodes",
        "number_in_season: 1",
        "number_in_saeson: 1",
        "number_in_saeson: There is no such field. Did you mean number_in_season?",
    ),
    ("episodes", "key: s02e01", "title_key: s02e01", "key: Every record needs a key."),
    ("episodes", "title: AKA Start at the Beginning", "slug: s02e01", "title: This field cannot be blank."),
    ("episodes", "season: season-2", "season: season-9", "season: There is no season with the key “season-9”."),
    (
        "episodes",
        "    season: season-2\n    number_in_series",
        "    number_in_series",
        "season: This is needed: give the key of a record.",
    ),
    (
        "episodes",
        "number_in_series: 14",
        "number_in_series: fourteen",
        "number_in_series: “fourteen” value must be an integer.",
    ),
    (
        "episodes",
        "number_in_series: 14",
        "number_in_series: 15",
        "number_in_series: Jessica Jones, season 2 begins after 13 episodes, so number 1 in it is 14 in the series.",
    ),
    (
        "episodes",
        "number_in_series: 14",
        "number_in_series: 99999999999999999999",
        "number_in_series: Ensure this value is less than or equal to 9999.",
    ),
    ("episodes", "released: 2018-03-08", "released: 2018-02-30", "released: “2018-02-30” is not in the calendar."),
    ("episodes", "job: director", "job: boss", "credits 1: job: Value 'boss' is not a valid choice."),
    (
        "episodes",
        "person: anna-foerster",
        "person: nobody",
        "credits 1: person: There is no person with the key “nobody”.",
    ),
    (
        "episodes",
        "[[person:anna-foerster]]",
        "[[person:nobody]]",
        "summary: This leads nowhere: there is no person “nobody”.",
    ),
    ("episodes", "[[person:anna-foerster]]", "[[persn:anna-foerster]]", "summary: "),
    ("episodes", "[@s4, ¶19]\n\n", "[@s5]\n\n", "summary: This leads nowhere: there is no source “s5”."),
    ("episodes", "{s02e01}", "{s02e99}", "summary: There is no episode “s02e99” that could give this away."),
    (
        "episodes",
        "runtime_minutes: not stated",
        "runtime_minutes: secret",
        "absent: “secret” is no kind of absence for runtime_minutes",
    ),
    (
        "episodes",
        "runtime_minutes: not stated",
        "runtime: not stated",
        "absent: There is no field “runtime” to be not stated.",
    ),
    ("people", "state: published", "state: publishd", "state: Value 'publishd' is not a valid choice."),
    ("people", "publish_at: 2026-01-01 00:00:00+00:00", "horizon: 0", "What is published has a moment since when."),
    (
        "people",
        "publish_at: 2026-01-01 00:00:00+00:00",
        "publish_at: 2026-01-01 00:00:00",
        "publish_at: Say the time zone too",
    ),
    (
        "people",
        "key: melissa-rosenberg",
        "key: melissa-rosenberg\n    slug: anna-foerster",
        "slug: anna-foerster is taken by people.person “anna-foerster”.",
    ),
    ("people", "key: melissa-rosenberg", "key: anna-foerster", "key: This key stands in people.yaml:2 too."),
    ("people", "key: melissa-rosenberg", "key: Melissa Rosenberg", "key: Use lower-case letters"),
    (
        "people",
        "sort_name: Foerster, Anna",
        "sort_name: [Foerster, Anna]",
        "sort_name: A single value is expected here.",
    ),
    ("people", "model: people.person", "model: people.persn", "“people.persn” is no kind of record."),
    ("people", "model: people.person", "model: auth.user", "“auth.user” is no kind of record."),
    ("people", "title: Anna Foerster", "title: Anna\n    title: Foerster", "“title” stands here twice."),
    ("people", "title: Anna Foerster", "title: [Anna", "This is not valid YAML"),
    ("people", "title: Anna Foerster", "title: &a Anna\n    description: *a", "Anchors and aliases are not supported"),
    (
        "people",
        "- model: people.person\n  fields:\n    key: anna",
        "- model: people.person\n  pk: 1\n  fields:\n    key: anna",
        "leave out pk",
    ),
    (
        "sources",
        "title: The article",
        "title: The article\n    digest: '[x](javascript:alert(1))'",
        "digest: “[x](javascript:alert(1))” leads nowhere. An address begins with https://",
    ),
    ("sources", "title: The article", 'title: "The\\0 article"', "title: "),
    ("sources", "title: The article", 'title: "The\\n article"', "title: "),
]


@pytest.mark.parametrize(("stem", "old", "new", "message"), BROKEN)
def test_a_broken_fixture_loads_nothing_and_says_what_is_wrong_where(stem, old, new, message):
    problems = problems_of(site(**{stem: (old, new)}))

    assert any(message in problem and f"{stem}.yaml" in problem for problem in problems), problems


def test_all_problems_of_all_files_are_told_at_once():
    files = site(
        episodes=("job: director", "job: boss"),
        people=("sort_name: Foerster, Anna", "sort_nam: Foerster, Anna"),
        sources=("title: The article", "titel: The article"),
    )

    problems = problems_of(files)

    assert {problem.split(":")[0] for problem in problems} == set(files)
    assert any("job" in problem for problem in problems)
    assert any("sort_nam" in problem for problem in problems)
    assert any("titel" in problem for problem in problems)


def test_a_record_and_its_rows_in_two_files_are_told_as_doubles():
    problems = problems_of(SITE | {"copy.yaml": SITE["episodes.yaml"]})

    assert "copy.yaml:2: episodes.episode “s02e01”: key: This key stands in episodes.yaml:2 too." in problems


def test_a_draft_may_keep_a_link_that_leads_nowhere():
    files = site(episodes=("[[person:anna-foerster]]", "[[person:nobody]]"))
    files["episodes.yaml"] = files["episodes.yaml"].replace("state: published", "state: draft", 1)

    assert load(files).new == 6


def test_what_is_found_in_a_row_is_told_of_the_row_and_nothing_stays_written():
    problems = problems_of(site(episodes=("cites: '[@s4, ¶19]'", "cites: '[@s5]'")))

    assert problems == [
        "episodes.yaml:2: episodes.episode “s02e01”, credits 1: cites: This leads nowhere: there is no source “s5”."
    ]


def test_warnings_are_counted_but_not_those_of_drafts_and_of_what_is_kept():
    # No teaser, 51:75, and no source for the season, the writer, the track and two people.
    assert load().warnings == 7

    drafts = SITE | {"people.yaml": SITE["people.yaml"].replace("state: published", "state: draft")}
    episode = Episode.objects.get()
    episode.teaser = "Mine."
    episode.note_edit(None, timezone.now())
    episode.save()
    report = load(drafts)

    assert report.kept == ("episodes.episode “s02e01”",)
    assert report.warnings == 4  # season, track, 51:75, and a performer who is a draft now


def test_checking_many_records_of_a_kind_asks_as_often_as_checking_one():
    def people(count):
        records = (
            f"- model: people.person\n  fields:\n    key: p{i}\n    title: P{i}{PUBLISHED}\n    sort_name: P{i}\n"
            f"    biography: See [[person:p1]].[@s4]\n"
            for i in range(count)
        )
        return {"people.yaml": "".join(records), "sources.yaml": SITE["sources.yaml"]}

    costs = []
    for count in (2, 9):
        load(people(count))
        with CaptureQueriesContext(connection) as queries:
            assert load(people(count)).new == 0
        costs.append(len(queries))

    assert costs[0] == costs[1]


def test_bytes_that_are_no_text_are_told():
    with pytest.raises(seeding.SeedingError) as caught:
        seeding.load({"people.yaml": b"- \xff"})

    assert str(caught.value.problems[0]) == "people.yaml: This is not UTF-8 text (byte 2)."


def test_moments_are_kept_to_the_second_in_utc():
    load()

    assert Person.objects.first().publish_at == datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)


def test_the_command_lists_the_problems_and_loads_nothing(tmp_path, settings):
    settings.FIXTURE_DIRS = [tmp_path]
    for name, text in site(episodes=("job: director", "job: boss")).items():
        (tmp_path / name).write_text(text, encoding="utf-8")

    with pytest.raises(CommandError) as caught:
        call_command("loaddata", "people", "episodes", "sources")

    assert "Nothing was loaded. 1 problem to mend:" in str(caught.value)
    assert "episodes.episode “s02e01”, credits 1: job: Value 'boss' is not a valid choice." in str(caught.value)
    assert not Person.objects.exists()


def test_fixtures_of_other_models_are_left_to_django(tmp_path, settings, django_user_model, capsys):
    settings.FIXTURE_DIRS = [tmp_path]
    (tmp_path / "accounts.yaml").write_text(
        textwrap.dedent("""
            - model: auth.user
              fields: {username: ada, password: "!"}
        """)
    )
    for name, text in SITE.items():
        (tmp_path / name).write_text(text, encoding="utf-8")

    call_command("loaddata", "accounts", "episodes", "people", "sources")

    assert django_user_model.objects.get().username == "ada"
    assert Episode.objects.exists()
    out = capsys.readouterr().out
    assert "6 records: 6 new, 0 changed, 0 unchanged" in out
    assert "7 warnings: see them with checkcontent." in out
