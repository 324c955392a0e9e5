"""Sources are kept and read after they were published, where the dates are known well enough to tell."""

import pytest

from editorial.dates import PartialDate
from tests.editorial.checks.finding import found
from tests.factories.public import HIDDEN
from tests.factories.sources import make_discrepancy, make_source

pytestmark = pytest.mark.django_db

CODE = "dates-out-of-order"


def dated(**dates):
    parsed = {name: PartialDate.parse(text) for name, text in dates.items()}
    return make_source(key="early", title="Early", **parsed)


def test_a_source_read_or_archived_before_it_was_published_is_told():
    assert found(dated(published="2018-03-08", archived="2018-03-07", retrieved="2018-02"), CODE) == [
        ("warning", "archived", "“Early” was archived (March 7, 2018) before it was published (March 8, 2018)."),
        ("warning", "retrieved", "“Early” was read (February 2018) before it was published (March 8, 2018)."),
    ]


@pytest.mark.parametrize(
    ("published", "retrieved"),
    [
        ("2018-03-08", "2018-03-08"),
        ("2018-03-08", "2018-03"),
        ("2018-03", "2018"),
        ("by 2018-03-08", "2018-03-07"),
        ("undated", "2018-03-07"),
        ("week of 2018-03-05", "2018-03-05"),
    ],
)
def test_what_the_dates_leave_open_is_not_held_against_it(published, retrieved):
    assert found(dated(published=published, retrieved=retrieved), CODE) == []


def test_a_published_disagreement_about_the_field_says_all_there_is_to_say():
    source = dated(published="2018-03-08", archived="2018-03-07", retrieved="2018-03-07")
    make_discrepancy(about="source:early", about_field="archived")
    make_discrepancy(about="source:early", about_field="retrieved", **HIDDEN["draft"]())
    make_discrepancy(about="source:earlier", about_field="retrieved")

    assert [place for _, place, _ in found(source, CODE)] == ["retrieved"]
