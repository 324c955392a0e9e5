import os
import stat
import threading

import pytest
from django.core.exceptions import ImproperlyConfigured

from jjsite import environment


@pytest.fixture(autouse=True)
def variable(monkeypatch):
    """Sets the variable VALUE, which the readers here read."""
    monkeypatch.delenv("VALUE", raising=False)
    return lambda value: monkeypatch.setenv("VALUE", value)


@pytest.mark.parametrize(("value", "read"), [("yes", True), ("True", True), ("1", True), ("off", False), ("", False)])
def test_bool_reads_common_spellings(variable, value, read):
    variable(value)

    assert environment.env_bool("VALUE") is read


@pytest.mark.parametrize("read", [lambda: environment.env_int("VALUE", 5, least=1, most=9)])
def test_variable_set_to_nothing_is_not_set(variable, read):
    variable(" ")

    assert read() == 5


REFUSED = [
    (lambda: environment.env_bool("VALUE"), "ture", "yes or no"),
    (lambda: environment.env_int("VALUE", 5, least=1, most=9), "10", "a whole number from 1 to 9"),
    (lambda: environment.env_int("VALUE", 5, least=1, most=9), "-1", "a whole number from 1 to 9"),
    (lambda: environment.env_int("VALUE", 5, least=1, most=9), "²", "a whole number from 1 to 9"),
    (lambda: environment.env_choice("VALUE", "line", "json"), "xml", "one of line, json"),
    (lambda: environment.env_time_zone("VALUE"), "Mars/Base", "a time zone such as UTC or Europe/London"),
    (lambda: environment.env_time_zone("VALUE"), "../UTC", "a time zone such as UTC or Europe/London"),
    (lambda: environment.env_folder("VALUE", "var"), "/dev/null/x", "a folder that exists or can be made"),
    (lambda: environment.env_email("VALUE", ""), "editors", "an e-mail address such as editors@example.org"),
    (lambda: environment.env_email("VALUE", ""), "a@b.example c", "an e-mail address such as editors@example.org"),
]


@pytest.mark.parametrize(("read", "value", "wanted"), REFUSED)
def test_bad_value_is_named_with_its_variable(variable, read, value, wanted):
    variable(value)

    with pytest.raises(ImproperlyConfigured) as error:
        read()

    assert str(error.value) == f"VALUE={value!r}: this should be {wanted}."


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ("https://Example.org", "https://example.org"),
        ("https://example.org/", "https://example.org"),
        ("http://[::1]:8123", "http://[::1]:8123"),
    ],
)
def test_site_url_is_lower_case_and_without_path(variable, value, read):
    variable(value)

    assert environment.env_site_url("VALUE", "").geturl() == read


@pytest.mark.parametrize(
    "value",
    [
        "example.org",
        "ftp://example.org",
        "https://",
        "https://example.org/site",
        "https://example.org?a=b",
        "https://me@example.org",
        "https://example.org:0",
        "https://example.org:port",
        "https://[::1",
    ],
)
def test_site_url_refuses_what_is_no_plain_address(variable, value):
    variable(value)

    with pytest.raises(ImproperlyConfigured, match="without a path"):
        environment.env_site_url("VALUE", "")


def test_postgresql_reads_every_part(variable):
    variable("postgresql://ed%40itor:s%2Fecret@db.example.org:5433/jj?sslmode=require")

    assert environment.env_postgresql("VALUE") == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "jj",
        "USER": "ed@itor",
        "PASSWORD": "s/ecret",
        "HOST": "db.example.org",
        "PORT": 5433,
        "OPTIONS": {"sslmode": "require"},
    }


def test_postgresql_takes_the_folder_of_a_socket(variable):
    variable("postgresql:///jj?host=/run/postgresql")

    assert environment.env_postgresql("VALUE")["HOST"] == "/run/postgresql"


@pytest.mark.parametrize("value", ["mysql://me:hush@h/jj", "postgres://me:hush@h", "postgres://me:hush@h:x/jj"])
def test_postgresql_refuses_without_repeating_the_password(variable, value):
    variable(value)

    with pytest.raises(ImproperlyConfigured, match=r"VALUE='.*…': this should be postgresql://") as error:
        environment.env_postgresql("VALUE")

    assert "hush" not in str(error.value)


@pytest.mark.parametrize("value", ["", "redis://localhost", "rediss://:hush@h:6380/1", "unix:///run/redis.sock?db=1"])
def test_redis_reads_addresses_of_every_kind(variable, value):
    variable(value)

    assert environment.env_redis("VALUE") == value


@pytest.mark.parametrize(
    "value", ["http://:hush@h", "redis://", "redis://:hush@h:port/0", "rediss://:hush@h:0", "h:6379"]
)
def test_redis_refuses_without_repeating_the_password(variable, value):
    variable(value)

    with pytest.raises(ImproperlyConfigured, match=r"VALUE='.*…': this should be redis://") as error:
        environment.env_redis("VALUE")

    assert "hush" not in str(error.value)


def test_secret_is_made_once_for_its_owner_alone(tmp_path):
    path = tmp_path / "secret"

    secret = environment.env_secret("VALUE", path)

    assert len(secret) >= 50
    assert environment.env_secret("VALUE", path) == secret
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_secret_is_the_same_for_all_who_start_at_once(tmp_path):
    found = set()
    gate = threading.Barrier(8)

    def start():
        gate.wait()
        found.add(environment.make_secret(tmp_path / "secret"))

    threads = [threading.Thread(target=start) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(found) == 1


def test_secret_of_the_environment_wins_and_is_not_written(variable, tmp_path):
    variable("from the environment")

    assert environment.env_secret("VALUE", tmp_path / "secret") == "from the environment"
    assert list(tmp_path.iterdir()) == []


def test_unreadable_secret_stops_the_start(tmp_path):
    (tmp_path / "secret").mkdir()

    with pytest.raises(ImproperlyConfigured, match="should hold the secret key, but is not readable"):
        environment.env_secret("VALUE", tmp_path / "secret")


def test_dotenv_fills_in_what_the_environment_leaves_open(monkeypatch, tmp_path):
    monkeypatch.setenv("SET", "by the environment")
    for name in ("OPEN", "QUOTED", "OFF"):
        # Registers the name, so that it is gone again after the test.
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    dotenv = tmp_path / ".env"
    dotenv.write_text("SET=by the file\nOPEN = a=b\n\n# a note\n#OFF=1\nQUOTED='one two'\nnonsense\n")

    environment.read_dotenv(dotenv)

    assert {name: os.environ.get(name) for name in ("SET", "OPEN", "QUOTED", "OFF")} == {
        "SET": "by the environment",
        "OPEN": "a=b",
        "QUOTED": "one two",
        "OFF": None,
    }


def test_a_secret_that_is_restored_takes_the_place_of_the_one_made_anew(tmp_path):
    path = tmp_path / "secret-key"
    environment.make_secret(path)

    environment.write_secret("of before\n", path)

    assert environment.read_secret(path) == "of before"
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [path]
