"""What forms, lists and pages call the drafts of others that a record names."""

import re

import pytest
from django.contrib.auth import get_user
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils.html import strip_tags

from editorial.desk import discard, hold, save
from editorial.models import PreviewLink
from editorial.previews.models import Lasts
from editorial.publishing import State
from editorial.roles import CONTRIBUTOR
from episodes.models import Album
from people.models import Person
from tests.factories.episodes import make_album, make_casting, make_credit, make_episode, make_season, make_track
from tests.factories.news import make_article
from tests.factories.people import make_character, make_identity, make_person
from tests.factories.public import DRAFT
from tests.factories.sources import make_source
from tests.factories.users import make_editor

from .posting import admin_url, copy_of, errors_of, fields_of, save_form
from .test_trash import throw

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
    return told(client, admin_url(record_or_model, action))


def told(client, address):
    """What one reads there, white space aside."""
    response = client.get(address)
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


HIDDEN_ONES = {
    "[[person:{}]]": make_person,
    "[[character:{}|she]]": make_character,
    "[@{}]": make_source,
    "[[person:{0}]] and [[person:nobody]] and [[person:{0}]]": make_person,
}


@pytest.mark.parametrize("horizon", [0, 14])
@pytest.mark.parametrize("mark", HIDDEN_ONES)
def test_a_mark_of_what_one_may_not_know_of_leads_nowhere(contributor, mark, horizon):
    """On the page of publishing, and in the report, whether there is such an entry or not."""
    user = get_user(contributor)
    draft = make_person("My draft", owner=user, biography=mark.format("secret"), **DRAFT)
    pages = [admin_url(draft, "publishing"), f"{reverse('admin:reports')}?kind=person"]
    without = [told(contributor, each) for each in pages]

    HIDDEN_ONES[mark](key="secret", horizon=horizon, owner=make_editor(), **DRAFT)

    assert [told(contributor, each) for each in pages] == without
    assert all("lead nowhere: biography" in each for each in without)


def test_a_mark_of_ones_own_draft_is_told_as_what_it_is(contributor):
    user = get_user(contributor)
    make_person("Another draft", key="another", owner=user, **DRAFT)
    draft = make_person("My draft", owner=user, biography="[[person:another]]", **DRAFT)

    assert "Public entries that name what is not public: biography" in page(contributor, draft, "publishing")
    assert "lead nowhere" not in page(contributor, draft, "publishing")


def test_an_identity_of_characters_one_may_not_know_of_is_none(contributor):
    draft = make_person("My draft", owner=get_user(contributor), biography="Ann Face is Ann Truth.", **DRAFT)
    without = page(contributor, draft, "publishing")

    make_identity(make_character("Ann Face", **DRAFT), make_character("Ann Truth", **DRAFT), revealed=20)

    assert page(contributor, draft, "publishing") == without


def test_taking_back_names_no_draft_of_others_that_is_gone_as_well(contributor, client_of, chief, hidden):
    """What pointed to it, what it names itself, and where its address leads meanwhile."""
    album = make_album(make_season(), composer=hidden, state="archived")
    episode = make_episode(album.season, key="secret-s02e01", **DRAFT)
    make_credit(episode, composer := make_person("Known Person", state="archived"))
    make_credit(make_episode(album.season, 2), composer)
    trashed = [throw(composer, redirect_to=hidden), throw(episode), throw(album), throw(hidden)][::2]

    read = [told(contributor, f"/admin/trash/{each.pk}/") for each in trashed]
    chiefs = [told(client_of(chief), f"/admin/trash/{each.pk}/") for each in trashed]

    assert "Composer: This names a person that is gone." in read[1]
    assert not [each for each in read if "hidden-person" in each or "secret-s02e01" in each]
    assert "episode “secret-s02e01”: It is gone itself." in chiefs[0]
    assert "Composer: There is no person “hidden-person”." in chiefs[1]


def test_a_history_names_no_draft_of_others_that_is_gone(contributor, client_of, chief, hidden):
    album = make_album(make_season())
    with hold(album) as held:
        save(held, held.current.with_values({("composer",): hidden.key}))
    with hold(album) as held:
        discard(held)
    hidden.delete()

    assert "from — to a person that is gone" in page(contributor, album, "history")
    assert "hidden-person" not in page(contributor, album, "history")


def test_what_is_put_back_is_told_as_far_as_one_may_know_it(contributor, hidden):
    character = make_character("Known Character", **DRAFT | {"state": "archived"})
    make_casting(make_season(), hidden, character)
    trashed = throw(character)

    read = told(contributor, f"/admin/trash/{trashed.pk}/")

    assert f"Casting: {UNKNOWN}, Known Character" in read
    assert "Hidden Person" not in read


@pytest.mark.parametrize("state", State)
def test_what_is_taken_is_refused_and_no_more_is_said(contributor, state):
    make_person("Hidden Person", key="taken-key", slug="taken-address", state=state)
    fields = {"key": "taken-key", "slug": "taken-address", "title": "Mine", "sort_name": "Mine"}

    response = save_form(contributor, admin_url(Person, "add"), **fields)

    assert errors_of(response) == {
        "key": ["Person with this Key already exists."],
        "slug": ["Person with this Address already exists."],
    }
    assert "Hidden" not in response.content.decode()


def test_what_was_taken_by_what_is_in_the_trash_is_free(contributor, hidden):
    throw(hidden)

    save_form(contributor, admin_url(Person, "add"), key=hidden.key, title="Mine", sort_name="Mine")

    assert [(person.key, person.title) for person in Person.objects.all()] == [("hidden-person", "Mine")]
    assert "Hidden" not in page(contributor, Person.objects.get(), "history")


def test_a_page_that_stands_on_a_draft_of_others_is_shown_to_no_contributor(contributor, client_of, chief):
    """By its preview, and by a link that one makes or has made."""
    hidden = make_season(2, title="Hidden Season", **DRAFT)
    episode = make_episode(hidden, owner=get_user(contributor), title="My episode", **DRAFT)
    made, token = PreviewLink.make(episode, None, get_user(contributor), Lasts.DAY)
    fields = fields_of(contributor.get(admin_url(episode, "change")))

    preview = contributor.post(admin_url(episode, "preview"), fields)
    chiefs = client_of(chief).post(admin_url(episode, "preview"), fields)
    links = contributor.post(admin_url(episode, "links"), {"lasts": "day", "note": ""})

    assert "This stands on something that is not public yet" in preview.content.decode()
    assert "This stands on something that is not public yet" in links.content.decode()
    assert "Hidden Season" not in preview.content.decode() + links.content.decode()
    assert "Hidden Season" in chiefs.content.decode()
    assert list(PreviewLink.objects.all()) == [made]
    assert contributor.get(f"/preview/{token}/").status_code == 404


def test_a_page_that_comes_to_stand_on_a_draft_of_others_is_shown_to_nobody_by_a_contributors_link(contributor):
    episode = make_episode(make_season(2, title="Known Season"))
    with hold(episode) as held:
        save(held, held.current.with_values({("teaser",): "Waits."}))
        _, token = PreviewLink.make(held.record, held.copy, get_user(contributor), Lasts.DAY)
    assert "Waits." in told(contributor, f"/preview/{token}/")

    hidden = make_season(3, title="Hidden Season", **DRAFT)
    with hold(episode) as held:
        save(held, held.current.with_values({("season",): hidden.key}))

    assert contributor.get(f"/preview/{token}/").status_code == 404
