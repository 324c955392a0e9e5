"""How fast a page is behind nginx, beside the same answer from a file: `python -m tests.faults.beside_a_file`.

The file is sent with the headers of the page. Both are measured in turns, each while it is asked for already, so that
whatever else the machine does slows both; the median of the rounds' ratios counts.
"""

import signal
import statistics
import sys
import time

from bench.loading import load
from tests.sweeps.serving import free_port

from .deployment import a_folder, scaled

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


def main(address: str = "/episodes/", rounds: int = 11, seconds: int = 3):
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
            ratios = []
            for _ in range(rounds):
                behind, file = (
                    [load(url, 64, part).rate for part in (1, seconds)][1]
                    for url in (f"{deployment.url}{address}", f"http://127.0.0.1:{port}/page")
                )
                ratios.append(behind / file)
                print(f"{behind:8,.0f}/s {file:8,.0f}/s {ratios[-1]:.2f}", flush=True)
    print(f"{address}, {len(page):,} bytes: median {statistics.median(ratios):.2f} of {rounds} rounds")


def is_own(name: str) -> bool:
    return name.lower() not in SAID_ANYWAY


if __name__ == "__main__":
    main(*sys.argv[1:2])
