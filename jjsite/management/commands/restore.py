"""Put a backup in the place of the site."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from jjsite.backup import restore


class Command(BaseCommand):
    help = "Restore what `backup` wrote, into an empty site. Stop the server first. Safe to repeat."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--replace", action="store_true", help="Also where there is a site: it is gone afterwards.")

    def handle(self, *args: Any, file: Path, replace: bool, **options: Any) -> None:
        restore(file, self.say, replace)

    def say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()
