"""From drafts to the database in one transaction: what forbids writing is found first, what is wrong with it after."""

import dataclasses
from collections import Counter, defaultdict

from django.apps import apps
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, models, router, transaction

from ..links.index import reindex
from ..publishing import Record
from ..snapshot.shape import record_models, shape_of
from .checking import check_content, check_unique
from .drafting import Draft, Drafter
from .problems import Problem, SeedingError
from .reading import RawRecord, read_fixture

CHUNK = 500


@dataclasses.dataclass
class Report:
    """How many entries and plain records came out how."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    kept: tuple[str, ...] = ()
    warnings: int = dataclasses.field(default=0, compare=False)  # about what came out, however it came

    @property
    def total(self):
        return self.new + self.changed + self.unchanged + len(self.kept)


def load(files: dict[str, bytes], *, overwrite=False, using=None) -> Report:
    """Bring the records of these files ({name: content}) into the database, all or none.

    A record that an editor has saved since is kept as it is, unless `overwrite`. Raises SeedingError with
    every problem found.
    """
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
            loading = Loading(drafts, overwrite, using)
            problems += loading.prepare()
            if problems:
                raise SeedingError(problems)
            report = loading.write()
            problems, report.warnings = check_content(drafts, using)
            if problems:
                raise SeedingError(problems)
            return report
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
    def __init__(self, drafts: list[Draft], overwrite: bool, using: str):
        self.drafts = drafts
        self.everything = [part for draft in drafts for part in draft.parts]
        self.overwrite = overwrite
        self.using = using
        self.instances: dict[tuple, models.Model] = {}

    def prepare(self) -> list[Problem]:
        """Compare the drafts with what is there; returns everything that forbids writing them."""
        problems = self.find_doubles()
        self.fetch_existing()
        problems += self.resolve_references()
        for draft in self.drafts:
            self.compare(draft)
        for part in self.everything:
            problems += validate(part)
        problems += check_unique(self.everything, self.using)
        return problems

    def find_doubles(self):
        first: dict[tuple, Draft] = {}
        problems = []
        for part in self.everything:
            other = first.setdefault(part.address, part)
            if other is not part and part.parent:
                problems.append(part.problem("Another row says the same: leave one out."))
            elif other is not part:
                problems.append(part.problem(f"This key stands in {other.file}:{other.line} too.", "key"))
        return problems

    def fetch_existing(self):
        by_model = defaultdict(list)
        for draft in self.drafts:
            by_model[draft.model].append(draft.natural)
        rows_of = defaultdict(list)
        for model, keys in by_model.items():
            parents = [entry.pk for entry in self.fetch(model, "key", keys)]
            for shape in shape_of(model).rows.values():
                for row in self.fetch(shape.model, f"{shape.model.parent}__in", parents):
                    rows_of[model, getattr(row, f"{shape.model.parent}_id")].append(row)
        for part in self.everything:
            part.instance = self.instances.setdefault(part.address, part.model())
            part.is_new = part.instance.pk is None
        for draft in self.drafts:
            named = {row.natural for row in draft.rows}
            rows = rows_of[draft.model, draft.instance.pk]
            draft.stale_rows = [row for row in rows if row.uid not in named]

    def fetch(self, model, lookup, values):
        """The instances of a model whose field has one of these values, remembered by natural key."""
        found = []
        for start in range(0, len(values), CHUNK):
            found += (
                model.objects.using(self.using)
                .filter(**{f"{lookup.removesuffix('__in')}__in": values[start : start + CHUNK]})
                .prefetch_related(*shape_of(model).many)
            )
        for instance in found:
            self.instances[model, instance.natural_key()[0]] = instance
        return found

    def resolve_references(self):
        """Put instances in the place of keys; says which keys name nothing."""
        wanted = defaultdict(set)
        for part in self.everything:
            for _, key, field in part.named_keys():
                wanted[field.related_model].add(key)
        for model, keys in wanted.items():
            unknown = [key for key in sorted(keys) if (model, key) not in self.instances]
            self.fetch(model, model.natural_field, unknown)

        problems = []
        for part in self.everything:
            for name, field in part.shape.references.items():
                if part.references[name] is None and not field.null:
                    problems.append(part.problem("This is needed: give the key of a record.", name))
            for name, key, field in part.named_keys():
                if (field.related_model, key) not in self.instances:
                    kind = field.related_model._meta.verbose_name
                    problems.append(part.problem(f"There is no {kind} with the key “{key}”.", name))
        return problems

    def compare(self, draft: Draft):
        for part in draft.parts:
            part.changes = set() if part.is_new else set(self.changes(part))
        if draft.differs and not draft.is_new and draft.instance.is_edited and not self.overwrite:
            draft.stale_rows = []
            for part in draft.parts:
                part.kept = True
            return
        for part in draft.parts:
            self.fill(part)

    def changes(self, part: Draft):
        instance = part.instance
        for name, value in part.values.items():
            if getattr(instance, name) != value:
                yield name
        for name, target in self.targets(part).items():
            if getattr(instance, f"{name}_id") != getattr(target, "pk", None) or is_unsaved(target):
                yield name
        for name in part.shape.many:
            before = {other.pk for other in getattr(instance, name).all()}
            if before != {other.pk for other in self.many_targets(part, name)}:
                yield name
        if part.parent and instance.order != part.order:
            yield "order"

    def fill(self, part: Draft):
        instance = part.instance
        for name, value in (part.values | self.targets(part)).items():
            setattr(instance, name, value)
        if part.parent:
            instance.order = part.order
            setattr(instance, part.model.parent, part.parent.instance)

    def targets(self, part: Draft):
        return {
            name: self.instances.get((field.related_model, part.references[name]))
            for name, field in part.shape.references.items()
        }

    def many_targets(self, part: Draft, name):
        model = part.shape.many[name].related_model
        found = [self.instances.get((model, key)) for key in part.many[name]]
        return [target for target in found if target is not None]

    def write(self) -> Report:
        written = [draft for draft in self.drafts if draft.differs and not draft.kept]
        for draft in written:
            for row in draft.stale_rows:
                row.delete(using=self.using)
        parts = [draft for model in record_models() for draft in written if draft.model is model]
        parts += [row for draft in written for row in draft.rows]
        self.write_parts(parts)
        reindex([draft.instance for draft in written], using=self.using)
        outcomes = Counter(
            "kept" if draft.kept else "new" if draft.is_new else "changed" if draft.differs else "unchanged"
            for draft in self.drafts
        )
        return Report(
            outcomes["new"],
            outcomes["changed"],
            outcomes["unchanged"],
            tuple(draft.name for draft in self.drafts if draft.kept),
        )

    def write_parts(self, parts: list[Draft]):
        """Insert what is new, a model at a time in the given order, and update what changed."""
        for model in dict.fromkeys(part.model for part in parts):
            ours = [part for part in parts if part.model is model]
            new = [part.instance for part in ours if part.is_new]
            model.objects.using(self.using).bulk_create(new, batch_size=CHUNK)
            for part in ours:
                columns = part.changes - part.shape.many.keys()
                if columns and not part.is_new:
                    part.instance.save(using=self.using, update_fields=columns)
                for name in part.shape.many:
                    if name in part.changes or (part.is_new and part.many[name]):
                        getattr(part.instance, name).set(self.many_targets(part, name))


def is_unsaved(instance):
    return instance is not None and instance.pk is None


def validate(part: Draft) -> list[Problem]:
    """What the model itself says against a new or changed record; unchanged ones passed before."""
    if part.kept or not (part.is_new or part.changes):
        return []
    # References are checked by key, uniqueness for all records at once.
    exclude = {*part.shape.references, part.model.parent if part.parent else ""}
    unread = part.shape.columns.keys() - part.values.keys()
    problems = [
        *complaints(part, lambda: part.instance.clean_fields(exclude | unread)),
        *complaints(part, part.instance.clean),
    ]
    # The database can only be asked about values that it can hold.
    return problems or list(complaints(part, lambda: check_conditions(part.instance)))


def complaints(part: Draft, check):
    try:
        check()
    except ValidationError as error:
        for field, messages in in_fields(error).items():
            for message in messages:
                yield part.problem(message, field)


def check_conditions(instance):
    for constraint in instance._meta.constraints:
        if isinstance(constraint, models.CheckConstraint):
            constraint.validate(type(instance), instance)


def in_fields(error: ValidationError) -> dict[str, list[str]]:
    if hasattr(error, "error_dict"):
        return {"" if field == NON_FIELD_ERRORS else field: messages for field, messages in error.message_dict.items()}
    return {"": error.messages}
