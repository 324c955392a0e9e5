import pytest

from bench.growing import count, grow
from editorial import kinds
from editorial.links.dead import dead_marks_in
from editorial.links.index import reindex
from editorial.links.models import Link
from people.models import Person
from tests.content import load_content
from tests.reading import visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def shipped(db) -> int:
    """How many entries there were before it grew."""
    load_content()
    shipped = count()
    grow(3 * shipped)
    return shipped


def test_the_copies_lead_nowhere_that_is_not_there(shipped):
    assert 2.5 * shipped < count() < 3.5 * shipped
    for model in map(kinds.model_of, kinds.words()):
        assert list(filter(None, dead_marks_in(model.objects.all()).values())) == []


def test_a_copy_leads_to_the_others_of_its_set(shipped):
    reindex(Person.objects.filter(key="krysten-ritter-2"))

    targets = {link.to_key for link in Link.objects.filter(from_key="krysten-ritter-2", to_kind="source")}
    assert targets
    assert all(key.endswith("-2") for key in targets)


def test_the_page_of_a_copy_is_one_like_any_other(shipped, client):
    assert visit(client, "/people/krysten-ritter-2/").status == 200
    assert Person.objects.create(key="new", title="New", sort_name="New").pk  # with a number that is free
