"""From fixtures to the database, in one transaction: batch by batch they are read, merged with what editors made of
them, checked, written and recorded; then all is looked at together, and indexed."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import partial

from django.apps import apps
from django.db import IntegrityError, models, router, transaction
from django.utils import timezone

from .. import generation
from ..addresses import remember, was_public
from ..publishing import Record
from ..runs import one_run
from ..search import refresh_all
from ..snapshot import apply, graphs_named, take_turn
from ..snapshot.shape import record_models
from ..snapshot.taking import CHUNK
from .batches import Batch, Files, are_in_batches, batches, lines_in
from .checking import check_and_link, check_unique
from .drafting import Draft, Drafter
from .models import Seed, SeedConflict
from .planning import Plan
from .problems import Problem, SeedingError
from .reading import RawRecord
from .recording import Recording, store_seeds
from .references import resolve
from .reporting import Outcome, Report, outcome_of, report_on
from .roll import Roll
from .validating import Validation

Progress = Callable[[str, int, int], None]  # the phase, how many are done of how many


def silently(phase: str, done: int, of: int) -> None:
    """Tell nobody."""


def load(files: Files, *, overwrite=False, using=None, progress: Progress = silently) -> Report:
    """Bring the records of these files ({name: content}) into the database, all or none.

    What editors changed since the last load stays, and what they deleted stays deleted, unless `overwrite`. Raises
    SeedingError with every problem of the first batch that has one.
    """
    using = using or router.db_for_write(Record)
    try:
        with transaction.atomic(using=using):
            take_turn(using)
            return Loading(files, overwrite, using, progress).run()
    except IntegrityError as error:
        refusal = Problem(", ".join(files), f"The database refused the records: {error}")
        raise SeedingError([refusal]) from error


def draft_all(batch: Batch) -> tuple[list[Draft], list[Problem]]:
    drafter = Drafter()
    drafts = []
    problems = [each for each in batch if isinstance(each, Problem)]
    for raw in (each for each in batch if isinstance(each, RawRecord)):
        model = model_named(raw.model)
        if model is None:
            names = ", ".join(model._meta.label_lower for model in record_models())
            message = f"“{raw.model}” is no kind of record. The kinds are {names}."
            drafter.problems.append(Problem(raw.file, message, raw.line))
        elif draft := drafter.record(raw, model):
            drafts.append(draft)
    return drafts, problems + drafter.problems


def model_named(label):
    try:
        model = apps.get_model(label)
    except (LookupError, ValueError):
        return None
    return model if issubclass(model, Record) else None


class Loading:
    def __init__(self, files: Files, overwrite: bool, using: str, progress: Progress):
        self.files = files
        self.overwrite = overwrite
        self.using = using
        self.progress = progress
        self.at = timezone.now()
        self.roll = Roll()
        self.outcomes: list[Outcome] = []
        self.done, self.total = 0, lines_in(files)

    def run(self) -> Report:
        coming = batches(self.files)
        for batch in coming:
            self.total = max(self.total, self.done + len(batch))
            try:
                self.take(batch)
            except SeedingError as error:
                if next(coming, None):
                    raise SeedingError(error.problems, looked_at_until=end_of(batch)) from error
                raise
            self.done += len(batch)
            self.tell_checked(0)
        warnings = self.finish()
        return report_on(self.outcomes, warnings)

    def take(self, batch: Batch) -> None:
        drafts, problems = draft_all(batch)
        plans = self.make_plans(drafts)
        problems += self.roll.enter(drafts)
        problems += resolve(plans, self.roll.deleted, are_in_batches(self.files), self.using)
        standing = [plan for plan in plans if not plan.is_left_deleted]
        for plan in standing:
            plan.settle(self.overwrite)
        validation = Validation(standing, self.using)
        problems += validation.problems(self.tell_checked)
        problems += check_unique(standing, self.roll, self.using)
        refuse(problems and [*problems, *validation.broken_conditions()])
        try:
            with transaction.atomic(using=self.using):
                self.write([plan for plan in standing if plan.is_written])
        except IntegrityError:
            refuse(validation.broken_conditions())
            raise
        store_seeds(standing, self.using)
        self.roll.note(plans)
        self.outcomes += map(outcome_of, plans)

    def tell_checked(self, count: int) -> None:
        self.progress("Checking and writing", self.done + count, self.total)

    def finish(self) -> int:
        """Look at everything together, once all of it is there; says how many warnings there are."""
        found, warnings = check_and_link(self.roll, self.using, partial(self.progress, "Checking the whole"))
        refuse(found)
        if any(self.roll.written.values()):
            with one_run():
                refresh_all(self.roll.written, partial(self.progress, "Indexing words"))
            generation.move()
        return warnings

    def make_plans(self, drafts: list[Draft]) -> list[Plan]:
        keys = defaultdict(list)
        for draft in drafts:
            keys[draft.model].append(draft.natural)
        names = ((draft.shape.label, draft.natural) for draft in drafts)
        graphs = graphs_named(names, self.using, lock=True)
        seeds = dict(self.by_name(Seed, keys))
        conflicts = dict(self.by_name(SeedConflict, keys))
        plans = []
        for draft in drafts:
            name = (draft.shape.label, draft.natural)
            seed, graph = seeds.get(name), graphs.get(name)
            is_left_deleted = seed is not None and graph is None and not self.overwrite
            plans.append(Plan(draft, draft.snapshot(), seed, conflicts.get(name), graph, is_left_deleted))
        return plans

    def by_name(self, kind, keys) -> Iterator[tuple[tuple[str, str], models.Model]]:
        for model, some in keys.items():
            for start in range(0, len(some), CHUNK):
                of_model = kind.objects.using(self.using).filter(model=model._meta.label_lower)
                for found in of_model.filter(key__in=some[start : start + CHUNK]):
                    yield (found.model, found.key), found

    def write(self, plans: list[Plan]) -> None:
        if not plans:
            return
        recording = Recording(plans, self.at, self.using)
        graphs = {plan.name: plan.graph for plan in plans if plan.graph}
        moves = {plan.name: plan.live.fields["slug"] for plan in plans if moves_in_public(plan)}
        records = apply([plan.wanted for plan in plans], graphs, self.using)
        for plan, record in zip(plans, records, strict=True):
            self.roll.written[type(record)].add(record.pk)
            if plan.name in moves:
                remember(record, moves[plan.name])
        recording.note_what_came(records)


def moves_in_public(plan: Plan) -> bool:
    """Whether a record gets another address than one that the public knows."""
    if plan.graph is None or plan.live.fields.get("slug") == plan.wanted.fields.get("slug"):
        return False
    return was_public(plan.graph.instance)


def end_of(batch: Batch) -> str:
    last = batch[-1]
    return f"{last.file}:{last.line}" if last.line else last.file


def refuse(problems: list[Problem]) -> None:
    if problems:
        raise SeedingError(problems)
