import io
import os
import re
import sys
from pathlib import Path

from django.core import serializers
from django.core.management.base import CommandError
from django.core.management.commands import loaddata
from django.db import transaction

from editorial import seeding
from editorial.snapshot.shape import record_models


class Command(loaddata.Command):
    help = (
        "Load fixtures. Those that hold the site's content are checked as a whole and loaded all or none; "
        "what an editor has changed since is kept. Other fixtures are loaded as Django does."
    )

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument(
            "--overwrite",
            action="store_true",
            help="Load also over records that an editor has changed.",
        )

    def handle(self, *labels, overwrite=False, **options):
        self.using = options["database"]
        self.app_label = options["app_label"]
        self.verbosity = options["verbosity"]
        self.format = options["format"]
        self.serialization_formats = serializers.get_public_serializer_formats()

        content, others = {}, []
        for label in labels:
            files = self.content_files(label)
            if files:
                content |= files
            else:
                others.append(label)
        if content and (options["ignore"] or options["exclude"]):
            raise CommandError("The site's content is loaded whole: leave out --ignore and --exclude.")

        with transaction.atomic(using=self.using):
            if content:
                self.load_content(content, overwrite)
            if others:
                super().handle(*others, **options)

    def content_files(self, label) -> dict[str, bytes]:
        """The files of a label that hold the site's content, by the name under which errors tell of them."""
        files = {}
        for path, _, _ in self.find_fixtures(label):
            content = self.read(path)
            if is_content(Path(path), content):
                files[os.path.relpath(path) if path != loaddata.READ_STDIN else "stdin"] = content
        return files

    def read(self, path) -> bytes:
        if path == loaddata.READ_STDIN:
            text = sys.stdin.read()
            self.compression_formats["stdin"] = (lambda *args: io.StringIO(text), None)
            return text.encode()
        _, _, compression = self.parse_name(Path(path).name)
        opener, mode = self.compression_formats[compression]
        with opener(path, mode) as file:
            return file.read()

    def load_content(self, content, overwrite):
        if self.verbosity >= 1:
            self.stdout.write(f"Checking {', '.join(content)} …")
        try:
            report = seeding.load(content, overwrite=overwrite, using=self.using)
        except seeding.SeedingError as error:
            lines = "\n".join(f"  {problem}" for problem in error.problems)
            count = len(error.problems)
            raise CommandError(
                f"Nothing was loaded. {count} problem{'s' if count > 1 else ''} to mend:\n{lines}"
            ) from None
        if self.verbosity >= 1:
            self.stdout.write(
                f"{report.total} records: {report.new} new, {report.changed} changed, "
                f"{report.unchanged} unchanged, {len(report.kept)} kept as editors left them."
            )
            if report.warnings:
                self.stdout.write(f"{report.warnings} warnings: see them with checkcontent.")
            for name in report.kept:
                self.stdout.write(f"  kept {name} (--overwrite takes the fixture's)")


def is_content(path: Path, content: bytes) -> bool:
    """Whether a fixture tells of the site's records: by what it says, or, if it says nothing, by its name."""
    apps = {model._meta.app_label for model in record_models()}
    names = "|".join(sorted(apps))
    mentions = re.search(rf"""model["']?\s*:\s*["']?({names})\.""".encode(), content)
    return mentions is not None or (path.suffix == ".yaml" and path.stem in apps)
