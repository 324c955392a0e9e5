"""Whether a record is ready for the public: what stands in the way, and what an editor has to give a reason for."""

from dataclasses import dataclass

from ..checks import Finding, findings_in
from ..snapshot import Conflict, Snapshot, staged
from .holding import Held
from .refusals import Conflicting, Invalid
from .validating import validate
from .verbs import public_fields, with_copy


@dataclass(frozen=True)
class Readiness:
    """What publishing would put before the public, and what is to be said of it.

    `faults` break the rules of the kind; `errors` and `warnings` are what the checks found.
    """

    wanted: Snapshot
    faults: tuple[str, ...] = ()
    errors: tuple[Finding, ...] = ()
    warnings: tuple[Finding, ...] = ()
    conflicting: tuple[Conflict, ...] = ()

    def needs(self, reasons: dict[str, str]) -> str:
        """What is still in the way, as a sentence; nothing if it can be published."""
        if self.conflicting:
            return "What is live was changed since this working copy was begun: settle the differences first."
        if self.faults or self.errors:
            return "Mend the errors first: nothing was published."
        if any(warning.code not in reasons for warning in self.warnings):
            return "Give a reason for each kind of warning, or mend it: nothing was published."
        return ""


def readiness(held: Held, user=None) -> Readiness:
    """Look at the record as it would be, on a stage; told to a user, as far as the user may know what it names."""
    try:
        wanted = with_copy(held)
    except Conflicting as error:
        return Readiness(held.current, conflicting=error.merge.conflicts)
    try:
        validate(held, wanted)
    except Invalid as error:
        return Readiness(wanted, faults=tuple(message for _, message in error.errors))
    public = wanted.with_values(public_fields(wanted)) if "state" in wanted.fields else wanted
    with staged(public):
        record = type(held.record)._base_manager.get(pk=held.record.pk)
        found = findings_in([record], user)[record]
    return Readiness(
        wanted,
        errors=tuple(each for each in found if each.is_error),
        warnings=tuple(each for each in found if not each.is_error),
    )
