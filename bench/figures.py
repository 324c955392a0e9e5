"""What was measured, as a table, and against what was measured when the baseline was kept."""

import json
from dataclasses import dataclass
from pathlib import Path

from .loading import Load

BASELINE = Path(__file__).parent / "baseline.json"
A_FIFTH = 0.2


@dataclass
class Figure:
    what: str
    entries: int
    said: str
    ratio: float | None  # the larger, the better
    to: str


class Figures:
    def __init__(self) -> None:
        self.all: list[Figure] = []
        self.first: dict[str, float] = {}  # of each measure, at the smallest size

    def add(
        self, what: str, entries: int, found: Load, reference: float | None = None, to: str = "", queries: int = 0
    ) -> None:
        """With the ratio to a reference, and to the same at the first size."""
        said = f"{found.rate:8,.0f}/s  p50 {found.p50 * 1000:6.1f} ms  p99 {found.p99 * 1000:6.1f} ms"
        if queries:
            said += f"  {queries:2} queries"
        if reference:
            self.all.append(Figure(what, entries, said, found.rate / reference, to))
        first = self.first.setdefault(what, found.rate)
        if first != found.rate or not reference:
            self.all.append(Figure(what, entries, said, found.rate / first, "smallest site"))

    def add_seconds(self, what: str, entries: int, seconds: float, reference: float, to: str) -> None:
        said = f"{seconds:8,.1f} s, {entries / seconds:,.0f} entries a second"
        self.all.append(Figure(what, entries, said, reference / seconds, to))

    def add_memory(self, entries: int, size: int) -> None:
        first = self.first.setdefault("memory", size)
        said = f"{size / 1_000_000:8,.0f} MB"
        self.all.append(Figure("memory of a process", entries, said, first / size, "smallest site"))

    def table(self) -> str:
        rows = [f"| {'what':<32} | {'entries':>7} | {'measured':<56} | ratio | to |"]
        rows.append("|---|--:|---|--:|---|")
        for each in self.all:
            rows.append(f"| {each.what:<32} | {each.entries:>7,} | {each.said:<56} | {each.ratio:5.2f} | {each.to} |")
        return "\n".join(rows)

    def compare(self) -> list[str]:
        """What is worse than in the baseline, which is kept if there is none."""
        now = {f"{each.what} at {each.entries} to {each.to}": round(each.ratio, 3) for each in self.all}
        if not BASELINE.exists():
            BASELINE.write_text(json.dumps(now, indent=2) + "\n")
        before = json.loads(BASELINE.read_text())
        return [
            f"{name}: {ratio} is worse than {before[name]}."
            for name, ratio in now.items()
            if name in before and ratio < before[name] * (1 - A_FIFTH)
        ]
