from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from editorial import seeding


class Command(BaseCommand):
    help = "Write the site's content as fixtures in canonical form, one file per app."

    def add_arguments(self, parser):
        parser.add_argument(
            "--output",
            type=Path,
            default=settings.FIXTURE_DIRS[0],
            help="The folder to write to (default: the folder that loaddata reads from).",
        )

        parser.add_argument(
            "--format", choices=seeding.FORMATS, default="yaml", help="yaml, to be read and edited, or jsonl, for much."
        )

    def handle(self, *, output, **options):
        suffix = options["format"]
        try:
            output.mkdir(parents=True, exist_ok=True)
            for name, text in seeding.dump(suffix).items():
                path = output / f"{name}.{suffix}"
                path.write_text(text, encoding="utf-8")
                self.stdout.write(f"Wrote {path}")
        except OSError as error:
            raise CommandError(f"Cannot write to {output}: {error.strerror}.") from error
