import pytest

from editorial import checks
from tests.factories.episodes import make_credit, make_episode, make_season
from tests.factories.news import make_article
from tests.factories.people import make_person


@pytest.mark.django_db
def test_what_is_filled_or_marked_as_absent_counts():
    bare = make_episode(make_season(2))
    fuller = make_episode(
        bare.season, 2, teaser="She drinks.", runtime_minutes=50, absent={"production_code": "not stated"}
    )
    make_credit(fuller)

    assert checks.completeness(bare) == checks.Completeness(
        0,
        8,
        (
            "released",
            "teaser",
            "summary",
            "running time, minutes",
            "production code",
            "viewers, millions",
            "credits",
            "appearances",
        ),
    )
    assert checks.completeness(fuller) == checks.Completeness(
        4, 8, ("released", "summary", "viewers, millions", "appearances")
    )


@pytest.mark.django_db
def test_a_whole_entry_misses_nothing():
    person = make_person(description="An actor.", biography="She acts.")
    article = make_article(people=[person])

    assert checks.completeness(person).is_whole
    assert "people" not in checks.completeness(article).missing
    assert "seasons" in checks.completeness(article).missing


@pytest.mark.django_db
def test_many_cost_nothing_once_they_are_fetched(django_assert_num_queries):
    season = make_season(2)
    episodes = [make_episode(season, number) for number in (1, 2, 3)]
    checks.fetch(episodes)

    with django_assert_num_queries(0):
        assert [checks.completeness(episode).filled for episode in episodes] == [0, 0, 0]


@pytest.mark.parametrize("model", checks.record_models(), ids=lambda model: model.__name__)
def test_what_a_model_wants_is_there_to_be_filled(model):
    for name in model.wanted:
        assert model._meta.get_field(name) is not None
