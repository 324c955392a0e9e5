import pytest
from django.utils import timezone

from editorial.links.resolving import Named, Target, entries_named, resolve
from people.models import Character, Person

pytestmark = pytest.mark.django_db


def make(model, key, **fields):
    fields = {"state": "published", "publish_at": timezone.now()} | fields
    return model.objects.create(key=key, title=key.title(), sort_name=key, **fields)


def test_all_kinds_are_resolved_in_one_query(django_assert_num_queries):
    make(Person, "ada", slug="countess")
    make(Character, "pam", horizon=14)

    with django_assert_num_queries(1):
        targets = resolve([("person", "ada"), ("character", "pam"), ("person", "nobody")])

    assert targets == {
        ("person", "ada"): Target("Ada", "/people/countess/", 0),
        ("character", "pam"): Target("Pam", "/characters/pam/", 14),
    }


@pytest.mark.parametrize("state", ["draft", "in-review", "archived"])
def test_what_is_not_public_is_not_resolved(state):
    make(Person, "ada", state=state)

    assert resolve([("person", "ada")]) == {}


def test_nothing_and_unknown_kinds_cost_no_query(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert resolve([]) == resolve([("nonsense", "ada")]) == {}


def test_what_is_named_says_itself_what_it_is_public_or_not(django_assert_num_queries):
    moment = timezone.now()
    make(Person, "ada", publish_at=moment)
    make(Character, "pam", horizon=14, state="draft", publish_at=None)

    with django_assert_num_queries(1):
        named = entries_named([("person", "ada"), ("character", "pam"), ("person", "nobody"), ("nonsense", "ada")])

    assert named == {
        ("person", "ada"): Named(0, "published", moment),
        ("character", "pam"): Named(14, "draft", None),
    }
