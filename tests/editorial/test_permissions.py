"""Who may do what at the desk: role by role, state by state."""

import pytest
from django.contrib.auth.models import AnonymousUser, Group

from editorial.permissions import can_add, can_delete, can_edit, can_publish, can_view, visible_to
from editorial.publishing import State
from editorial.roles import CHIEF_EDITOR, CONTRIBUTOR, EDITOR
from people.models import Identity, Person
from tests.factories.people import make_character, make_identity, make_person
from tests.factories.users import make_chief_editor, make_editor, make_user

pytestmark = pytest.mark.django_db

PREDICATES = {"view": can_view, "edit": can_edit, "publish": can_publish, "delete": can_delete}
NOTHING, ALL = set(), set(PREDICATES)
UNFINISHED = (State.DRAFT, State.IN_REVIEW)

# What each role may do with the people of others: those that are approved, and those that are still worked on.
ROLES = {
    "anonymous": (NOTHING, NOTHING),
    "visitor with an account": (NOTHING, NOTHING),
    "visitor with an editor's permissions": (NOTHING, NOTHING),
    "editor of nothing": (NOTHING, NOTHING),
    "editor of characters": (NOTHING, NOTHING),
    "reader at the desk": ({"view"}, NOTHING),
    "editor of people who does not publish": ({"view", "edit"}, NOTHING),
    "editor of people who has left": (NOTHING, NOTHING),
    "contributor": ({"view", "edit"}, NOTHING),
    "editor": (ALL, ALL),
    "chief editor": (ALL, ALL),
    "superuser": (ALL, ALL),
}


def make(role):
    match role:
        case "anonymous":
            return AnonymousUser()
        case "visitor with an account":
            return make_user()
        case "visitor with an editor's permissions":
            user = make_editor("people.change_person", "people.publish_person")
            user.is_staff = False
            return user
        case "editor of nothing":
            return make_editor()
        case "editor of characters":
            return make_editor("people.change_character", "people.publish_character")
        case "reader at the desk":
            return make_editor("people.view_person")
        case "editor of people who does not publish":
            return make_editor("people.change_person")
        case "editor of people who has left":
            return make_editor("people.change_person", "people.publish_person", is_active=False)
        case "superuser":
            return make_chief_editor()
        case _:
            return make_member({"contributor": CONTRIBUTOR, "editor": EDITOR, "chief editor": CHIEF_EDITOR}[role])


def make_member(group):
    user = make_editor()
    user.groups.add(Group.objects.get(name=group))
    return user


def may(user, record):
    return {name for name, may_do in PREDICATES.items() if may_do(user, record)}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("state", State)
def test_each_role_may_do_what_it_may(role, state):
    user, person = make(role), make_person(state=state)
    expected = ROLES[role][state in UNFINISHED]
    if role in ("contributor", "editor of people who does not publish") and state == State.ARCHIVED:
        expected = {"view"}

    assert may(user, person) == expected
    assert list(visible_to(Person.objects.all(), user)) == ([person] if can_view(user, person) else [])


@pytest.mark.parametrize("role", ROLES)
def test_of_the_kind_each_role_may_do_what_it_may_with_any_of_it(role):
    finished, _ = ROLES[role]

    assert may(make(role), Person) == finished | ({"delete"} if role == "contributor" else set())
    assert can_add(make(role), Person) is (role in ("contributor", "editor", "chief editor", "superuser"))


@pytest.mark.parametrize("relation", ["owner", "created_by"])
@pytest.mark.parametrize("state", UNFINISHED)
def test_a_contributor_works_on_what_is_theirs(state, relation):
    contributor = make_member(CONTRIBUTOR)
    theirs, _ = make_person(state=state, **{relation: contributor}), make_person(state=state)

    assert may(contributor, theirs) == {"view", "edit", "delete"}
    assert list(visible_to(Person.objects.all(), contributor)) == [theirs]


def test_what_is_public_as_soon_as_it_is_made_only_who_publishes_makes_or_deletes():
    contributor, editor = make_member(CONTRIBUTOR), make_member(EDITOR)
    identity = make_identity(make_character(), make_character())

    assert may(contributor, identity) == {"view", "edit"}
    assert can_add(contributor, Identity) is False
    assert may(editor, identity) == ALL
    assert can_add(editor, Identity) is True
    assert list(visible_to(Identity.objects.all(), contributor)) == [identity]


def test_permission_to_delete_alone_does_not_reach_what_is_live():
    user = make_editor("people.view_person", "people.delete_person")

    assert can_delete(user, make_person()) is False
    assert can_delete(user, make_person(state=State.ARCHIVED)) is False
    assert can_delete(user, make_person(state=State.DRAFT)) is False
    assert can_delete(user, make_person(state=State.DRAFT, created_by=user)) is True


def test_permission_to_add_alone_does_not_make_what_is_public_at_once():
    assert can_add(make_editor("people.add_identity"), Identity) is False
    assert can_add(make_editor("people.add_identity", "people.publish_identity"), Identity) is True
