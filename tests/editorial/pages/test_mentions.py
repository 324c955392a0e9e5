"""What leads to an entry, as its page knows it."""

import pytest
from django.db import connection
from django.template import engines
from django.test.utils import CaptureQueriesContext

from editorial.horizon import ALL, NOT_CHOSEN, up_to
from editorial.links.index import reindex
from editorial.links.models import Link, Relation
from editorial.pages import mentions
from editorial.pages.mentions import part_of
from editorial.pages.page import Page
from tests.factories.episodes import make_casting, make_episode, make_season
from tests.factories.people import make_character, make_identity, make_person
from tests.factories.public import HIDDEN
from tests.factories.sources import make_discrepancy, make_reading, make_source
from tests.reading import Page as Reading

pytestmark = pytest.mark.django_db


def titles(shelf):
    """{horizon: {kind: [titles]}}"""
    return {
        horizon: {kind.heading: [mention.target.title for mention in kind.mentions] for kind in kinds}
        for horizon, kinds in shelf.veils
    }


def mentions_of(entry):
    return Page([], entry=entry).mentions


def shown(entry, chosen=NOT_CHOSEN):
    template = engines["django"].from_string('{% include "includes/_mentions.html" %}')
    page = Page([], entry=entry, horizon=chosen)
    return Reading(template.render({"page": page, "mentions": page.mentions}))


@pytest.fixture
def ritter():
    return make_person("Krysten Ritter", key="ritter")


@pytest.fixture
def by_kind(ritter):
    """A function that makes an indexed character, with these fields, in whose description she is mentioned."""

    def make(title, **fields):
        character = make_character(title, **{"description": "By [[person:ritter]]."} | fields)
        reindex([character])
        return character

    return make


def test_what_mentions_an_entry_comes_by_kind_and_name(ritter, by_kind):
    by_kind("Trish", key="trish")
    by_kind("Jessica", key="jessica")
    friend = make_person("A. Friend", biography="Knows [[person:ritter]].")
    reindex([friend])

    assert titles(mentions_of(ritter).mentioned_in) == {
        0: {"Characters": ["Jessica", "Trish"], "People": ["A. Friend"]}
    }


def test_numbers_in_keys_count_as_numbers(ritter, by_kind):
    for number in (10, 9, 1):
        by_kind(f"Guard {number}", key=f"guard-{number}")

    assert titles(mentions_of(ritter).mentioned_in) == {0: {"Characters": ["Guard 1", "Guard 9", "Guard 10"]}}


def test_mentions_citations_and_disagreements_are_told_apart():
    source = make_source(key="s4")
    citing = make_person("Citing", biography="So.[@s4, ¶2]")
    mentioning = make_person("Mentioning", biography="In [[source:s4]].")
    case = make_discrepancy(title="Which?", about="source:s4")
    reindex([citing, mentioning, case])

    found = mentions_of(source)

    assert titles(found.cited_by) == {0: {"People": ["Citing"]}}
    assert titles(found.mentioned_in) == {0: {"People": ["Mentioning"]}}
    assert titles(found.disagreements) == {0: {"Disagreements": ["Which?"]}}


def test_an_entry_counts_once_with_all_its_places():
    source = make_source(key="s4")
    case = make_discrepancy(title="Which?", cites="[@s4]", reason="So.[@s4, ¶24] And so.[@s4, ¶9]")
    make_reading(case, "This", cites="[@s4, ¶24] [@s4, ¶115]")
    reindex([case])

    [mention] = mentions_of(source).cited_by.all

    assert mention.target.title == "Which?"
    assert mention.locators == ["¶9", "¶24", "¶115"]
    assert mention.parts == ["readings", "why"]


def test_an_entry_does_not_mention_itself(ritter):
    ritter.biography = "[[person:ritter|She]] again."
    reindex([ritter])

    assert Link.objects.count() == 1
    assert not mentions_of(ritter).mentioned_in


@pytest.mark.parametrize("way", HIDDEN)
def test_what_is_hidden_leads_nowhere(ritter, by_kind, way):
    by_kind("Shown")
    by_kind("Ghost", **HIDDEN[way]())

    assert titles(mentions_of(ritter).mentioned_in) == {0: {"Characters": ["Shown"]}}


def test_plain_records_have_no_page_and_are_left_out(ritter):
    identity = make_identity(make_character("Face"), make_character("Truth"), explanation="By [[person:ritter]].")
    reindex([identity])

    assert Link.objects.count() == 1
    assert titles(mentions_of(ritter).mentioned_in) == {}


def test_an_index_older_than_the_site_does_no_harm(ritter):
    common = {"relation": Relation.MENTIONS, "to_kind": "person", "to_key": "ritter"}
    Link.objects.create(from_kind="poem", from_key="ode", where="text", **common)
    Link.objects.create(from_kind="character", from_key="gone", where="description", **common)
    make_character("Still there", key="still")
    Link.objects.create(from_kind="character", from_key="still", where="shoe_size", **common)

    [mention] = mentions_of(ritter).mentioned_in.all

    assert mention.target.title == "Still there"
    assert mention.parts == []


def test_what_gives_something_away_comes_later_by_horizon(ritter, by_kind):
    by_kind("Known")
    by_kind("Culprit", horizon=20)
    by_kind("Victim", horizon=14)

    shelf = mentions_of(ritter).mentioned_in

    assert list(titles(shelf)) == [0, 14, 20]
    assert titles(shelf)[20] == {"Characters": ["Culprit"]}


def test_what_the_reader_has_seen_stands_with_what_gives_nothing_away(ritter, by_kind):
    by_kind("Open", key="b")
    by_kind("Soon", key="c", horizon=15)
    by_kind("Late", key="a", horizon=20)

    found = Page([], entry=ritter, horizon=up_to(15)).mentions.mentioned_in

    assert titles(found) == {0: {"Characters": ["Open", "Soon"]}}
    assert titles(Page([], entry=ritter, horizon=ALL).mentions.mentioned_in) == {
        0: {"Characters": ["Late", "Open", "Soon"]}
    }


def test_what_gives_no_more_away_than_the_entry_needs_no_veil_of_its_own(by_kind, ritter):
    ritter.horizon = 15
    by_kind("Victim", horizon=14)
    by_kind("Culprit", horizon=20)

    assert titles(mentions_of(ritter).mentioned_in) == {0: {"Characters": ["Victim"]}, 20: {"Characters": ["Culprit"]}}


def test_that_an_episode_has_to_do_with_it_is_known_from_that_episode_on(ritter):
    episode = make_episode(make_season(episodes_before=13), 11, summary="With [[person:ritter]].")
    reindex([episode])

    assert list(titles(mentions_of(ritter).mentioned_in)) == [24]


def test_the_page_veils_all_of_an_entry_that_is_veiled(ritter, by_kind):
    make_season(episodes_before=13)
    ritter.horizon = 15
    by_kind("Victim", horizon=14)
    case = make_discrepancy(title="Which?", about="person:ritter")
    reindex([case])

    page = shown(ritter)

    assert "Victim" in page.text
    assert "Which?" in page.text
    assert "Victim" not in page.open_text
    assert "Which?" not in page.open_text


@pytest.mark.parametrize(
    ("chosen", "opened", "told"),
    [
        (NOT_CHOSEN, ["Known"], ["Known", "Meeting", "Culprit"]),
        (up_to(13), ["Known"], ["Known"]),
        (up_to(17), ["Known", "Meeting"], ["Known", "Meeting"]),
        (ALL, ["Known", "Meeting", "Culprit"], ["Known", "Meeting", "Culprit"]),
    ],
)
def test_where_an_entry_comes_up_is_told_when_the_text_tells_it(ritter, by_kind, chosen, opened, told):
    make_episode(make_season(episodes_before=13), 4)
    by_kind("Known")
    by_kind("Meeting", description="||Meets [[person:ritter]].||{s02e04}")
    by_kind("Culprit", horizon=20)

    page = shown(ritter, chosen)

    assert [title for title in ("Known", "Meeting", "Culprit") if title in page.open_text] == opened
    assert [title for title in ("Known", "Meeting", "Culprit") if title in page.text] == told


def test_no_part_is_named_that_is_told_of_later_only(ritter):
    source = make_source(key="s4")
    make_episode(make_season(episodes_before=13), 4)
    person = make_person("A. Person", biography="So.[@s4, ¶2] ||And so.[@s4, ¶9]||{s02e04}")
    reindex([person])

    def places(chosen):
        [mention] = Page([], entry=source, horizon=chosen).mentions.cited_by.all
        return mention.locators

    assert places(NOT_CHOSEN) == places(up_to(13)) == ["¶2"]
    assert places(up_to(17)) == ["¶2", "¶9"]


@pytest.mark.parametrize(("chosen", "marks"), [(NOT_CHOSEN, 1), (up_to(0), 1), (up_to(20), 2), (ALL, 2)])
def test_what_sources_disagree_on_is_marked_where_it_stands(ritter, chosen, marks):
    reindex(
        [
            make_discrepancy(title="How is it spelt?", about="person:ritter", about_field="title"),
            make_discrepancy(title="Who is it?", about="person:ritter", about_field="title", horizon=20),
            make_discrepancy(title="Born when?", about="person:ritter", about_field="biography"),
        ]
    )
    page = Page([], entry=ritter, horizon=chosen)
    template = engines["django"].from_string('{% load editorial_tags %}{% disputed "title" %}')

    html = template.render({"page": page, "mentions": page.mentions})

    assert html.count('class="dispute"') == marks
    assert 'aria-label="Sources disagree: How is it spelt?"' in html
    assert "Born when?" not in html


def test_the_page_shows_parts_only_where_there_is_no_place():
    source = make_source(key="s4")
    located, whole = make_person("Located", biography="So.[@s4, ¶2]"), make_person("Whole", biography="So.[@s4]")
    reindex([located, whole])

    assert "Located ¶2 Whole biography" in shown(source).text


def test_what_cites_a_page_of_its_own_season_says_in_which_rows():
    source = make_source(key="s4")
    season = make_season(title="Season 2")
    make_casting(season, note="New.[@s4]")
    reindex([season])

    assert "Season 2 castings" in shown(source).text


def test_very_many_are_cut_and_counted(ritter, by_kind, monkeypatch):
    monkeypatch.setattr(mentions, "SHOWN", 3)
    for number in range(5):
        by_kind(f"Guard {number}", key=f"guard-{number}")

    page = shown(ritter)

    assert "Guard 0 Guard 1 Guard 2 And 2 more." in page.text
    assert "Guard 3" not in page.text


def test_nothing_is_shown_of_what_nothing_leads_to(ritter):
    assert shown(ritter).text == ""


def test_it_costs_two_queries_however_much_there_is(ritter, by_kind):
    costs = []
    for count in (1, 40):
        for number in range(count):
            by_kind(f"Guard {count} {number}")
        with CaptureQueriesContext(connection) as queries:
            assert len(mentions_of(ritter).mentioned_in.all) >= count
        costs.append(len(queries))

    assert costs == [2, 2]


def test_a_page_that_asks_for_none_pays_for_none(ritter):
    with CaptureQueriesContext(connection) as queries:
        assert Page([], entry=ritter).mentions.entry == ritter

    assert len(queries) == 0


@pytest.mark.parametrize(
    ("kind", "where", "part"),
    [
        ("person", "biography", "biography"),
        ("claim", "explanation", "what came of it"),
        ("episode", "credits.cites", "credits"),
        ("person", "cites", ""),
        ("discrepancy", "about", ""),
        ("person", "shoe_size", ""),
        ("person", "", ""),
    ],
)
def test_parts_are_named_as_readers_know_them(kind, where, part):
    assert part_of(kind, where) == part
