"""What is public names what is public."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.editorial.checks.finding import found
from tests.factories.episodes import make_album, make_credit, make_episode, make_season
from tests.factories.people import make_person
from tests.factories.public import HIDDEN
from tests.factories.sources import make_source

pytestmark = pytest.mark.django_db

CODE = "hidden-target"


@pytest.mark.parametrize("hidden", HIDDEN)
def test_a_link_or_citation_of_what_is_hidden_is_left_out(hidden):
    make_person(key="hidden", **HIDDEN[hidden]())
    make_source(key="unread", **HIDDEN[hidden]())

    assert found(make_person(biography="[[person:hidden]][@unread]"), CODE) == [
        ("warning", "biography", "The person “hidden” is not public: it is left out here until it is."),
        ("warning", "biography", "The source “unread” is not public: it is left out here until it is."),
    ]


def test_what_stands_on_something_hidden_is_not_shown_at_all():
    hidden = make_person(key="hidden", **HIDDEN["draft"]())
    episode = make_episode(make_season())
    credit = make_credit(episode, hidden)

    assert found(episode, CODE) == [
        (
            "warning",
            f"credit “{credit}”, person",
            "The person “hidden” is not public: none of this is shown until it is.",
        )
    ]
    assert len(found(make_album(episode.season, composer=hidden), CODE)) == 1


def test_what_is_public_dead_or_the_entry_itself_is_no_hidden_one():
    make_person(key="seen")

    assert found(make_person(key="me", biography="[[person:seen]] [[person:nobody]] [[person:me]]"), CODE) == []


def test_a_draft_may_name_drafts():
    make_person(key="hidden", **HIDDEN["draft"]())

    assert found(make_person(biography="[[person:hidden]]", **HIDDEN["draft"]()), CODE) == []


def test_what_comes_no_later_than_the_entry_is_in_time():
    soon = timezone.now() + timedelta(hours=1)
    make_person(key="soon", publish_at=soon)

    assert found(make_person(biography="[[person:soon]]", publish_at=soon), CODE) == []
    assert len(found(make_person(biography="[[person:soon]]", publish_at=soon - timedelta(minutes=1)), CODE)) == 1
