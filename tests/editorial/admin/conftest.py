import pytest
from django.test import Client

from tests.factories.users import make_chief_editor


@pytest.fixture
def chief(db):
    return make_chief_editor()


@pytest.fixture
def desk(client, chief):
    """The client of a chief editor who has logged in."""
    client.force_login(chief)
    return client


@pytest.fixture
def client_of():
    """Makes the clients of several who have logged in."""

    def log_in(user):
        client = Client()
        client.force_login(user)
        return client

    return log_in
