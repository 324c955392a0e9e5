"""The verbs of the desk: the one way in which records change, whoever asks and by whatever road.

Each works on a record that is held (`with hold(record) as held:`), leaves one revision, and is safe to repeat.
"""

from .holding import Held, hold
from .refusals import Conflicting, Invalid, Refusal
from .restoring import choices, restorable, restore
from .saving import create, rebase, save
from .verbs import archive, discard, publish, return_to_draft, submit

__all__ = [
    "Conflicting",
    "Held",
    "Invalid",
    "Refusal",
    "archive",
    "choices",
    "create",
    "discard",
    "hold",
    "publish",
    "rebase",
    "restorable",
    "restore",
    "return_to_draft",
    "save",
    "submit",
]
