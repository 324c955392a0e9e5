import pytest
from django.contrib.auth.models import Group
from django.test import Client

from editorial.roles import CONTRIBUTOR
from tests.factories.users import make_chief_editor, make_user


@pytest.fixture
def chief(db):
    return make_chief_editor()


@pytest.fixture
def desk(client, chief):
    """The client of a chief editor who has logged in."""
    client.force_login(chief)
    return client


@pytest.fixture
def contributor(client, db):
    """Whom the client is logged in as."""
    contributor = make_user(username="malcolm", is_staff=True)
    contributor.groups.add(Group.objects.get(name=CONTRIBUTOR))
    client.force_login(contributor)
    return contributor


@pytest.fixture
def client_of():
    """Makes the clients of several who have logged in."""

    def log_in(user):
        client = Client()
        client.force_login(user)
        return client

    return log_in
