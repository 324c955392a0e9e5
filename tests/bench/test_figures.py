import json

import pytest

from bench import figures
from bench.figures import Figures
from bench.loading import Load, seconds_in


@pytest.fixture(autouse=True)
def baseline(tmp_path, monkeypatch):
    path = tmp_path / "baseline.json"
    monkeypatch.setattr(figures, "BASELINE", path)
    return path


def figures_of(*rates, reference=100):
    found = Figures()
    for entries, rate in enumerate(rates, start=13):
        found.add("detail", entries, Load(rate, 0.1, 0.2), reference, "plain Django")
    return found


def test_a_figure_is_a_ratio_to_its_reference_and_to_the_smallest_site():
    ratios = [(each.entries, each.to, each.ratio) for each in figures_of(50, 25).all]

    assert ratios == [(13, "plain Django", 0.5), (14, "plain Django", 0.25), (14, "smallest site", 0.5)]


def test_the_first_run_keeps_the_baseline(baseline):
    assert figures_of(50).compare() == []
    assert json.loads(baseline.read_text()) == {"detail at 13 to plain Django": 0.5}


@pytest.mark.parametrize(("rate", "is_worse"), [(50, False), (41, False), (39, True), (200, False)])
def test_what_is_worse_by_more_than_a_fifth_is_told(rate, is_worse):
    figures_of(50).compare()

    assert bool(figures_of(rate).compare()) == is_worse


@pytest.mark.parametrize(
    ("text", "seconds"), [("250.00us", 0.00025), ("3.10ms", 0.0031), ("1.20s", 1.2), ("2.00m", 120)]
)
def test_reads_times_as_they_are_printed(text, seconds):
    assert seconds_in(text) == pytest.approx(seconds)
