"""The parts of the first start; `test_start` goes through it as a whole."""

from io import StringIO

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.core.management import CommandError

from jjsite.management.commands.prepare import Command, fingerprint_of_static_files


@pytest.fixture
def output():
    return StringIO()


@pytest.fixture
def prepare(monkeypatch, output):
    for name in ("USERNAME", "PASSWORD", "EMAIL"):
        monkeypatch.delenv(f"DJANGO_SUPERUSER_{name}", raising=False)
    return Command(stdout=output)


@pytest.mark.django_db
def test_chief_editor_gets_a_password_that_is_shown_once(prepare, output):
    prepare.make_chief_editor()

    password = output.getvalue().partition("Password")[2].split()[0]
    assert authenticate(username="chief", password=password).is_superuser

    output.truncate(0)
    prepare.make_chief_editor()

    assert output.getvalue() == ""


@pytest.mark.django_db
def test_chief_editor_is_whom_the_environment_names(prepare, output, monkeypatch):
    monkeypatch.setenv("DJANGO_SUPERUSER_USERNAME", "trish")
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", "a password of her own")
    monkeypatch.setenv("DJANGO_SUPERUSER_EMAIL", "trish@example.org")

    prepare.make_chief_editor()

    assert authenticate(username="trish", password="a password of her own").email == "trish@example.org"
    assert "a password of her own" not in output.getvalue()


@pytest.mark.django_db
def test_somebody_else_is_never_made_chief_editor(prepare):
    get_user_model().objects.create_user("chief")

    with pytest.raises(CommandError, match="='chief' is somebody else"):
        prepare.make_chief_editor()


def test_fingerprint_follows_the_files(settings, tmp_path):
    settings.STATICFILES_DIRS = [tmp_path]
    before = fingerprint_of_static_files()

    (tmp_path / "new.css").touch()

    assert fingerprint_of_static_files() != before == before
