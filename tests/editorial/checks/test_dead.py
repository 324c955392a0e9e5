import pytest

from tests.editorial.checks.finding import found
from tests.factories.people import make_alias, make_person
from tests.factories.sources import make_source

pytestmark = pytest.mark.django_db


def test_a_mark_that_leads_nowhere_is_an_error_where_it_stands():
    person = make_person(cites="[@nothing]")
    make_alias(person, "P.", cites="[@nothing-else]")

    assert found(person, "dead-link") == [
        ("error", "sources", "This leads nowhere: there is no source “nothing”."),
        ("error", "person alias “P.”, sources", "This leads nowhere: there is no source “nothing-else”."),
    ]


def test_a_mark_that_leads_somewhere_is_none():
    make_source(key="known")

    assert found(make_person(cites="[@known]"), "dead-link") == []
