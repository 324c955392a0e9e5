"""The second factor: set up, asked for, lost, removed."""

import re

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from editorial.entrance import factor
from editorial.roles import CHIEF_EDITOR
from tests.factories.users import make_editor, make_user

from ..admin.posting import fields_of, save_form
from .coming import PASSWORD, code_of, give_device, statuses, try_to_log_in

PAGE = "/admin/second-factor/"


@pytest.fixture
def jeri(db):
    return make_editor(username="jeri", password=PASSWORD)


@pytest.fixture
def inside(jeri):
    """The client of somebody who logged in with a password alone."""
    client = Client()
    try_to_log_in(password=PASSWORD, client=client)
    return client


def is_inside(client) -> bool:
    return client.get("/admin/").status_code == 200


def set_up(client, user):
    """Set up a second factor on the page, and return the answer."""
    fields = fields_of(client.get(PAGE))
    device = factor.offered(user, fields["key"][0])
    return client.post(PAGE, fields | {"code": code_of(device, -1)})


def codes_on(response) -> list[str]:
    return re.findall(r"<code>([a-z0-9-]{14})</code>", response.content.decode())


def test_the_page_draws_the_key_and_spells_it(jeri, inside):
    page = inside.get(PAGE)
    device = factor.offered(jeri, fields_of(page)["key"][0])

    assert factor.spelled(device) in page.content.decode()
    assert "<svg" in page.content.decode()
    assert "style=" not in re.search("<svg.*</svg>", page.content.decode(), re.DOTALL).group()
    assert "no-store" in page["Cache-Control"]


def test_with_a_code_it_is_on_and_ten_more_are_shown_once(jeri, inside):
    codes = codes_on(set_up(inside, jeri))

    assert len(set(codes)) == 10
    assert codes_on(inside.get(PAGE)) == []
    assert "10 recovery codes are left" in inside.get(PAGE).content.decode()


def test_a_wrong_code_changes_nothing_and_keeps_the_key(jeri, inside):
    fields = fields_of(inside.get(PAGE))

    again = inside.post(PAGE, fields | {"code": "000000"})

    assert "This is not the code of this key." in again.content.decode()
    assert fields_of(again)["key"] == fields["key"]
    assert factor.device_of(jeri) is None


def test_the_key_of_somebody_else_is_none(jeri, inside):
    sealed = factor.offer_key(make_editor())
    device = factor.offered(jeri, factor.offer_key(jeri))

    inside.post(PAGE, {"key": sealed, "code": code_of(device)})

    assert factor.device_of(jeri) is None


def test_once_it_is_on_a_login_needs_the_code(jeri):
    device, _ = give_device(jeri)

    answers = [
        try_to_log_in(password=PASSWORD),
        try_to_log_in(password=PASSWORD, code="000000"),
        try_to_log_in(password="wrong", code=code_of(device)),
        try_to_log_in(password=PASSWORD, code=code_of(device)),
    ]

    assert statuses(answers) == [200, 200, 200, 302]


def test_what_was_wrong_of_a_login_is_not_said(jeri):
    without, _ = make_editor(username="without", password=PASSWORD), give_device(jeri)

    answers = [
        try_to_log_in(without.username, "wrong"),
        try_to_log_in(without.username, "wrong", code="123456"),
        try_to_log_in(password="wrong"),
        try_to_log_in(password=PASSWORD),
        try_to_log_in("nobody", "wrong"),
    ]

    pages = {re.sub(r'value="[^"]*"', "", answer.content.decode()) for answer in answers}
    assert (statuses(answers), len(pages)) == ([200] * 5, 1)


def test_a_code_is_good_once(jeri):
    device, _ = give_device(jeri)
    code = code_of(device)

    assert statuses(try_to_log_in(password=PASSWORD, code=code) for _ in range(2)) == [302, 200]


def test_a_recovery_code_is_good_once_and_not_for_somebody_else(jeri):
    _, (first, second, *_) = give_device(jeri)
    other = make_editor(username="pam", password=PASSWORD)
    give_device(other)

    answers = [
        try_to_log_in("pam", PASSWORD, second),
        try_to_log_in(password=PASSWORD, code=first.upper()),
        try_to_log_in(password=PASSWORD, code=first),
        try_to_log_in(password=PASSWORD, code=second.replace("-", " ")),
    ]

    assert statuses(answers) == [200, 302, 200, 302]
    assert factor.recovery_codes_left(jeri) == 8


def test_codes_are_throttled_as_passwords_are(jeri):
    device, _ = give_device(jeri)
    for number in range(5):
        try_to_log_in(password=PASSWORD, code=f"00000{number}")

    assert try_to_log_in(password=PASSWORD, code=code_of(device)).status_code == 429


def test_sessions_from_before_it_was_on_are_asked_for_the_code(jeri, inside):
    elsewhere = Client()
    try_to_log_in(password=PASSWORD, client=elsewhere)

    set_up(inside, jeri)

    assert (is_inside(inside), is_inside(elsewhere)) == (True, False)
    assert elsewhere.get(PAGE)["Location"] == f"/admin/login/?next={PAGE}"


def test_the_session_has_another_name_once_it_is_on(jeri, inside):
    before = inside.cookies["sessionid"].value

    set_up(inside, jeri)

    assert inside.cookies["sessionid"].value != before


def test_it_is_switched_off_with_the_password_alone(jeri, inside):
    set_up(inside, jeri)

    refused = inside.post(PAGE, {"verb": "off", "password": "wrong"})
    assert "This is not your password." in refused.content.decode()
    assert factor.device_of(jeri)

    inside.post(PAGE, {"verb": "off", "password": PASSWORD})
    assert factor.device_of(jeri) is None
    assert is_inside(inside)


def test_guessing_the_password_there_is_throttled(jeri, inside):
    set_up(inside, jeri)

    answers = [inside.post(PAGE, {"verb": "off", "password": "wrong"}) for _ in range(6)]

    assert statuses(answers) == [400] * 5 + [429]
    assert int(answers[-1]["Retry-After"]) > 0


def test_new_recovery_codes_are_instead_of_the_old(jeri, inside):
    old = codes_on(set_up(inside, jeri))

    new = codes_on(inside.post(PAGE, {"verb": "replace", "password": PASSWORD}))

    assert not set(old) & set(new)
    assert statuses(try_to_log_in(password=PASSWORD, code=codes[0]) for codes in (old, new)) == [200, 302]


def test_where_everybody_needs_one_nothing_else_is_open_until_it_is_on(jeri, inside, settings):
    settings.REQUIRE_SECOND_FACTOR = True

    led = inside.get("/admin/", follow=True)
    assert led.redirect_chain[-1] == (PAGE, 302)
    assert "This site asks everybody at the desk for a second factor." in led.content.decode()
    assert inside.get("/admin/people/person/").status_code == 302

    set_up(inside, jeri)
    assert is_inside(inside)


def test_who_has_to_set_one_up_can_leave(inside, settings):
    settings.REQUIRE_SECOND_FACTOR = True

    inside.post(PAGE, {"verb": "leave"})

    assert "sessionid" not in inside.session
    assert inside.get(PAGE).status_code == 302


@pytest.mark.django_db
def test_the_page_is_for_the_desk():
    client = Client()
    assert client.get(PAGE)["Location"] == f"/admin/login/?next={PAGE}"

    client.force_login(make_user())
    assert client.get(PAGE)["Location"] == f"/admin/login/?next={PAGE}"


def make_head():
    head = make_editor(username="head", password=PASSWORD)
    head.groups.add(Group.objects.get(name=CHIEF_EDITOR))
    client = Client()
    client.force_login(head)
    return head, client


def test_a_chief_editor_removes_that_of_a_colleague(db, caplog):
    hogarth = make_user(username="hogarth", is_staff=True)
    give_device(hogarth)
    _, client = make_head()
    url = f"/admin/auth/user/{hogarth.pk}/change/"

    save_form(client, url, remove_second_factor="on")

    assert factor.device_of(hogarth) is None
    assert "Remove the second factor" in client.get(f"/admin/auth/user/{hogarth.pk}/history/").content.decode()
    assert 'event="second factor removed" who="head" what="auth.user hogarth"' in caplog.text
    assert "remove_second_factor" not in client.get(url).content.decode()


def test_a_chief_editor_does_not_remove_the_own_one_without_the_password(db):
    head, client = make_head()
    device, _ = give_device(head)
    session = client.session
    session["otp_device_id"] = device.persistent_id
    session.save()

    save_form(client, f"/admin/auth/user/{head.pk}/change/", remove_second_factor="on", first_name="Jeri")

    head.refresh_from_db()
    assert (head.first_name, factor.device_of(head)) == ("Jeri", device)


def test_keys_and_codes_are_kept_from_the_desk(db):
    client = Client()
    client.force_login(make_editor(username="root", is_superuser=True))

    assert client.get("/admin/otp_totp/totpdevice/").status_code == 404
    assert client.get("/admin/otp_static/staticdevice/").status_code == 404
