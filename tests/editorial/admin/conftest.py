import pytest

from tests.factories.users import make_chief_editor


@pytest.fixture
def chief(db):
    return make_chief_editor()


@pytest.fixture
def desk(client, chief):
    """The client of a chief editor who has logged in."""
    client.force_login(chief)
    return client
