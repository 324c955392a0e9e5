"""The command that says what is wrong with the content."""

import pytest
from django.core.management import CommandError, call_command

from tests.factories.people import make_character, make_person
from tests.factories.public import HIDDEN
from tests.factories.sources import make_source

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(capsys):
    """Call the command, and give what it prints and the error with which it fails."""

    def call(*args):
        failure = ""
        try:
            call_command("checkcontent", *args)
        except CommandError as error:
            failure = str(error)
        return capsys.readouterr().out.splitlines(), failure

    return call


def test_findings_are_listed_by_kind_errors_first(told):
    make_source(key="s")
    make_person(key="a", biography="[[person:nobody]]")
    make_person(key="b", biography="[[person:no-one]]", cites="[@s]")

    assert told() == (
        [
            "Links, citations and veils that lead nowhere: 2 errors",
            "  person:a, biography: This leads nowhere: there is no person “nobody”.",
            "  person:b, biography: This leads nowhere: there is no person “no-one”.",
            "Statements without a source: 1 warning",
            "  person:a, biography: No source is cited for this.",
        ],
        "2 errors in what is meant for the public.",
    )


def test_only_some_kinds_and_levels_can_be_asked_for(told):
    make_person(key="a", biography="[[person:nobody]]")
    make_character(key="c", description="[[person:nobody]]")

    lines, failure = told("character", "--level", "warning")

    assert lines == [
        "Statements without a source: 1 warning",
        "  character:c, description: No source is cited for this.",
    ]
    assert failure == ""
    assert [line for line in told("character", "--level", "error")[0] if "person:a" in line] == []


def test_an_error_in_a_draft_is_told_but_no_failure(told):
    make_person(key="a", biography="[[person:nobody]]", **HIDDEN["draft"]())

    lines, failure = told()

    assert lines[1] == (
        "  person:a (not meant for the public), biography: This leads nowhere: there is no person “nobody”."
    )
    assert failure == ""


def test_where_all_is_well_it_says_so(told):
    assert told() == (["Nothing found."], "")


def test_a_kind_that_there_is_not_is_told(told):
    lines, failure = told("persn")

    assert failure.startswith("“persn” is no kind of record. The kinds are album, article, character")
    assert lines == []
