"""How far a command is: drawn on a terminal, told elsewhere, and not a word if it is to be silent."""

import io

import pytest
from django.core.management.base import OutputWrapper

from editorial.management import progress as module
from editorial.management.progress import Progress


class Terminal(io.StringIO):
    def isatty(self):
        return True


def told(stream, verbosity=1):
    with Progress(OutputWrapper(stream), verbosity) as progress:
        progress("Reading", 1, 4)
        progress("Reading", 4, 4)
        progress("Indexing", 2, 4)
    return stream.getvalue()


def test_on_a_terminal_each_phase_has_a_line_with_a_bar():
    assert told(Terminal()) == (
        "\rReading              [#######.......................] 1 of 4"
        "\rReading              [##############################] 4 of 4\n"
        "\rIndexing             [###############...............] 2 of 4\n"
    )


def fail_after(_):
    raise ZeroDivisionError


def test_the_line_of_the_bar_is_left_before_an_error_is_told():
    stream = Terminal()

    with pytest.raises(ZeroDivisionError), Progress(OutputWrapper(stream), 1) as progress:
        fail_after(progress("Reading", 1, 4))

    assert stream.getvalue().endswith("1 of 4\n")


def test_elsewhere_there_are_plain_lines_and_only_after_a_while(monkeypatch):
    assert told(io.StringIO()) == ""

    monkeypatch.setattr(module, "SECONDS_OF_SILENCE", 0)
    assert told(io.StringIO()) == "Reading: 1 of 4 …\nReading: 4 of 4 …\nIndexing: 2 of 4 …\n"


def test_without_verbosity_nothing_is_told(monkeypatch):
    monkeypatch.setattr(module, "SECONDS_OF_SILENCE", 0)

    assert told(Terminal(), verbosity=0) == told(io.StringIO(), verbosity=0) == ""


def test_nothing_to_do_is_done():
    stream = Terminal()
    Progress(OutputWrapper(stream), 1)("Reading", 0, 0)

    assert stream.getvalue().endswith("0 of 0")
