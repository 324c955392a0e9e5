import pytest

from tests.factories.public import HIDDEN
from tests.factories.sources import make_publication, make_source
from tests.reading import visit

pytestmark = pytest.mark.django_db

ADDRESS = "/publishers/"


def make_sources(many, name, **fields):
    publication = make_publication(name=name)
    return [make_source(publication=publication, **fields) for _ in range(many)]


def test_counts_by_publisher_and_year_and_leads_to_what_it_counts(client):
    make_sources(2, "Weekly", published="2018-03")
    (single,) = make_sources(1, "Daily", published="undated")

    page = visit(client, ADDRESS)

    assert page.text.index("Weekly 2") < page.text.index("Daily 1")
    assert "2018 2 Undated 1" in page.text
    for link in (f"/sources/?publication={single.publication.key}", "/sources/?year=2018", "/sources/?year=undated"):
        assert page.links.count(link) == 2
        assert visit(client, link).status == 200


def test_fifteen_are_named_and_the_others_counted_and_listed_in_the_table(client):
    for number in range(18):
        make_sources(1, f"Paper {number:02}")

    drawing, _, table = visit(client, ADDRESS).text.partition("The same as a table")

    assert "Paper 14 1 3 others 3" in drawing
    assert "Paper 15" not in drawing
    assert "Paper 17 1" in table


@pytest.mark.parametrize("hidden", HIDDEN)
def test_hidden_sources_are_not_counted(client, hidden):
    make_sources(1, "Shown", published="2018")
    make_sources(1, "Hidden", published="2019", **HIDDEN[hidden]())

    text = visit(client, ADDRESS).text

    assert "Hidden" not in text
    assert "2019" not in text


def test_a_publisher_of_nothing_but_what_gives_something_away_is_not_named(client):
    make_sources(1, "Secret", published="2019", horizon=26)

    assert "Secret" not in visit(client, ADDRESS).text
    client.cookies["horizon"] = "14"
    assert "2019" not in visit(client, ADDRESS).text
    client.cookies["horizon"] = "all"
    assert "Secret 1" in visit(client, ADDRESS).text


def test_with_no_source_it_says_so(client):
    assert "No source has been recorded so far." in visit(client, ADDRESS).text


def test_costs_the_same_with_few_and_many(client):
    make_sources(1, "Daily", published="2017")
    few = visit(client, ADDRESS).queries
    for number in range(20):
        make_sources(2, f"Paper {number}", published=f"20{number:02}")

    assert visit(client, ADDRESS).queries == few
    assert few <= 4
