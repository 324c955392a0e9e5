"""Why the desk did not do what it was asked."""

from ..snapshot import Merge, Path


class Refusal(Exception):
    """Nothing was changed; the text says why, as a sentence to the editor."""


class Conflicting(Refusal):
    """What was changed here and what was changed meanwhile do not go together."""

    def __init__(self, merge: Merge):
        super().__init__("This was changed in two ways at once.")
        self.merge = merge


class Invalid(Refusal):
    """What was to be saved breaks the rules of its kind."""

    def __init__(self, errors: list[tuple[Path, str]]):
        super().__init__(" ".join(dict.fromkeys(message for _, message in errors)))
        self.errors = errors
