"""What a load balancer is told, whatever is the matter with the rest."""

import socket

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from jjsite.health import Health
from tests.jjsite.pagecache.visiting import ask


def site(environ, start_response):
    start_response("404 Not Found", [])
    return [b"the site"]


@pytest.fixture
def unapplied():
    """The last migration of the pictures' app, as before it was applied."""
    recorder = MigrationRecorder(connection)
    last = max(name for app, name in recorder.applied_migrations() if app == "editorial")
    recorder.record_unapplied("editorial", last)
    yield last
    recorder.record_applied("editorial", last)


@pytest.fixture
def deaf():
    """The address of a server that takes connections and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"redis://127.0.0.1:{server.getsockname()[1]}"


def test_a_process_that_answers_is_alive_and_asks_nobody():
    """The tests' database refuses whoever asks without leave."""
    sent = ask(Health(site), "/livez", host="10.0.0.7:8000")

    assert (sent.status, sent.body) == (200, b"process ok\n")
    assert sent.headers["cache-control"] == "no-store"
    assert "set-cookie" not in sent.headers


@pytest.mark.django_db(transaction=True)
def test_a_site_with_all_that_it_needs_is_ready():
    sent = ask(Health(site), "/readyz", host="10.0.0.7:8000")

    assert (sent.status, sent.body) == (200, b"database ok\nmigrations ok\nstorage ok\n")
    assert sent.headers["cache-control"] == "no-store"
    assert ask(Health(site), "/readyz", "HEAD").body == b""


@pytest.mark.django_db(transaction=True)
def test_a_migration_that_waits_is_told_without_its_name(unapplied, caplog):
    sent = ask(Health(site), "/readyz")

    assert (sent.status, sent.body) == (503, b"database ok\nmigrations failed\nstorage ok\n")
    assert f"editorial.{unapplied}" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_old_code_is_ready_while_new_code_migrates():
    recorder = MigrationRecorder(connection)
    recorder.record_applied("editorial", "9999_of_tomorrow")
    try:
        sent = ask(Health(site), "/readyz")
    finally:
        recorder.record_unapplied("editorial", "9999_of_tomorrow")

    assert (sent.status, sent.body) == (200, b"database ok\nmigrations ok\nstorage ok\n")


@pytest.mark.django_db(transaction=True)
def test_a_folder_that_cannot_be_written_to_is_told(settings, tmp_path):
    (tmp_path / "file").touch()
    settings.MEDIA_ROOT = tmp_path / "file" / "media"

    sent = ask(Health(site), "/readyz")

    assert (sent.status, sent.body) == (503, b"database ok\nmigrations ok\nstorage failed\n")


@pytest.mark.django_db(transaction=True)
def test_looking_leaves_nothing_in_the_storage(media_root):
    ask(Health(site), "/readyz")

    assert list(media_root.iterdir()) == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("server", ["gone", "deaf"])
def test_a_cache_is_asked_where_one_is_set(settings, deaf, server, caplog):
    settings.REDIS_URL = deaf if server == "deaf" else "redis://:secret@127.0.0.1:1"

    sent = ask(Health(site), "/readyz")

    assert (sent.status, sent.body) == (503, b"database ok\nmigrations ok\nstorage ok\ncache failed\n")
    assert "secret" not in caplog.text


@pytest.mark.parametrize(("address", "method"), [("/", "GET"), ("/livez/", "GET"), ("/readyz", "POST")])
def test_everything_else_is_for_the_site(address, method):
    assert ask(Health(site), address, method).body == b"the site"
