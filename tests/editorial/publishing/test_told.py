"""May one be told of this yet? The question to the database and the question to an instance."""

import pytest

from editorial.horizon import up_to
from reviews.models import Review
from tests.factories.episodes import make_appearance, make_casting, make_episode, make_season
from tests.factories.news import make_claim
from tests.factories.people import make_character, make_identity
from tests.factories.reviews import make_review

MAKERS = {
    "an entry": lambda: make_character(horizon=14),
    "what stands on it": lambda: make_episode(make_season(horizon=14, episodes_before=13), 2),
    "a row of it": lambda: make_casting(make_season(), character=make_character(horizon=14)),
    "who is in an episode": lambda: make_appearance(make_episode(make_season(episodes_before=13), 1)),
    "who somebody is": lambda: make_identity(make_character(), make_character(), revealed=14),
    "a review": lambda: make_review(horizon=14),
    "a claim": lambda: make_claim(horizon=14),
}


@pytest.mark.django_db
@pytest.mark.parametrize("what", MAKERS)
def test_told_is_asked_of_database_and_instance_alike(what):
    record = MAKERS[what]()

    for number in (0, 13, 14, 20):
        is_told = type(record).objects.told(up_to(number)).filter(pk=record.pk).exists()
        assert (record.told_from() <= number) is is_told
    assert record.told_from() == 14


@pytest.mark.django_db
def test_what_it_stands_on_comes_in_one_query(django_assert_num_queries):
    make_review()

    with django_assert_num_queries(1):
        (review,) = Review.objects.with_ground()
        assert review.told_from() == 0
