"""What the index tells to whom, and from when on."""

from datetime import timedelta

import pytest
from django.utils import timezone

from editorial.horizon import ALL, NOT_CHOSEN, up_to
from editorial.search.models import Document
from tests.factories.editorial import make_picture
from tests.factories.episodes import (
    make_appearance,
    make_casting,
    make_connection,
    make_credit,
    make_episode,
    make_milestone,
    make_release,
    make_season,
)
from tests.factories.news import make_article, make_claim
from tests.factories.people import make_alias, make_character, make_identity, make_person, make_quote
from tests.factories.public import HIDDEN
from tests.factories.reviews import make_nomination, make_score
from tests.factories.sources import make_publication, make_source

from .looking import found, shelve

pytestmark = pytest.mark.django_db

EVERYBODY = [NOT_CHOSEN, up_to(0), up_to(15), up_to(16), ALL]


@pytest.fixture
def season():
    return make_season(episodes_before=13, title="The season")


def who_finds(text) -> list[str]:
    return [str(horizon) for horizon in EVERYBODY if found(text, horizon)]


def test_an_entry_is_found_by_its_texts_rows_and_what_they_name(season):
    person = make_person("Krysten Ritter", description="Plays the lead", biography="Born in *Bloomsburg*.")
    make_alias(person, "K. Ritter", note="On a poster")
    make_quote(person, "It was a riot", occasion="At a festival")
    make_casting(season, person, make_character("Jessica Jones"), note="Since the **pilot**.")
    shelve(person, season)

    for text in ("lead", "bloomsburg", "poster", "riot", "festival"):
        assert found(text) == ["Krysten Ritter"], text
    assert found("jessica jones") == ["The season"]
    assert found("pilot") == ["The season"]


def test_a_season_is_found_by_the_plain_records_on_its_page(season):
    make_release(season, platform="Netflix", regions="Worldwide")
    make_connection(season, work="The Defenders", note="Set *later*.")
    make_score(season=season, body="Rotten Tomatoes", value_as_printed="83%")
    shelve(season)

    for text in ("netflix worldwide", "defenders later", "rotten tomatoes 83"):
        assert found(text) == ["The season"], text


def test_a_source_is_found_by_its_outlet():
    shelve(make_source(title="An interview", publication=make_publication(name="The Daily Planet")))

    assert found("daily planet") == ["An interview"]


def test_what_only_the_desk_sees_is_not_found():
    picture = make_picture(title="Internal filing name", alt="A purple door")
    shelve(make_person("Somebody", key="a-secret-key", picture=picture))

    assert found("purple door") == ["Somebody"]
    assert found("filing") == []
    assert found("secret") == []


@pytest.mark.parametrize("hidden", HIDDEN)
def test_nothing_hidden_is_found_by_any_name(season, hidden):
    ghost = make_person("Ghost Writer", biography="Unheard", **HIDDEN[hidden]())
    make_credit(make_episode(season, 1, title="Pilot"), ghost)
    make_nomination(ghost, title="A prize")
    text = make_person("Friend", biography=f"With [[person:{ghost.key}]].")
    shelve(ghost, *season.episodes.all(), text)

    assert found("ghost") == []
    assert found("unheard") == []


@pytest.mark.parametrize("hidden", HIDDEN)
def test_nothing_that_stands_on_something_hidden_is_found(hidden):
    article = make_article(source=make_source(**HIDDEN[hidden]()), title="Told from it")
    shelve(article, make_claim(article=article, title="Predicted in it"))

    assert found("told predicted") == []
    assert found("predicted") == []


def test_an_entry_is_found_from_its_horizon_on():
    shelve(make_character("Old Foe", horizon=16))

    assert who_finds("foe") == ["16", "all"]


def test_a_row_is_found_from_the_latest_horizon_of_all_that_it_names(season):
    episode = make_episode(season, 1, title="Pilot")
    make_credit(episode, make_person("Surprise Guest", horizon=16))
    make_credit(episode, make_person("Somebody Else"), horizon=15)
    make_appearance(make_episode(season, 3, title="Third"), make_character("Early Bird"))
    shelve(*season.episodes.all())

    assert who_finds("surprise") == ["16", "all"]
    assert who_finds("else") == ["15", "16", "all"]
    assert who_finds("early bird") == ["16", "all"]


def test_a_story_and_an_outcome_are_found_by_whoever_has_seen_them(season):
    episode = make_episode(season, 3, title="Third", summary="The butler falls.")
    claim = make_claim(title="A prophecy", settled_in=episode, explanation="He fell indeed.", outcome="held")
    shelve(episode, claim)

    assert who_finds("butler") == ["16", "all"]
    assert who_finds("indeed") == ["16", "all"]
    assert who_finds("held") == ["16", "all"]
    assert who_finds("prophecy") == [str(horizon) for horizon in EVERYBODY]


def test_a_later_episode_has_a_title_for_whoever_did_not_ask_to_be_kept_from_it(season):
    shelve(make_episode(season, 3, title="The Octopus", teaser="A dive."))

    assert who_finds("octopus") == ["", "16", "all"]
    assert who_finds("dive") == ["", "16", "all"]
    assert found("season 2 episode 3", up_to(0)) == ["Season 2, episode 3"]


def test_prose_is_cut_at_its_veils(season):
    make_episode(season, 3)
    shelve(make_person("Somebody", biography="Is kind, ||and a murderer||{s02e03}, ||as all know||{s09e09}."))

    assert who_finds("murderer") == ["16", "all"]
    assert who_finds("know") == ["all"]


def test_a_link_without_words_says_the_title_to_whom_it_may_be_told():
    foe = make_character("Old Foe", key="foe", horizon=16)
    shelve(make_person("Somebody", biography="Meets [[character:foe]] and [[character:foe|him]]."), foe)

    assert [str(horizon) for horizon in EVERYBODY if "Somebody" in found("foe", horizon)] == ["16", "all"]
    assert "him" in Document.objects.get(kind="person", from_horizon=-1).text


class TestIdentities:
    @pytest.fixture(autouse=True)
    def identity(self):
        face, truth = make_character("Mysterious Woman"), make_character("Alisa")
        make_alias(face, "False Name")
        make_identity(face, truth, revealed=16, explanation="By her scars.")
        shelve(face, truth)

    def test_are_two_before_and_one_after(self):
        assert found("woman", up_to(15)) == ["Mysterious Woman"]
        assert found("alisa", up_to(15)) == ["Alisa"]
        assert found("woman", up_to(16)) == ["Alisa"]
        assert found("false name", ALL) == ["Alisa"]

    def test_are_two_for_whoever_has_not_said_how_far_they_are(self):
        assert found("woman", NOT_CHOSEN) == ["Mysterious Woman"]
        assert found("woman alisa", NOT_CHOSEN) == []

    def test_are_explained_only_after(self):
        assert who_finds("scars") == ["16", "all"]

    def test_go_on_by_more_than_one_step(self):
        alisa = Document.objects.filter(title="Alisa").first()
        goddess = make_character("Goddess")
        make_identity(type(goddess).objects.get(key=alisa.key), goddess, revealed=20)
        shelve(goddess)

        assert found("mysterious woman", up_to(16)) == ["Alisa"]
        assert found("mysterious woman", up_to(20)) == ["Goddess"]


class TestMoments:
    HOUR = timedelta(hours=1)

    def test_what_is_scheduled_is_found_from_then_on(self):
        now = timezone.now()
        shelve(make_person("Late Comer", publish_at=now + self.HOUR, expire_at=now + 3 * self.HOUR))

        assert found("comer", at=now) == []
        assert found("comer", at=now + self.HOUR) == ["Late Comer"]
        assert found("comer", at=now + 3 * self.HOUR) == []

    def test_so_is_what_a_public_entry_says_of_it(self, season):
        now = timezone.now()
        late = make_person("Late Comer", publish_at=now + self.HOUR)
        season_over = make_season(3, expire_at=now + 2 * self.HOUR, title="The third")
        make_credit(make_episode(season_over, 1, title="Pilot"), late)
        shelve(*season_over.episodes.all())

        assert found("comer", at=now) == []
        assert found("comer", at=now + self.HOUR) == ["Pilot"]
        assert found("pilot", at=now + 2 * self.HOUR) == []


def test_a_milestone_is_found_by_its_date_in_words(season):
    shelve(
        make_milestone(season, "2017-04-03", title="Filming begins", text="It began.", happened_as_printed="in spring")
    )

    assert found("april 2017 spring") == ["Filming begins"]
