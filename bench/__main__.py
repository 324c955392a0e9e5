"""`python -m bench [SIZE …]`: measure sites of so many entries, print a table, and compare it with the baseline."""

import json
import os
import sys
import tempfile
from pathlib import Path

from .chart import chart
from .editing import edit
from .figures import Figures
from .filling import LARGEST, fill
from .ground import Ground, Server
from .loading import find_wrk, load

CHART = Path("var") / "bench.svg"
SIZES = [0, 1_000, 50_000]  # entries; the shipped ones are there in any case
SECONDS = int(os.environ.get("SECONDS", "5"))  # of each measure
CROWD = 64  # connections
DETAIL = "/people/krysten-ritter/"
PAGES = {
    "list": "/people/",
    "last page of the list": "/people/?page={last}",
    "detail": DETAIL,
    "filter": "/people/?job=acting",
    "search": "/search/?q=jessica",
}


def main() -> None:
    find_wrk()
    sizes = [int(size) for size in sys.argv[1:]] or SIZES
    figures = Figures()
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            ground = Ground(Path(folder))
            say(f"Building a site of {size or 'the shipped'} entries …")
            entries = ground.build(size)
            measure(ground, entries, figures)
    print(figures.table())
    CHART.parent.mkdir(exist_ok=True)
    CHART.write_text(chart(figures.all))
    print(f"The same as a picture: {CHART}")
    worse = figures.compare()
    print("\n".join(worse) if worse else "No ratio is worse than its baseline by more than a fifth.")
    sys.exit(bool(worse))


def measure(ground: Ground, entries: int, figures: Figures) -> None:
    say(f"Measuring with {entries} entries …")
    if entries <= LARGEST:
        taken = fill(ground)
        for way, name in {"django": "Django's loaddata", "raw": "rows alone"}.items():
            figures.add_seconds("loaddata", entries, taken["site"], taken[way], name)
    counted = ground.run("-m", "bench.counting", *(page.format(last=2) for page in PAGES.values()))
    queries = json.loads(counted.splitlines()[-1])  # Before it may stand what was logged.
    with ground.serve("bench.plain:application") as server:
        plain = {name: load(server.url + PAGES[name], 2, SECONDS).rate for name in ("list", "detail")}
    with ground.serve("jjsite.worker:application", PAGE_CACHE_MB="0") as server:
        for name, address in PAGES.items():
            found = load(server.url + address.format(last=last_page(server)), 2, SECONDS)
            figures.add(
                f"{name}, never seen", entries, found, plain.get(name), "plain Django", queries[address.format(last=2)]
            )
        figures.add_memory(entries, server.memory())
        for name, found in edit(server).items():
            figures.add(name, entries, found)
    with ground.serve("jjsite.worker:application") as server:
        found = load(server.url + DETAIL, CROWD, SECONDS)
        headers, body = server.get(DETAIL, **{"Accept-Encoding": "br"})
    kept = ground.folder / "constant"
    kept.write_bytes(body)
    sent = [(name, value) for name, value in headers if name not in ("server", "date")]
    kept.with_suffix(".json").write_text(json.dumps(sent))
    with ground.serve("bench.constant:application", CONSTANT=str(kept)) as server:
        constant = load(server.url + "/", CROWD, SECONDS).rate
    figures.add("detail, seen before", entries, found, constant, "constant application")


def last_page(server: Server) -> int:
    _, body = server.get("/api/people/?page_size=1")
    return -(-json.loads(body)["count"] // 100)


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
