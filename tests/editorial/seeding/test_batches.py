"""JSON lines in batches: the same site as from YAML, whatever the batches are, and all or nothing."""

import json
import uuid

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from editorial import seeding
from editorial.models import Link, Revision, Seed
from editorial.search.index import COMPARED
from editorial.search.models import Document, Outline
from editorial.search.tables import COLUMNS, TABLE
from editorial.seeding import batches
from episodes.models import Album, Episode, Season
from people.models import Person

from .test_lines import as_lines, lines
from .test_loading import PUBLISHED, SITE

pytestmark = pytest.mark.django_db

STEMS = ["sources", "people", "episodes"]  # what is referred to comes first


@pytest.fixture(autouse=True)
def small_batches(monkeypatch):
    monkeypatch.setattr(batches, "SIZE", 3)


def load(stems=STEMS, **texts):
    texts = {stem: SITE[f"{stem}.yaml"] for stem in stems} | texts
    return seeding.load({f"{stem}.jsonl": lines(as_lines(text)) for stem, text in texts.items()})


def refusal_of(*args, **texts):
    with pytest.raises(seeding.SeedingError) as caught:
        load(*args, **texts)
    assert not Person.objects.exists()
    return [str(problem) for problem in caught.value.problems], caught.value.looked_at_until


def tables():
    """All that a load leaves behind, without numbers, what is reckoned of them, and moments."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(COLUMNS)} FROM {TABLE}")
        words = sorted(map(str, cursor.fetchall()))
    return {
        "content": seeding.dump(),
        "words": words,
        **{
            str(names): sorted(map(str, rows.values_list(*names)))
            for rows, names in [
                (Link.objects, [field.name for field in Link._meta.concrete_fields if not field.primary_key]),
                (Document.objects, ["kind", "key", *COMPARED, "name_words__word"]),
                (Outline.objects, ["kind", "key", "codes"]),
                (Revision.objects, ["model", "key", "number", "action", "is_live", "summary", "data"]),
                (Seed.objects, ["model", "key", "data"]),
            ]
        },
    }


@pytest.mark.parametrize("size", [50, 1_000])
def test_the_shipped_content_comes_out_the_same_from_yaml_and_from_json_lines(tmp_path, monkeypatch, size):
    monkeypatch.setattr(batches, "SIZE", size)
    stems = ["sources", "people", "episodes", "reviews", "news"]
    with transaction.atomic():
        call_command("loaddata", *stems, verbosity=0)
        expected = tables()
        call_command("dumpcontent", format="jsonl", output=tmp_path, verbosity=0)
        transaction.set_rollback(True)
    assert not Person.objects.exists()

    call_command("loaddata", *(tmp_path / f"{stem}.jsonl" for stem in stems), verbosity=0)

    assert tables() == expected


def test_a_load_tells_the_same_as_of_yaml():
    with transaction.atomic():
        expected = seeding.load({name: text.encode() for name, text in SITE.items()})
        transaction.set_rollback(True)

    report = load()

    assert (report, report.warnings) == (expected, expected.warnings)


def test_loading_again_changes_nothing():
    load()
    before = tables()

    assert load() == seeding.Report(unchanged=6)
    assert tables() == before


def test_what_is_referred_to_comes_first_and_the_refusal_says_what_that_is():
    problems, until = refusal_of(["episodes", "people", "sources"])

    assert problems == [
        "episodes.jsonl:1: episodes.episode “s02e01”, credits 1: person: There is no person with the key "
        "“anna-foerster”. If it comes later, put each person before each episode.",
        "episodes.jsonl:1: episodes.episode “s02e01”, credits 2: person: There is no person with the key "
        "“melissa-rosenberg”. If it comes later, put each person before each episode.",
        "episodes.jsonl:3: episodes.album “music”, tracks 1: performers: There is no person with the key "
        "“melissa-rosenberg”. If it comes later, put each person before each album.",
    ]
    assert until == "episodes.jsonl:3"


def test_texts_may_lead_to_what_comes_later_also_behind_its_veil():
    biography = (
        "    biography: See [[episode:s02e01]] and ||[[episode:s02e01|that]]||{s02e01}.\n    sort_name: Foerster"
    )
    load(people=SITE["people.yaml"].replace("    sort_name: Foerster", biography))

    links = Link.objects.filter(from_key="anna-foerster").order_by("known_from")
    assert set(links.values_list("to_key", "known_from")) == {("s02e01", 0)}

    behind = SITE["people.yaml"].replace(
        "    sort_name: Foerster", "    biography: '||[[episode:s02e01|That]].||{s02e01}'\n    sort_name: Foerster"
    )
    load(people=behind)
    assert list(Link.objects.filter(from_key="anna-foerster").values_list("known_from", flat=True)) == [14]


def test_a_link_that_leads_nowhere_is_told_at_its_line_when_all_is_there():
    problems, until = refusal_of(episodes=SITE["episodes.yaml"].replace("cites: '[@s4, ¶19]'", "cites: '[@s5]'"))

    assert problems == [
        "episodes.jsonl:1: episodes.episode “s02e01”, credits 1: cites: This leads nowhere: there is no source “s5”."
    ]
    assert until == ""


def test_a_record_that_stands_in_two_batches_is_told():
    problems, _ = refusal_of(copy=SITE["people.yaml"])

    assert problems[0] == ("copy.jsonl:1: people.person “anna-foerster”: key: This key stands in people.jsonl:1 too.")


def test_a_row_that_stands_in_two_batches_is_told():
    uids = [str(uuid.uuid4()) for _ in range(2)]
    people = "".join(
        f"- model: people.person\n  fields: {{key: p{n}, title: P, sort_name: P, aliases: [{{name: A, uid: {uid}}}]}}\n"
        for n, uid in enumerate(["", *uids, uids[0]])
    )
    problems, _ = refusal_of([], people=people)

    assert problems == ["people.jsonl:4: people.person “p3”, aliases 1: Another row says the same: leave one out."]


def test_an_address_that_an_earlier_batch_has_taken_is_told():
    people = "".join(
        f"- model: people.person\n  fields: {{key: p{n}, slug: {slug}, title: P, sort_name: P}}\n"
        for n, slug in enumerate(["a", "b", "c", "a"])
    )
    problems, _ = refusal_of([], people=people)

    assert problems == ["people.jsonl:4: people.person “p3”: slug: a is taken by people.person “p0”."]


def test_the_first_batch_with_problems_is_the_last_that_is_looked_at():
    records = [{"key": f"p{n}", "title": "", "sort_name": "P"} for n in range(5)]
    text = "".join(f"{json.dumps({'model': 'people.person', 'fields': fields})}\n" for fields in records)

    with pytest.raises(seeding.SeedingError) as caught:
        seeding.load({"people.jsonl": lines(text)})

    assert [problem.line for problem in caught.value.problems] == [1, 2, 3]
    assert caught.value.looked_at_until == "people.jsonl:3"


def test_what_names_a_record_of_an_earlier_batch_that_stays_deleted_is_left_out_too():
    load()
    for model in (Episode, Album, Season):
        model.objects.all().delete()
    season, episode = (
        "- model: episodes.season\n  fields: {key: season-2, slug: '2', title: Two, number: 2, episodes_before: 13}\n",
        "- model: episodes.episode\n  fields: {key: s02e09, title: Nine, season: season-2, number_in_series: 22,"
        " number_in_season: 9}\n",
    )
    person = "- model: people.person\n  fields: {key: another, title: Another, sort_name: Another}\n"

    report = load(["sources"], episodes=season + person + episode)

    assert report.left_deleted == ("episodes.season “season-2”", "episodes.episode “s02e09”")


def test_yaml_beside_json_lines_is_loaded_in_the_order_of_the_files():
    report = seeding.load(
        {
            "sources.yaml": SITE["sources.yaml"].encode(),
            "people.jsonl": lines(as_lines(SITE["people.yaml"])),
            "episodes.yaml": SITE["episodes.yaml"].encode(),
        }
    )

    assert report == seeding.Report(new=6)


def people(count):
    return "".join(
        f"- model: people.person\n  fields:\n    key: p{n}\n    title: P{n}{PUBLISHED}\n    sort_name: P{n}\n"
        f"    biography: See [[person:p100]].[@s4]\n    aliases: [{{name: Q{n}}}]\n"
        f"    quotes: [{{text: Well., source: s4}}]\n"
        for n in range(100, 100 + count)
    )


def test_many_records_are_asked_for_as_often_as_few(monkeypatch):
    monkeypatch.setattr(batches, "SIZE", 1_000)
    seeding.load({"sources.yaml": SITE["sources.yaml"].encode()})
    costs = []
    for count in (10, 60):
        with transaction.atomic():
            with CaptureQueriesContext(connection) as queries:
                assert load([], people=people(count)).new == count
            costs.append(sum(query["sql"].startswith("SELECT") for query in queries))
            transaction.set_rollback(True)

    assert costs[0] == costs[1]


def test_each_record_is_counted_as_it_is_checked_and_indexed():
    told = []
    files = {f"{stem}.jsonl": lines(as_lines(SITE[f"{stem}.yaml"])) for stem in STEMS}
    seeding.load(files, progress=lambda *step: told.append(step))

    assert [step for step in told if step[0] == "Checking and writing"][-1] == ("Checking and writing", 6, 6)
    assert [step for step in told if step[0] == "Checking the whole"][-1] == ("Checking the whole", 6, 6)
    assert told[-1] == ("Indexing words", 6, 6)
