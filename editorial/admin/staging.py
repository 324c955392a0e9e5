"""Putting onto the stage what a form was made from."""

from contextlib import ExitStack

from ..snapshot import Snapshot, Unappliable, staged, without


def stage_what_is_there(stack: ExitStack, wanted: Snapshot) -> Snapshot:
    """Stage a snapshot, without what it names that is gone by now; returns what stands there."""
    try:
        stack.enter_context(staged(wanted))
    except Unappliable as error:
        wanted = without(wanted, error.missing)
        stack.enter_context(staged(wanted))
    return wanted
