"""Many requests at once, by wrk."""

import re
import shutil
import subprocess
from typing import NamedTuple

UNITS = {"us": 1e-6, "ms": 1e-3, "s": 1.0, "m": 60.0}


class Load(NamedTuple):
    """Answers a second, and the seconds within which a half and 99 of 100 came."""

    rate: float
    p50: float
    p99: float


def find_wrk() -> str:
    path = shutil.which("wrk")
    if path is None:
        raise SystemExit("The benchmark asks with wrk, which is not installed: apt-get install wrk.")
    return path


def load(url: str, connections: int, seconds: int, encoding: str = "br") -> Load:
    """Ask for one address. An answer that is no page ends the benchmark."""
    command = [find_wrk(), f"--threads={min(connections, 2)}", f"--connections={connections}", f"--duration={seconds}s"]
    done = subprocess.run(  # noqa: S603
        [*command, "--latency", "--timeout=60s", "--header", f"Accept-Encoding: {encoding}", url],
        capture_output=True,
        text=True,
        check=True,
    )
    if refused := re.search(r"Non-2xx.*|Socket errors.*", done.stdout):
        raise SystemExit(f"{url}: {refused[0]}")
    return Load(
        float(re.search(r"Requests/sec:\s+([\d.]+)", done.stdout)[1]),
        seconds_in(re.search(r"(?m)^ +50% +(\S+)", done.stdout)[1]),
        seconds_in(re.search(r"(?m)^ +99% +(\S+)", done.stdout)[1]),
    )


def seconds_in(text: str) -> float:
    number, unit = re.fullmatch(r"([\d.]+)([a-z]+)", text).groups()
    return float(number) * UNITS[unit]
