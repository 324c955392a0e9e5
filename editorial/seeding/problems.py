from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing wrong with a fixture: where, in which record and field, and what to do."""

    file: str
    message: str
    line: int | None = None
    record: str = ""
    field: str = ""

    def __str__(self):
        place = f"{self.file}:{self.line}" if self.line else self.file
        return ": ".join(part for part in (place, self.record, self.field, self.message) if part)


class SeedingError(Exception):
    """Nothing was loaded; `problems` says everything that was found wrong, as far as the fixtures were looked at."""

    def __init__(self, problems: list[Problem], looked_at_until: str = ""):
        super().__init__(f"{len(problems)} problems")
        self.problems = problems
        self.looked_at_until = looked_at_until  # the last place, if something comes after it
