from collections import defaultdict
from time import monotonic

from django.core.management.base import BaseCommand, CommandError

from editorial import checks, kinds
from editorial.checks.counting import add_up, store

SECONDS_OF_SILENCE = 2


class Command(BaseCommand):
    help = (
        "Say what is wrong with the content or doubtful in it, by kind of finding. "
        "Fails if there is an error in what is meant for the public; a draft may have them."
    )

    def add_arguments(self, parser):
        parser.add_argument("words", nargs="*", metavar="kind", help="Only these kinds: episode, person, picture …")
        parser.add_argument("--level", choices=checks.Level.values, help="Only errors, or only warnings.")

    @checks.one_run()
    def handle(self, *, words, level, verbosity, **options):
        self.verbosity = verbosity
        models = [model_named(word) for word in words]
        found = [finding for finding in self.findings(models) if level in (None, finding.level)]
        by_code = defaultdict(list)
        for finding in sorted(found, key=lambda finding: (list(checks.Level).index(finding.level), finding.code)):
            by_code[finding.level, finding.code].append(finding)
        for (level_found, _), findings in by_code.items():
            self.stdout.write(f"{findings[0].heading}: {counted(len(findings), level_found)}")
            for finding in findings:
                self.stdout.write(f"  {name_of(finding)}: {finding.message}")
        if not found:
            self.stdout.write("Nothing found.")
        public = sum(finding.is_error and finding.record.is_meant_for_public() for finding in found)
        if public:
            raise CommandError(f"{counted(public, checks.Level.ERROR)} in what is meant for the public.")

    def findings(self, models):
        """All of them, with a sign of life every few seconds; what they come to is kept for the reports of the desk."""
        checked, spoken = 0, monotonic()
        counted = {model: {} for model in models or checks.record_models()}
        for model, chunk in checks.all_findings(*models):
            checked += len(chunk)
            counted[model] = add_up(counted[model], chunk)
            if self.verbosity >= 1 and monotonic() - spoken > SECONDS_OF_SILENCE:
                spoken = monotonic()
                self.stderr.write(f"{checked} records checked, now each {model._meta.verbose_name} …")
            for findings in chunk.values():
                yield from findings
        for model, counts in counted.items():
            store(model, counts)


def model_named(word):
    models = {kinds.kind_of(model): model for model in checks.record_models()}
    if word not in models:
        raise CommandError(f"“{word}” is no kind of record. The kinds are {', '.join(sorted(models))}.")
    return models[word]


def counted(number, level) -> str:
    return f"{number} {level}{'' if number == 1 else 's'}"


def name_of(finding) -> str:
    """The record as prose names it, and the place in it."""
    record = finding.record
    draft = "" if record.is_meant_for_public() else " (not meant for the public)"
    name = f"{kinds.kind_of(type(record))}:{record.key}{draft}"
    return f"{name}, {finding.place}" if finding.place else name
