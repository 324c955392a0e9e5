"""What a check reads of everything: once a run."""

import pytest

from editorial.checks import once_a_run, one_run


@pytest.fixture
def read():
    asked = []

    @once_a_run
    def read(word):
        asked.append(word)
        return f"{word} {len(asked)}"

    return read


def test_in_a_run_it_is_read_once_for_each_thing_that_is_asked_about(read):
    with one_run():
        assert [read("person"), read("album"), read("person")] == ["person 1", "album 2", "person 1"]


def test_another_run_reads_anew(read):
    for expected in ("person 1", "person 2"):
        with one_run():
            assert read("person") == expected


def test_without_a_run_nothing_is_kept(read):
    assert [read("person"), read("person")] == ["person 1", "person 2"]
