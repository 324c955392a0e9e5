"""From fixtures to the database, in one transaction: read, merge with what editors made of it, check, write, record."""

from collections import defaultdict
from collections.abc import Callable, Iterator

from django.apps import apps
from django.db import IntegrityError, models, router, transaction

from .. import generation
from ..addresses import remember, was_public
from ..links.index import reindex
from ..publishing import Record
from ..search import refresh
from ..snapshot import apply, graphs_named, take_turn
from ..snapshot.shape import record_models
from ..snapshot.taking import CHUNK
from .checking import check_content, check_unique, find_doubles
from .drafting import Draft, Drafter
from .models import Seed, SeedConflict
from .planning import Plan
from .problems import Problem, SeedingError
from .reading import RawRecord, read_fixture
from .recording import Recording, store_seeds
from .references import resolve
from .reporting import Report, report_on
from .validating import Validation


def silently(step: str) -> None:
    """Tell nobody."""


def load(files: dict[str, bytes], *, overwrite=False, using=None, progress: Callable[[str], None] = silently) -> Report:
    """Bring the records of these files ({name: content}) into the database, all or none.

    What editors changed since the last load stays, and what they deleted stays deleted, unless `overwrite`. Raises
    SeedingError with every problem found.
    """
    progress("Reading the fixtures")
    records: list[RawRecord] = []
    problems: list[Problem] = []
    for name, content in files.items():
        read, unreadable = read_fixture(name, content)
        records += read
        problems += unreadable
    drafts, misread = draft_all(records)
    problems += misread

    using = using or router.db_for_write(Record)
    try:
        with transaction.atomic(using=using):
            take_turn(using)
            return Loading(drafts, overwrite, using, progress).run(problems)
    except IntegrityError as error:
        refusal = Problem(", ".join(files), f"The database refused the records: {error}")
        raise SeedingError([refusal]) from error


def draft_all(records: list[RawRecord]) -> tuple[list[Draft], list[Problem]]:
    drafter = Drafter()
    drafts = []
    for raw in records:
        model = model_named(raw.model)
        if model is None:
            names = ", ".join(model._meta.label_lower for model in record_models())
            message = f"“{raw.model}” is no kind of record. The kinds are {names}."
            drafter.problems.append(Problem(raw.file, message, raw.line))
        elif draft := drafter.record(raw, model):
            drafts.append(draft)
    return drafts, drafter.problems


def model_named(label):
    try:
        model = apps.get_model(label)
    except (LookupError, ValueError):
        return None
    return model if issubclass(model, Record) else None


class Loading:
    def __init__(self, drafts: list[Draft], overwrite: bool, using: str, progress: Callable[[str], None]):
        self.drafts = drafts
        self.overwrite = overwrite
        self.using = using
        self.progress = progress

    def run(self, problems: list[Problem]) -> Report:
        self.progress(f"Comparing {len(self.drafts)} records")
        plans = self.make_plans()
        problems = [*problems, *find_doubles(self.drafts), *resolve(plans, self.using)]
        standing = [plan for plan in plans if not plan.is_left_deleted]
        for plan in standing:
            plan.settle(self.overwrite)
        self.progress("Checking what is new or changed")
        validation = Validation(standing, self.using)
        problems += validation.problems()
        problems += check_unique(standing, self.using)
        refuse(problems and [*problems, *validation.broken_conditions()])
        try:
            with transaction.atomic(using=self.using):
                self.write([plan for plan in standing if plan.is_written])
        except IntegrityError:
            refuse(validation.broken_conditions())
            raise
        self.progress("Checking the whole")
        found, warnings = check_content(standing, self.using)
        refuse(found)
        store_seeds(standing, self.using)
        return report_on(plans, warnings)

    def make_plans(self) -> list[Plan]:
        keys = defaultdict(list)
        for draft in self.drafts:
            keys[draft.model].append(draft.natural)
        names = ((draft.shape.label, draft.natural) for draft in self.drafts)
        graphs = graphs_named(names, self.using, lock=True)
        seeds = dict(self.by_name(Seed, keys))
        conflicts = dict(self.by_name(SeedConflict, keys))
        plans = []
        for draft in self.drafts:
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
        self.progress(f"Writing {len(plans)} records")
        recording = Recording(plans, self.using)
        graphs = {plan.name: plan.graph for plan in plans if plan.graph}
        moves = {plan.name: plan.live.fields["slug"] for plan in plans if moves_in_public(plan)}
        records = apply([plan.wanted for plan in plans], graphs, self.using)
        for plan, record in zip(plans, records, strict=True):
            if plan.name in moves:
                remember(record, moves[plan.name])
        recording.note_what_came(records)
        self.progress("Indexing links")
        reindex(records, using=self.using)
        self.progress("Indexing words")
        refresh(records)
        generation.move()


def moves_in_public(plan: Plan) -> bool:
    """Whether a record gets another address than one that the public knows."""
    if plan.graph is None or plan.live.fields.get("slug") == plan.wanted.fields.get("slug"):
        return False
    return was_public(plan.graph.instance)


def refuse(problems: list[Problem]) -> None:
    if problems:
        raise SeedingError(problems)
