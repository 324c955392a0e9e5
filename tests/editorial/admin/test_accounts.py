"""Accounts: who may give what to whom."""

import pytest
from django.contrib.auth.models import Group, Permission, User

from editorial.roles import CHIEF_EDITOR
from tests.factories.users import make_chief_editor, make_editor

from .posting import save_form


def make_member(client_of):
    user = make_editor(username="head")
    user.groups.add(Group.objects.get(name=CHIEF_EDITOR))
    return user, client_of(user)


def test_an_account_with_an_error_is_shown_again(desk, chief):
    """Its labels are translated only when they are shown."""
    response = desk.post(f"/admin/auth/user/{chief.pk}/change/", {"username": "", "email": "x"})

    assert "This field is required." in response.content.decode()


def test_a_chief_editor_makes_nobody_a_superuser(client_of, db):
    user, client = make_member(client_of)

    save_form(client, f"/admin/auth/user/{user.pk}/change/", is_superuser="on", first_name="Jeri")

    assert [(each.first_name, each.is_superuser) for each in User.objects.all()] == [("Jeri", False)]


def make_superuser():
    return make_chief_editor(username="root")


def make_user_with_a_permission():
    return make_editor("auth.delete_permission", username="root")


def make_member_of_a_group():
    group = Group.objects.create(name="Beyond")
    group.permissions.add(Permission.objects.get(codename="delete_permission"))
    user = make_editor(username="root")
    user.groups.add(group)
    return user


@pytest.mark.parametrize("make", [make_superuser, make_user_with_a_permission, make_member_of_a_group])
def test_a_chief_editor_does_not_know_of_whoever_holds_more(client_of, db, make):
    beyond = make()
    _, client = make_member(client_of)

    client.post(f"/admin/auth/user/{beyond.pk}/password/", {"password1": "taken over", "password2": "taken over"})

    assert "root" not in client.get("/admin/auth/user/").content.decode()
    assert client.get(f"/admin/auth/user/{beyond.pk}/change/").status_code == 404
    assert not User.objects.get(username="root").check_password("taken over")


@pytest.mark.parametrize(
    ("kind", "page"),
    [("user", "password"), *((kind, page) for kind in ("user", "group") for page in ("change", "history", "delete"))],
)
def test_what_a_chief_editor_may_not_know_of_is_not_there(client_of, db, kind, page):
    superuser, beyond = make_chief_editor(username="root"), Group.objects.create(name="Beyond")
    beyond.permissions.set(Permission.objects.all())
    _, client = make_member(client_of)
    hidden = {"user": superuser, "group": beyond}[kind]

    answers = [client.get(f"/admin/auth/{kind}/{pk}/{page}/") for pk in (hidden.pk, 999, "9" * 20, "x")]

    assert [answer.status_code for answer in answers] == [404] * 4
    assert len({answer.content for answer in answers}) == 1
    assert {answer["Cache-Control"] for answer in answers} == {"no-store"}
