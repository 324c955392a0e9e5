"""What pointed to a record before it went to the trash, and whether it can again."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.apps import apps
from django.db import IntegrityError, transaction

from ..desk import Refusal, hold, save
from ..desk.telling import Teller, titles_of
from ..permissions import can_edit, can_view
from ..publishing import Record
from ..revisions.models import WorkingCopy
from ..revisions.trashed import Trashed
from ..snapshot import Snapshot, graphs_named, missing_from
from ..snapshot.applying import identifying
from .pointing import Pointer, names_of
from .touching import may_touch, rewrite


@dataclass(frozen=True)
class PointerBack:
    """A place that named the record. `problem` says why it cannot again, and is empty if it can."""

    place: str
    record: Record | None
    label: str
    problem: str
    into_copy: bool


class PointersBack:
    """The places that named a record, as its own snapshot will be; of those in records that somebody may know of."""

    def __init__(self, trashed: Trashed, wanted: Snapshot, user):
        self.wanted, self.old_key, self.user = wanted, trashed.key, user
        self.model = trashed.record_model
        by_owner: dict[tuple[str, str], list[Pointer]] = defaultdict(list)
        for data in trashed.pointers:
            pointer = self.renamed(Pointer.of(data))
            by_owner[pointer.model, pointer.key].append(pointer)
        self.by_owner = dict(sorted(by_owner.items()))
        self.graphs = graphs_named(self.by_owner)
        self.copies = self.read_copies()
        gone = {key for _, key in self.by_owner.keys() - self.graphs.keys()}
        self.known_gone = Trashed.objects.names_known_to(user, gone) if user else None
        self.problems = self.find_problems()
        named = [self.with_pointer(pointer) for pointers in self.by_owner.values() for pointer in pointers]
        self.titles = titles_of(filter(None, named), user) | {(self.model, wanted.key): trashed.title}

    def renamed(self, pointer: Pointer) -> Pointer:
        """The same for the key that the record will have."""
        if self.wanted.key == self.old_key:
            return pointer
        if len(pointer.path) != 2:
            return pointer._replace(value=self.wanted.key)
        shape = Snapshot(pointer.model, {}).shape.rows[pointer.path[0]]
        fields = dict(pointer.value)
        for name in names_of(fields, shape, self.model, self.old_key):
            many = isinstance(fields[name], list)
            fields[name] = sorted({*fields[name], self.wanted.key} - {self.old_key}) if many else self.wanted.key
        return pointer._replace(value=fields)

    def read_copies(self) -> dict[tuple[str, str], Snapshot]:
        keys = [key for _, key in self.by_owner]
        copies = WorkingCopy.objects.filter(key__in=keys).select_related("revision") if keys else ()
        return {
            (copy.model, copy.key): copy.revision.snapshot for copy in copies if (copy.model, copy.key) in self.graphs
        }

    def said(self, pointer: Pointer) -> Snapshot:
        owner = pointer.model, pointer.key
        live = self.graphs[owner].snapshot
        return self.copies.get(owner, live) if pointer.in_copy else live

    def find_problems(self) -> dict[tuple[str, bool], str]:
        """By place, live or in the working copy."""
        everything = [each for pointers in self.by_owner.values() for each in pointers]
        problems = {each.where: self.problem_with(each) for each in everything}
        rows = [each for each in everything if len(each.path) == 2 and not problems[each.where]]
        with_rows = [
            put_all_back(graph.snapshot, [each for each in rows if (each.model, each.key) == owner])
            for owner, graph in self.graphs.items()
        ]
        for missing in missing_from([self.wanted, *with_rows], self.graphs):
            for each in rows:
                if missing.path[:2] == each.path:
                    problems[each.where] = str(missing)
        return problems

    def problem_with(self, pointer: Pointer) -> str:
        owner, path = (pointer.model, pointer.key), pointer.path
        if owner not in self.graphs:
            return "It is gone itself."
        if pointer.in_copy and owner not in self.copies:
            return "Its working copy is no more."
        said = self.said(pointer)
        if len(path) == 2:
            shape = said.shape.rows[path[0]]
            rows = said.rows[path[0]]
            names = sorted(identifying(shape.model))
            same = [row for row in rows.values() if names and all(row[name] == pointer.value[name] for name in names)]
            return "Such a row was made again." if path[1] in rows or same else ""
        if len(path) == 3 and path[1] not in said.rows[path[0]]:
            return "The row is gone."
        value = said.get(path)
        return "" if value is None or isinstance(value, list) or value == pointer.value else "It names another by now."

    def offered(self) -> list[PointerBack]:
        """Each place once, whether in what is live or in a working copy."""
        found: dict[str, PointerBack] = {}
        for owner, pointers in self.by_owner.items():
            graph = self.graphs.get(owner)
            record = graph.instance if graph else None
            if self.user is not None and not self.may_know_of(owner, record):
                continue
            for pointer in pointers:
                found.setdefault(pointer.place, self.offer(pointer, record))
        return list(found.values())

    def may_know_of(self, owner: tuple[str, str], record: Record | None) -> bool:
        return can_view(self.user, record) if record else owner in self.known_gone

    def offer(self, pointer: Pointer, record: Record | None) -> PointerBack:
        problem = self.problems[pointer.where]
        if record is None:
            name = f"{apps.get_model(pointer.model)._meta.verbose_name} “{pointer.key}”"
            return PointerBack(pointer.place, None, name, problem, into_copy=False)
        if not problem and self.user is not None and not can_edit(self.user, record):
            problem = "It is not for you to change."
        into_copy = pointer.in_copy or not may_touch(self.user, record)
        return PointerBack(pointer.place, record, self.label(pointer), problem, into_copy)

    def label(self, pointer: Pointer) -> str:
        """The place in the words of the form: “Credit: directed by, Anna Foerster”."""
        teller = Teller(self.with_pointer(pointer), titles=self.titles)
        return teller.place(pointer.path)

    def with_pointer(self, pointer: Pointer) -> Snapshot | None:
        """What its record says, with the row that would come back."""
        if (pointer.model, pointer.key) not in self.graphs:
            return None
        said = self.said(pointer)
        return said.with_values({pointer.path: pointer.value}) if len(pointer.path) == 2 else said

    def put_back(self, record: Record, chosen: Collection[str] | None, by) -> None:
        """Let these places name the record again, each of their records by a revision."""
        can = {each.place for each in self.offered() if not each.problem}
        for owner, pointers in self.by_owner.items():
            back = [each for each in pointers if each.place in can and (chosen is None or each.place in chosen)]
            back = [each for each in back if not self.problems[each.where]]
            if back:
                self.put_back_in(
                    self.graphs[owner].instance, back, f"“{record}” was taken back from the trash."[:300], by
                )

    def put_back_in(self, owner: Record, pointers: list[Pointer], summary: str, by) -> None:
        in_live = [pointer for pointer in pointers if not pointer.in_copy]
        in_copy = [pointer for pointer in pointers if pointer.in_copy]
        with hold(owner) as held:
            try:
                with transaction.atomic():
                    if may_touch(by, held.record):
                        rewrite(
                            held,
                            lambda said: put_all_back(said, in_live),
                            lambda said: put_all_back(said, in_copy),
                            by,
                            summary,
                        )
                    else:
                        save(held, put_all_back(held.current, in_copy or in_live), by, summary)
            except IntegrityError as error:
                raise Refusal(f"“{held.record}” cannot name it again: something else stands there by now.") from error


def put_all_back(said: Snapshot, pointers: Iterable[Pointer]) -> Snapshot:
    for pointer in pointers:
        value = said.get(pointer.path)
        many = len(pointer.path) != 2 and isinstance(value, list)
        said = said.with_values({pointer.path: sorted({*value, pointer.value}) if many else pointer.value})
    return said
