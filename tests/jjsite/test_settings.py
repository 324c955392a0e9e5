"""The settings as an environment makes them."""

import importlib
import re
import sys

import pytest

import jjsite
from jjsite.environment import BASE_DIR

VARIABLES = [
    "CONTACT_EMAIL",
    "DATABASE_URL",
    "DEBUG",
    "HOST",
    "LOG_FORMAT",
    "METRICS_TOKEN",
    "PORT",
    "PROXIES",
    "PUBLIC_URL",
    "REDIS_URL",
    "REPLICA_URL",
    "REQUIRE_SECOND_FACTOR",
    "S3_BUCKET",
    "SECRET_KEY",
    "TIME_ZONE",
    "WORKERS",
]


@pytest.fixture
def load(monkeypatch, tmp_path):
    """Loads the settings afresh for an environment of just these variables."""

    def load(**variables):
        for name in VARIABLES:
            monkeypatch.delenv(name, raising=False)
        for name, value in ({"STATE_DIR": str(tmp_path / "state")} | variables).items():
            monkeypatch.setenv(name, value)
        # Both the module and its place in the package are put back after the test.
        monkeypatch.setattr(jjsite, "settings", None)
        monkeypatch.delitem(sys.modules, "jjsite.settings")
        return importlib.import_module("jjsite.settings")

    return load


def test_without_variables_it_is_a_local_site_on_sqlite(load, tmp_path):
    settings = load()

    assert settings.DEBUG is False
    assert settings.PUBLIC_URL == "http://127.0.0.1:8000"
    assert settings.ALLOWED_HOSTS == ["127.0.0.1", "localhost", "[::1]"]
    assert settings.DATABASES["default"]["NAME"] == tmp_path / "state" / "db.sqlite3"
    assert settings.SECRET_KEY == (tmp_path / "state" / "secret-key").read_text().strip()
    assert not hasattr(settings, "SESSION_COOKIE_SECURE")


@pytest.mark.parametrize(
    ("host", "address"),
    [("0.0.0.0", "http://127.0.0.1:81"), ("::", "http://[::1]:81"), ("10.0.0.7", "http://10.0.0.7:81")],
)
def test_address_follows_host_and_port(load, host, address):
    assert load(HOST=host, PORT="81").PUBLIC_URL == address


def test_editors_are_reached_at_the_site_unless_said(load):
    assert load(PUBLIC_URL="https://jj.example.org:8443").CONTACT_EMAIL == "editors@jj.example.org"
    assert load(CONTACT_EMAIL="desk@example.net").CONTACT_EMAIL == "desk@example.net"


def test_https_turns_on_everything_that_needs_it(load):
    settings = load(PUBLIC_URL="https://jj.example.org")

    assert settings.ALLOWED_HOSTS == ["jj.example.org", "localhost", "127.0.0.1", "[::1]"]
    assert settings.CSRF_TRUSTED_ORIGINS == ["https://jj.example.org"]
    assert settings.SECURE_SSL_REDIRECT is True
    assert settings.SESSION_COOKIE_SECURE is True
    assert settings.SESSION_COOKIE_NAME == "__Host-sessionid"
    assert settings.CSRF_COOKIE_SECURE is True
    assert settings.CSRF_COOKIE_NAME == "__Host-csrftoken"


def test_who_speaks_https_for_the_site_is_a_proxy_of_ours(load):
    assert load().PROXIES == 0
    assert load(PUBLIC_URL="https://jj.example.org").PROXIES == 1
    assert load(PUBLIC_URL="https://jj.example.org", PROXIES="2").PROXIES == 2


def test_postgresql_is_chosen_by_its_address(load):
    database = load(DATABASE_URL="postgresql://me@db/jj").DATABASES["default"]

    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert database["OPTIONS"]["pool"] == {"min_size": 1, "max_size": 20, "timeout": 5}
    assert "lock_timeout=10s" in database["OPTIONS"]["options"]


def test_our_apps_come_before_those_of_others(load):
    apps = load().INSTALLED_APPS

    assert all((BASE_DIR / name).is_dir() for name in apps[: apps.index("jjsite") + 1])


def test_every_variable_that_is_read_is_in_the_example():
    source = (BASE_DIR / "jjsite" / "settings.py").read_text()
    prepare = (BASE_DIR / "jjsite" / "management" / "commands" / "prepare.py").read_text()
    read = re.findall(r'env_\w+\("(\w+)"', source) + re.findall(r'environ\.get\("(\w+)"', prepare)

    explained = re.findall(r"^#(\w+)=", (BASE_DIR / ".env.example").read_text(), re.MULTILINE)

    assert sorted(explained) == sorted(set(read))
