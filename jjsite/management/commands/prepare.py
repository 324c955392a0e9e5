"""Make everything ready to serve; a second run finds it ready and changes nothing."""

import hashlib
import os
import secrets
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.urls import reverse

from editorial.search.models import Outline
from sources.models import Source

CONTENT = ["sources", "people", "episodes", "reviews", "news"]


class Command(BaseCommand):
    help = "Migrate, load content into an empty site, make the chief editor, collect static files. Safe to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        self.migrate()
        self.load_content()
        self.index_content()
        if not settings.DEBUG:
            self.collect_static_files()
        self.show_addresses()
        # Last, so that nothing can fail after a password that is shown only once.
        self.make_chief_editor()

    def say(self, subject: str, text: str) -> None:
        self.stdout.write(f"{subject:<14}{text}")
        self.stdout.flush()

    def migrate(self) -> None:
        try:
            executor = MigrationExecutor(connection)
        except OperationalError as error:
            raise CommandError(f"The database does not answer: {error}") from error
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if plan:
            self.say("Database", f"applying {len(plan)} migrations …")
            call_command("migrate", verbosity=0, interactive=False)
        else:
            self.say("Database", "up to date")

    def load_content(self) -> None:
        if any(model._base_manager.exists() for model in apps.get_app_config("sources").get_models()):
            self.say("Content", "there already")
        else:
            self.say("Content", "loading the fixtures …")
            call_command("loaddata", *CONTENT, verbosity=0)

    def index_content(self) -> None:
        """Of a site that was filled before it had a search."""
        if Source.objects.exists() and not Outline.objects.exists():
            self.say("Search", "indexing the content …")
            call_command("rebuildindexes", verbosity=0)

    def collect_static_files(self) -> None:
        stamp = settings.STATE_DIR / "static-collected"
        sources = fingerprint_of_static_files()
        if stamp.exists() and stamp.read_text() == sources:
            self.say("Static files", "up to date")
        else:
            self.say("Static files", "collecting and compressing …")
            call_command("collectstatic", verbosity=0, interactive=False)
            stamp.write_text(sources)

    def show_addresses(self) -> None:
        self.say("The site", f"{settings.PUBLIC_URL}/")
        self.say("The admin", f"{settings.PUBLIC_URL}{reverse('admin:index')}")

    def make_chief_editor(self) -> None:
        users = get_user_model()._default_manager
        if users.filter(is_superuser=True).exists():
            return
        name = os.environ.get("DJANGO_SUPERUSER_USERNAME") or "chief"
        email = os.environ.get("DJANGO_SUPERUSER_EMAIL") or ""
        given = os.environ.get("DJANGO_SUPERUSER_PASSWORD")
        password = given or secrets.token_urlsafe(12)
        if users.filter(username=name).exists():
            raise CommandError(f"DJANGO_SUPERUSER_USERNAME={name!r} is somebody else: name a new chief editor.")
        users.create_superuser(name, email, password)
        self.say("Log in as", name)
        self.say("Password", "as in DJANGO_SUPERUSER_PASSWORD" if given else f"{password}  (shown this once)")


def fingerprint_of_static_files() -> str:
    """A digest that changes when a static file is added, removed or touched, or the way they are stored changes."""
    digest = hashlib.sha256(repr(settings.STORAGES["staticfiles"]).encode())
    for finder in get_finders():
        for path, storage in finder.list(None):
            file = Path(storage.path(path)).stat()
            digest.update(f"{path} {file.st_size} {file.st_mtime_ns}\n".encode())
    return digest.hexdigest()
