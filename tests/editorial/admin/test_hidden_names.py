"""What forms, lists and pages call the drafts of others that a record names."""

import re

import pytest
from django.contrib.auth.models import Group
from django.utils.html import strip_tags

from editorial.desk import hold, save
from editorial.roles import CONTRIBUTOR
from episodes.models import Album
from tests.factories.episodes import make_album, make_casting, make_credit, make_episode, make_season, make_track
from tests.factories.news import make_article
from tests.factories.people import make_character, make_person
from tests.factories.public import DRAFT
from tests.factories.users import make_editor

from .posting import admin_url, copy_of, save_form

UNKNOWN = "a person that is not public yet"


@pytest.fixture
def contributor(db, client):
    user = make_editor()
    user.groups.add(Group.objects.get(name=CONTRIBUTOR))
    client.force_login(user)
    return client


@pytest.fixture
def hidden(db):
    return make_person("Hidden Person", key="hidden-person", **DRAFT)


def page(client, record_or_model, action="change"):
    """What one reads there, white space aside."""
    response = client.get(admin_url(record_or_model, action))
    return re.sub(r"\s+", " ", strip_tags(response.content.decode()))


def test_the_heading_of_a_row_is_told_to_each_as_far_as_they_may_know(contributor, client_of, chief, hidden):
    episode, season = make_episode(make_season()), make_season(3)
    make_credit(episode, hidden)
    make_casting(season, hidden, make_character("Known Character"))

    assert f"directed by {UNKNOWN}" in page(contributor, episode)
    assert f"{UNKNOWN} as Known Character" in page(contributor, season)
    assert "directed by Hidden Person" in page(client_of(chief), episode)


def test_the_heading_of_a_row_in_a_working_copy_names_no_draft_of_others(contributor, hidden):
    episode = make_episode(make_season())
    credit = make_credit(episode)
    with hold(episode) as held:
        save(held, held.current.with_values({("credits", str(credit.uid), "person"): hidden.key}))

    assert f"directed by {UNKNOWN}" in page(contributor, episode)
    assert "Hidden" not in page(contributor, episode)


def test_one_who_only_looks_reads_no_name_of_a_draft_of_others(client, hidden):
    album = make_album(make_season(), composer=hidden)
    make_track(album, performers=[hidden, make_person("Known Person")])
    client.force_login(make_editor("episodes.view_album", "people.view_person"))

    read = page(client, album)

    assert f"Composer: {UNKNOWN}" in read
    assert f"{UNKNOWN}, Known Person" in read or f"Known Person, {UNKNOWN}" in read
    assert "Hidden" not in read


def test_a_column_of_a_list_names_no_draft_of_others(contributor, client_of, chief, hidden):
    make_album(make_season(), composer=hidden)

    assert UNKNOWN in page(contributor, Album, "changelist")
    assert "Hidden" not in page(contributor, Album, "changelist")
    assert "Hidden Person" in page(client_of(chief), Album, "changelist")


def test_a_row_that_uses_a_record_names_no_draft_of_others(contributor, hidden):
    character = make_character("Known Character")
    make_casting(make_season(), hidden, character)

    read = page(contributor, character, "used")

    assert f"{UNKNOWN} as Known Character" in read
    assert "Hidden" not in read


def test_what_one_may_not_know_of_stays_when_one_saves(contributor, hidden):
    album, article = make_album(make_season(), composer=hidden), make_article(people=[hidden])
    episode = make_episode(album.season)
    make_credit(episode, hidden)

    for record in (album, article, episode):
        save_form(contributor, admin_url(record, "change"), title="Another title")

    said = [copy_of(record) for record in (album, article, episode)]
    assert [each.fields["title"] for each in said] == ["Another title"] * 3
    assert said[0].fields["composer"] == hidden.key
    assert said[1].fields["people"] == [hidden.key]
    assert [row["person"] for row in said[2].rows["credits"].values()] == [hidden.key]
    hidden.refresh_from_db()
    assert hidden.title == "Hidden Person"
