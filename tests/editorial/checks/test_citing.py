"""What needs a source, and what backs it."""

import pytest

from tests.editorial.checks.finding import found
from tests.factories.editorial import make_picture
from tests.factories.episodes import make_album, make_crew_member, make_season, make_track
from tests.factories.news import make_article
from tests.factories.people import make_alias, make_character, make_identity, make_person, make_quote
from tests.factories.public import HIDDEN
from tests.factories.sources import make_publication, make_source

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def source():
    return make_source(key="s")


def places(record):
    return [place for _, place, _ in found(record, "uncited")]


def test_a_text_needs_a_citation_in_it_or_for_the_whole():
    assert found(make_person(biography="She acts."), "uncited") == [
        ("warning", "biography", "No source is cited for this.")
    ]
    assert places(make_person(biography="She acts.[@s]")) == []
    assert places(make_person(biography="She acts.", cites="[@s]")) == []


def test_a_bare_row_is_backed_by_its_entry_or_itself():
    bare, whole = make_album(make_season(2)), make_album(make_season(3), cites="[@s]")
    make_track(bare, 1)
    make_track(bare, 2, cites="[@s]")
    make_track(whole, 1)

    assert places(bare) == ["track “1. Track 1”, sources"]
    assert places(whole) == []


def test_what_a_row_tells_needs_a_citation_of_its_own():
    season = make_season(cites="[@s]")
    make_crew_member(season, role="First", note="Left soon.")
    make_crew_member(season, role="Second", note="Left late.[@s]")
    make_crew_member(season, role="Third", note="Stayed.", cites="[@s]")

    assert [place.partition(",")[2] for place in places(season)] == [" note"]


def test_a_source_that_is_referred_to_backs_it(source):
    person = make_person()
    make_quote(person, source=source)

    assert places(make_article(source=source)) == []
    assert places(person) == []


def test_an_entry_or_a_tie_without_words_is_a_statement_too():
    identity = make_identity(make_character(cites="[@s]"), make_character())

    assert places(make_person()) == ["sources"]
    assert places(identity) == ["sources"]


def test_a_source_backs_itself_and_a_name_or_picture_states_nothing(source):
    for record in (make_source(digest="It says so."), make_publication(), make_picture()):
        assert places(record) == []
    assert places(make_source(publication=make_publication(note="Left the web.")).publication) == ["note"]


def test_a_draft_may_find_its_sources_later():
    draft = make_person(biography="She acts.", **HIDDEN["draft"]())
    make_alias(draft, "P.")

    assert places(draft) == []
