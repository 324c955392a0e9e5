import io
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import BinaryIO

from django.core import serializers
from django.core.management.base import CommandError
from django.core.management.commands import loaddata
from django.db import transaction
from django.urls import reverse

from editorial import seeding
from editorial.management.progress import Progress
from editorial.snapshot.shape import record_models


class Command(loaddata.Command):
    help = (
        "Load fixtures. Those that hold the site's content are checked as a whole (JSON lines in batches, what is "
        "referred to first), merged with what editors made of what was loaded before, and loaded all or none; what an "
        "editor and a fixture both changed stays as the editor left it and is queued to be settled in the admin. Other "
        "fixtures are loaded as Django does."
    )

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument(
            "--overwrite",
            action="store_true",
            help="Let the fixtures win over what editors changed, and bring back what they deleted.",
        )
        parser.add_argument("--dry-run", action="store_true", help="Say what would be done, and do nothing.")

    def handle(self, *labels, overwrite=False, dry_run=False, **options):
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
                self.load_content(content, overwrite, dry_run)
            if others:
                super().handle(*others, **options)
            if dry_run:
                transaction.set_rollback(True, using=self.using)
                self.stdout.write("Nothing was written: this was a dry run.")

    def content_files(self, label) -> seeding.Files:
        """The files of a label that hold the site's content, by the name under which errors tell of them."""
        files = {}
        for path, _, _ in self.find_fixtures(label):
            is_stdin = path == loaddata.READ_STDIN
            if is_stdin:
                self.keep_stdin()
            name, format_, _ = self.parse_name(path if is_stdin else Path(path).name)
            lines = seeding.JsonLines(partial(self.open, path))
            content = lines if format_ == "jsonl" else self.read(path)
            pieces = lines.lines() if content is lines else [content]
            if is_content(name, format_, pieces):
                files["stdin" if is_stdin else os.path.relpath(path)] = content
        return files

    def open(self, path) -> BinaryIO:
        """What a fixture holds, from its beginning."""
        if path == loaddata.READ_STDIN:
            return self.open_stdin()
        _, _, compression = self.parse_name(Path(path).name)
        opener, mode = self.compression_formats[compression]
        file = opener(path, mode)
        return file.open(file.namelist()[0]) if isinstance(file, loaddata.SingleZipReader) else file

    def read(self, path) -> bytes:
        with self.open(path) as file:
            return file.read()

    def keep_stdin(self) -> None:
        """In a file, since it is read more than once, also by Django."""
        self.stdin = tempfile.TemporaryFile()  # noqa: SIM115 (it lasts as long as the command)
        shutil.copyfileobj(sys.stdin.buffer, self.stdin)
        self.stdin.flush()
        self.compression_formats["stdin"] = (lambda *args: io.TextIOWrapper(self.open_stdin()), None)

    def open_stdin(self) -> BinaryIO:
        kept = os.fdopen(os.dup(self.stdin.fileno()), "rb")
        kept.seek(0)
        return kept

    def load_content(self, content, overwrite, dry_run):
        if self.verbosity >= 1:
            self.stdout.write(f"Checking {', '.join(content)} …")
            self.stdout.flush()
        try:
            with Progress(self.stdout, self.verbosity) as progress:
                report = seeding.load(content, overwrite=overwrite, using=self.using, progress=progress)
        except seeding.SeedingError as error:
            raise CommandError(refusal_of(error)) from None
        if self.verbosity >= 1 or dry_run:
            for line in lines_of(report, in_detail=dry_run):
                self.stdout.write(line)


def refusal_of(error: seeding.SeedingError) -> str:
    count = len(error.problems)
    rest = f", and what comes after {error.looked_at_until} was not looked at" if error.looked_at_until else ""
    lines = "\n".join(f"  {problem}" for problem in error.problems)
    return f"Nothing was loaded. {count} problem{'s' if count > 1 else ''} to mend{rest}:\n{lines}"


def lines_of(report: seeding.Report, in_detail: bool) -> Iterator[str]:
    """The report as one reads it; with all that is new or changed by name and field, if asked for."""
    yield (
        f"{report.total} records: {report.new} new, {report.changed} changed, {report.unchanged} unchanged, "
        f"{len(report.left_deleted)} left deleted; {len(report.kept)} with what editors changed kept, "
        f"{len(report.conflicting)} conflicting, {len(report.overwritten)} overwritten."
    )
    for outcome in report.outcomes:
        if in_detail and outcome.status == "new":
            yield f"  new {outcome.name}"
        if in_detail and outcome.changed:
            yield f"  changed {outcome.name}: {', '.join(outcome.changed)}"
        if outcome.status == "left deleted":
            yield f"  left deleted {outcome.name}: deleted by an editor, or not to be had without what was"
        if outcome.was_deleted:
            yield f"  overwritten {outcome.name}: brought back, though an editor had deleted it"
        if outcome.overwritten:
            yield f"  overwritten {outcome.name}: {', '.join(outcome.overwritten)}"
        if outcome.kept:
            yield f"  kept {outcome.name}: {', '.join(outcome.kept)} (--overwrite takes the fixture's)"
        if outcome.conflicting:
            yield f"  conflicting {outcome.name}: {', '.join(outcome.conflicting)} (settle at {address_of(outcome)})"
    if report.warnings:
        yield f"{report.warnings} warnings: see them with checkcontent."
    if report.conflicting:
        yield (
            "What editors and fixtures both changed stays as the editors left it, and is queued: "
            "the form of each of these records in the admin says so and leads to where it is settled."
        )


def address_of(outcome: seeding.Outcome) -> str:
    app, name = outcome.model.split(".")
    return reverse(f"admin:{app}_{name}_seed", args=[outcome.pk])


def is_content(name: str, format_: str, pieces: Iterable[bytes]) -> bool:
    """Whether a fixture tells of the site's records: by what it says, or, if it says nothing, by its name."""
    apps = {model._meta.app_label for model in record_models()}
    names = "|".join(sorted(apps))
    mention = re.compile(rf"""model["']?\s*:\s*["']?({names})\.""".encode())
    return any(map(mention.search, pieces)) or (format_ in ("yaml", "jsonl") and name in apps)
