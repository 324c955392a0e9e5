"""Power cuts and storms, at the site as it is served in production."""

from pathlib import Path

import pytest

from .kills import cut_power, prepare
from .storm import storm

pytestmark = pytest.mark.sqlite

CUTS = 2  # `python -m tests.sweeps.kills 20` cuts more often


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    site, live = prepare(Path(tmp_path_factory.mktemp("site")))
    yield site, live
    site.kill()


def test_what_was_acknowledged_survives_power_cuts(served):
    found = [cut_power(*served, turn) for turn in range(CUTS)]

    assert sum(each.acknowledged for each in found) > CUTS
    assert [each.refused for each in found] == [[]] * CUTS
    assert [each.lost for each in found] == [[]] * CUTS
    assert [each.integrity for each in found] == ["ok"] * CUTS
    assert [each.missing_files for each in found] == [[]] * CUTS
    assert [each.orphans_after_sweep for each in found] == [[]] * CUTS


def test_a_storm_of_editors_breaks_nothing(served):
    site, _ = served

    found = storm(site, clients=4, saves=5)

    assert found.statuses == {302: 4 * 5}
    assert found.stored == 4 * 5
