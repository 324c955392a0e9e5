"""Make a backup of the whole site."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from jjsite.backup import make


class Command(BaseCommand):
    help = "Write the database, the files that it names and the secret key into one file, while the site is at work."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="A new file, or a folder, in which it is called by the time.")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        if file.is_dir():
            file /= f"jjsite-{datetime.now(UTC):%Y-%m-%dT%H%M%SZ}.tar"
        make(file, self.say)

    def say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()
