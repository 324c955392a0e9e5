"""Who reads the copy of the database."""

from types import SimpleNamespace

import pytest
from django.db import router, transaction
from django.test import override_settings

from editorial.generation import current, during
from jjsite.replica import ReplicaRouter, visitors_database
from people.models import Person
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def settings(monkeypatch):
    """Nothing is read from the copy: only who would be sent there."""
    settings = SimpleNamespace(DATABASES={"default": {}, "replica": {}})
    monkeypatch.setattr("jjsite.replica.settings", settings)
    with override_settings(DATABASE_ROUTERS=["jjsite.replica.ReplicaRouter"]):
        yield settings


def test_what_is_made_for_all_visitors():
    assert visitors_database() == "replica"
    with during(current(using="default")):
        assert router.db_for_read(Person) == "replica"


def test_nobody_else():
    assert router.db_for_read(Person) == "default"


def test_nothing_that_a_transaction_reads():
    with during(current()), transaction.atomic():
        assert router.db_for_read(Person) == "default"


def test_nobody_writes_there():
    with during(current(using="default")):
        assert router.db_for_write(Person) == "default"
        person = make_person()
        assert person._state.db == "default"
    assert router.allow_migrate("default", "people")
    assert not router.allow_migrate("replica", "people")


def test_without_a_copy_all_read_the_one_database(settings):
    del settings.DATABASES["replica"]

    with during(current()):
        assert ReplicaRouter().db_for_read(Person) == "default"
