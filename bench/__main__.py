"""`python -m bench [SIZE …]`: measure sites of so many entries, print a table, and compare it with the baseline."""

import json
import os
import sys
import tempfile
from pathlib import Path

from .figures import Figures
from .ground import Ground, Server
from .loading import find_wrk, load

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
    worse = figures.compare()
    print("\n".join(worse) if worse else "No ratio is worse than its baseline by more than a fifth.")
    sys.exit(bool(worse))


def measure(ground: Ground, entries: int, figures: Figures) -> None:
    say(f"Measuring with {entries} entries …")
    with ground.serve("bench.plain:application") as server:
        plain = {name: load(server.url + PAGES[name], 2, SECONDS).rate for name in ("list", "detail")}
    with ground.serve("jjsite.worker:application", PAGE_CACHE_MB="0") as server:
        for name, address in PAGES.items():
            found = load(server.url + address.format(last=last_page(server)), 2, SECONDS)
            figures.add(f"{name}, never seen", entries, found, plain.get(name), "plain Django")
        figures.add_memory(entries, server.memory())
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
