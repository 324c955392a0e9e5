import pytest

from tests.factories.episodes import make_season


@pytest.fixture
def season(db):
    return make_season(2, episodes_before=13)
