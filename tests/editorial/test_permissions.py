"""Who may do what at the desk, role by role."""

import pytest
from django.contrib.auth.models import AnonymousUser

from editorial.permissions import can_edit, can_publish, can_view, visible_to
from people.models import Person
from tests.factories.people import make_person
from tests.factories.users import make_chief_editor, make_editor, make_user

ROLES = {
    # role: may edit and publish people, may look at those that are not public
    "anonymous": (False, False),
    "visitor with an account": (False, False),
    "visitor with an editor's permissions": (False, False),
    "editor of nothing": (False, False),
    "editor of characters": (False, False),
    "reader at the desk": (False, True),
    "editor of people": (True, True),
    "editor of people who has left": (False, False),
    "chief editor": (True, True),
}


def make(role):
    match role:
        case "anonymous":
            return AnonymousUser()
        case "visitor with an account":
            return make_user()
        case "visitor with an editor's permissions":
            user = make_editor("people.change_person")
            user.is_staff = False
            return user
        case "editor of nothing":
            return make_editor()
        case "editor of characters":
            return make_editor("people.change_character")
        case "reader at the desk":
            return make_editor("people.view_person")
        case "editor of people":
            return make_editor("people.change_person")
        case "editor of people who has left":
            return make_editor("people.change_person", is_active=False)
        case "chief editor":
            return make_chief_editor()


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_each_role_may_do_what_it_may(role):
    user, person = make(role), make_person()
    may_edit, may_view = ROLES[role]

    for record in (person, Person):
        assert can_edit(user, record) is may_edit
        assert can_publish(user, record) is may_edit
        assert can_view(user, record) is may_view
    assert list(visible_to(Person.objects.all(), user)) == ([person] if may_view else [])
