"""How long it takes to load a site's content, beside Django's own way, and beside nothing but its rows."""

import tempfile
from pathlib import Path

from .ground import CONTENT, Ground

LARGEST = 10_000  # entries; of more, the smaller sites tell enough


def fill(ground: Ground) -> dict[str, float]:
    """{way: seconds} for all that a site holds, each into an empty one."""
    content = ground.folder / "content"
    ground.run("manage.py", "dumpcontent", "--output", str(content))
    rows = content / "rows.json"
    ground.run("manage.py", "dumpdata", *CONTENT, "--output", str(rows), "--verbosity=0")
    ours = [str(content / f"{app}.yaml") for app in CONTENT]
    return {
        way: seconds_of(way, files) for way, files in {"site": ours, "django": [str(rows)], "raw": [str(rows)]}.items()
    }


def seconds_of(way: str, files: list[str]) -> float:
    with tempfile.TemporaryDirectory() as folder:
        empty = Ground(Path(folder))
        empty.run("manage.py", "migrate", "--verbosity=0")
        return float(empty.run("-m", "bench.fill", way, *files).split()[-1])
