"""What several processes count is one sum."""

import subprocess
import sys

from jjsite.environment import BASE_DIR
from jjsite.metrics import series
from jjsite.metrics.counts import Counts

SEEN = series.requests("2xx")

COUNTING = """
import sys
from pathlib import Path
import django
django.setup()
from jjsite.metrics import series
from jjsite.metrics.counts import Counts
counts = Counts(Path(sys.argv[1]))
counts.add((series.requests("2xx"), 2))
counts.set((series.KEPT_PAGES, 7))
print(flush=True)
sys.stdin.read()
"""


def process(folder):
    started = subprocess.Popen(
        [sys.executable, "-c", COUNTING, folder], cwd=BASE_DIR, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    started.stdout.readline()
    return started


def test_processes_are_added_up_and_what_one_counted_outlives_it(tmp_path):
    ours = Counts(tmp_path)
    ours.add((SEEN, 1))
    other = process(tmp_path)
    with other:
        assert (ours.sums()[SEEN], ours.sums()[series.KEPT_PAGES]) == (3, 7)
        other.kill()
        other.communicate()

    assert (ours.sums()[SEEN], ours.sums()[series.KEPT_PAGES]) == (3, 0)


def test_a_process_goes_on_where_one_has_ended(tmp_path):
    ours = Counts(tmp_path)
    for _ in range(3):
        with process(tmp_path) as other:
            other.communicate()

    assert ours.sums()[SEEN] == 6
    assert len(list(tmp_path.iterdir())) == 2
