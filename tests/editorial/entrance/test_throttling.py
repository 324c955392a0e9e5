"""Guessing passwords: from one place, from many, for one account or for many."""

import datetime
import threading
from contextlib import closing, suppress

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from editorial.entrance.models import Attempts, KnownNetwork
from editorial.entrance.throttling import KEPT_FOR, MOST_NETWORKS, OF_ACCOUNT_HERE, Throttled, attempt, remember
from tests.factories.users import make_editor

from .coming import PASSWORD, statuses, try_to_log_in

HERE = "203.0.113.5"
MINUTE = datetime.timedelta(minutes=1)


@pytest.fixture
def jeri(db):
    return make_editor(username="jeri", password=PASSWORD)


def from_many_places(count, name="jeri"):
    return [try_to_log_in(name, address=f"198.51.100.{number}") for number in range(count)]


def test_guessing_for_one_account_ends_at_the_fifth(jeri):
    answers = [try_to_log_in() for _ in range(50)]

    assert statuses(answers) == [200] * 5 + [429] * 45


@pytest.mark.usefixtures("jeri")
def test_who_is_throttled_is_told_until_when_and_has_not_to_type_the_name_again():
    answer = [try_to_log_in() for _ in range(6)][-1]
    page = answer.content.decode()

    assert 0 < int(answer["Retry-After"]) <= 300
    assert "This was tried too often" in page
    assert f"{timezone.now():%Y-%m-%d}" in page
    assert 'value="jeri"' in page
    assert answer["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"


@pytest.mark.usefixtures("jeri")
def test_the_right_password_is_not_looked_at_while_throttled_and_lets_in_afterwards():
    began = timezone.now() - 5 * MINUTE
    for _ in range(5):
        attempt("jeri", HERE, began + MINUTE)

    assert try_to_log_in(password=PASSWORD).status_code == 429
    Attempts.objects.update(ends_at=timezone.now())
    assert try_to_log_in(password=PASSWORD).status_code == 302


@pytest.mark.django_db
def test_one_password_for_many_accounts_ends_before_the_tenth():
    answers = [try_to_log_in(f"user-{number}") for number in range(50)]

    assert statuses(answers) == [200] * 9 + [429] * 41


@pytest.mark.usefixtures("jeri")
def test_an_address_that_one_makes_up_is_not_counted():
    answers = [try_to_log_in(HTTP_X_FORWARDED_FOR=f"198.51.100.{number}") for number in range(8)]

    assert statuses(answers) == [200] * 5 + [429] * 3


@pytest.mark.usefixtures("jeri")
def test_an_address_made_up_before_that_of_the_proxy_is_not_counted(settings):
    settings.PROXIES = 1

    answers = [try_to_log_in(HTTP_X_FORWARDED_FOR=f"198.51.100.{number}, {HERE}") for number in range(8)]

    assert statuses(answers) == [200] * 5 + [429] * 3


@pytest.mark.usefixtures("jeri")
def test_an_owner_of_many_addresses_of_version_6_is_one():
    answers = [try_to_log_in(address=f"2001:db8:1:2::{number}") for number in range(8)]

    assert statuses(answers) == [200] * 5 + [429] * 3


@pytest.mark.usefixtures("jeri")
def test_an_account_that_is_attacked_from_everywhere_opens_where_its_person_was_before():
    try_to_log_in(password=PASSWORD)

    attacks = from_many_places(25)

    assert statuses(attacks) == [200] * 20 + [429] * 5
    assert try_to_log_in(password=PASSWORD).status_code == 302
    assert try_to_log_in(password=PASSWORD, address="192.0.2.1").status_code == 429


@pytest.mark.usefixtures("jeri")
def test_a_person_is_not_shut_out_by_neighbours_where_they_were_before():
    try_to_log_in(password=PASSWORD)
    neighbours = [try_to_log_in(f"user-{number}") for number in range(12)]

    assert statuses(neighbours)[-1] == 429
    assert try_to_log_in(password=PASSWORD).status_code == 302


@pytest.mark.usefixtures("jeri")
def test_who_is_in_stays_in_while_the_account_is_attacked():
    client = Client()
    try_to_log_in(password=PASSWORD, client=client)
    from_many_places(25)

    assert "Log out" in client.get("/admin/").content.decode()


@pytest.mark.usefixtures("jeri")
def test_what_went_well_is_not_counted():
    others = [make_editor(password=PASSWORD) for _ in range(12)]

    assert statuses(try_to_log_in(each.username, PASSWORD) for each in others) == [302] * 12
    assert statuses([try_to_log_in(), try_to_log_in(), try_to_log_in(password=PASSWORD)]) == [200, 200, 302]
    assert statuses(try_to_log_in() for _ in range(6)) == [200] * 5 + [429]


@pytest.mark.django_db
def test_an_account_that_there_is_not_is_counted_like_any_other():
    assert statuses(from_many_places(25, "nobody")) == [200] * 20 + [429] * 5


@pytest.mark.django_db
def test_capitals_make_no_other_account():
    for name in ("jeri", "Jeri", "JERI", "jErI", "jeRi"):
        attempt(name, HERE)

    with pytest.raises(Throttled):
        attempt("jerI", HERE)


@pytest.mark.postgresql  # A database in memory, as tests have it, lets nobody wait.
@pytest.mark.django_db(transaction=True)
def test_many_at_once_are_not_more():
    barrier, let_through = threading.Barrier(8), []

    def knock():
        barrier.wait()
        with closing(connection), suppress(Throttled):
            let_through.append(attempt("jeri", HERE))

    threads = [threading.Thread(target=knock) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(let_through) == OF_ACCOUNT_HERE.most


@pytest.mark.django_db
def test_old_counts_are_swept():
    now = timezone.now()
    for number in range(5):
        attempt(f"user-{number}", HERE, now - KEPT_FOR - 20 * MINUTE)
    attempt("jeri", "192.0.2.1", now)

    assert Attempts.objects.count() == 3


def test_networks_are_remembered_up_to_a_number(jeri):
    for number in range(MOST_NETWORKS + 5):
        remember(jeri, str(number))

    assert KnownNetwork.objects.count() == MOST_NETWORKS


@pytest.mark.django_db
def test_what_was_typed_as_a_name_is_not_stored():
    attempt("my password", HERE)

    assert not Attempts.objects.filter(key__contains="password").exists()
    assert {len(key) for key in Attempts.objects.values_list("key", flat=True)} == {64}
