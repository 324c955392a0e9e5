"""Whether a record is ready for the public: what stands in the way, and what an editor has to give a reason for."""

from dataclasses import dataclass

from ..links.dead import dead_marks_in
from ..snapshot import Conflict, Snapshot, staged
from .holding import Held
from .refusals import Conflicting, Invalid
from .validating import validate
from .verbs import with_copy


@dataclass(frozen=True)
class Finding:
    code: str
    message: str
    field: str = ""


@dataclass(frozen=True)
class Readiness:
    """What publishing would put before the public, and what the checks say of it."""

    wanted: Snapshot
    errors: tuple[Finding, ...] = ()
    warnings: tuple[Finding, ...] = ()
    conflicting: tuple[Conflict, ...] = ()

    def needs(self, reasons: dict[str, str]) -> str:
        """What is still in the way, as a sentence; nothing if it can be published."""
        if self.conflicting:
            return "What is live was changed since this working copy was begun: settle the differences first."
        if self.errors:
            return "Mend the errors first: nothing was published."
        if any(warning.code not in reasons for warning in self.warnings):
            return "Give a reason for each warning, or mend it: nothing was published."
        return ""


def readiness(held: Held) -> Readiness:
    try:
        wanted = with_copy(held)
    except Conflicting as error:
        return Readiness(held.current, conflicting=error.merge.conflicts)
    try:
        validate(held, wanted)
    except Invalid as error:
        return Readiness(wanted, errors=tuple(Finding("invalid", message) for _, message in error.errors))
    with staged(wanted):
        record = type(held.record)._base_manager.get(pk=held.record.pk)
        errors = [Finding("dead-link", mark.message, mark.field) for mark in dead_marks_in([record])[record]]
    return Readiness(wanted, tuple(errors))
