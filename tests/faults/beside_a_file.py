"""How fast a page is behind nginx, beside the same answer from a file: `python -m tests.faults.beside_a_file`.

The file is sent with the headers of the page. Both are measured in turns, each while it is asked for already, so that
whatever else the machine does slows both; the median of the rounds' ratios counts.
"""

import os
import signal
import statistics
import sys
import time
from pathlib import Path

from bench.loading import load
from tests.sweeps.serving import free_port

from .deployment import a_folder, scaled
from .processes import family

FILE = """
    server {{
        listen 127.0.0.1:{port};
        server_tokens off;
        root {folder};
        default_type "text/html; charset=utf-8";
        include {folder}/headers*;
    }}
"""
SAID_ANYWAY = {"server", "date", "content-type", "content-length", "connection", "last-modified", "etag"}


def main(address: str = "/episodes/", rounds: int = 7, seconds: int = 3):
    with a_folder() as folder:
        port = free_port()
        with scaled(tls=False, more=FILE.format(port=port, folder=folder)) as deployment:
            connection = deployment.browser().connection
            connection.request("GET", address, headers={"Accept-Encoding": "br"})
            response = connection.getresponse()
            page = response.read()
            assert response.headers["Content-Encoding"] == "br"
            (folder / "page").write_bytes(page)
            headers = [f'add_header {name} "{value}";' for name, value in response.headers.items() if is_own(name)]
            (folder / "headers").write_text("\n".join(headers))
            deployment.services["nginx"].process.send_signal(signal.SIGHUP)
            time.sleep(2)
            proxy = deployment.services["nginx"]
            os.nice(10)  # Visitors are on other machines, and take no time from this one.
            rates, costs = [], []
            for _ in range(rounds):
                behind, its_cost = measure(proxy, f"{deployment.url}{address}", seconds)
                file, cost = measure(proxy, f"http://127.0.0.1:{port}/page", seconds)
                rates.append(behind / file)
                costs.append(cost / its_cost)
                print(
                    f"{behind:8,.0f}/s {file:8,.0f}/s {rates[-1]:.2f}  {its_cost:.1f} µs {cost:.1f} µs {costs[-1]:.2f}"
                )
    print(
        f"{address}, {len(page):,} bytes, {rounds} rounds: median {statistics.median(rates):.2f} of the rate, "
        f"{statistics.median(costs):.2f} by nginx's own time for an answer"
    )


def measure(proxy, url: str, seconds: int) -> tuple[float, float]:
    """(answers a second, microseconds of nginx for each), while it is asked for already."""
    load(url, 64, 1)
    before = busy(proxy)
    rate = load(url, 64, seconds).rate
    return rate, (busy(proxy) - before) / rate / seconds * 1e6


def busy(proxy) -> float:
    """Seconds of processors that its processes have had."""
    ticks = 0
    for pid in family(proxy.process.pid):
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def is_own(name: str) -> bool:
    return name.lower() not in SAID_ANYWAY


if __name__ == "__main__":
    main(*sys.argv[1:2])
