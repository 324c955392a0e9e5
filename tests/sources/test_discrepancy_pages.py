import pytest

from editorial.links.index import reindex
from sources.models import Discrepancy
from tests.factories.episodes import make_season
from tests.factories.people import make_person
from tests.factories.public import ANSWERS, HIDDEN
from tests.factories.sources import make_discrepancy, make_publication, make_reading, make_source
from tests.reading import offered, visit

pytestmark = pytest.mark.django_db

LEDGER = "/disagreements/"
SETTLED = {"status": Discrepancy.Status.SETTLED}


def cases_in(links):
    return [link for link in links if link.startswith(LEDGER) and link != LEDGER]


class TestList:
    def test_goes_by_number(self, client):
        for number in (10, 9, 1):
            make_discrepancy(number=number, key=f"case-{number}")

        links = cases_in(visit(client, LEDGER).links)

        assert links == ["/disagreements/case-1/", "/disagreements/case-9/", "/disagreements/case-10/"]

    def test_shows_the_values_what_is_printed_and_the_state(self, client):
        case = make_discrepancy(number=1, title="Darville or Danville?", printed="Eka Darville", **SETTLED)
        for value in ["Eka Danville", "Eka Darville", "Eka Danville"]:
            make_reading(case, value)

        text = visit(client, LEDGER).text

        assert "1 Darville or Danville? Eka Danville Eka Darville We print: Eka Darville Settled spelling" in text

    @pytest.mark.parametrize(
        ("asked", "found"),
        [
            ({"kind": "figure"}, ["total"]),
            ({"status": "settled"}, ["name"]),
            ({"status": "open", "kind": "figure"}, ["total"]),
            ({"status": "settled", "kind": "figure"}, []),
        ],
    )
    def test_shows_only_what_is_asked_for(self, client, asked, found):
        make_discrepancy(key="name", printed="Darville", **SETTLED)
        make_discrepancy(key="total", kind="figure")

        assert cases_in(visit(client, LEDGER, **asked).links) == [f"/disagreements/{key}/" for key in found]

    def test_offers_only_what_there_is_in_public(self, client):
        make_discrepancy(kind="gap")
        make_discrepancy(kind="date", printed="Never", **SETTLED, **HIDDEN["draft"]())

        assert offered(client.get(LEDGER)) == {"kind": {"gap": 1}, "status": {"open": 1}, "about": {}}

    def test_veils_a_case_in_its_place(self, client):
        make_season(episodes_before=13)
        make_discrepancy(number=1, title="First")
        case = make_discrepancy(number=2, title="One mother, two actresses", printed="Both", horizon=19)
        make_reading(case, "Janet McTeer")
        make_discrepancy(number=3, title="Last")

        page = visit(client, LEDGER)

        assert "2 Spoiler: episode 19 of the series Open spelling" in page.open_text
        for secret in ["mother", "McTeer", "Both"]:
            assert secret not in page.open_text
            assert secret in page.text

    def test_leaves_a_value_out_that_gives_more_away_than_its_case(self, client):
        case = make_discrepancy(title="How would he be back?")
        make_reading(case, "unfinished business")
        make_reading(case, "a hallucination", horizon=24)

        text = visit(client, LEDGER).text

        assert "unfinished business" in text
        assert "hallucination" not in text

    @pytest.mark.parametrize("way", HIDDEN)
    def test_shows_nothing_hidden(self, client, way):
        make_discrepancy(title="Shown", key="shown")
        make_discrepancy(title="Ghost", **HIDDEN[way]())

        page = visit(client, LEDGER)

        assert cases_in(page.links) == ["/disagreements/shown/"]
        assert "Ghost" not in page.text

    def test_costs_the_same_for_few_and_many(self, client):
        def fill(numbers):
            for number in numbers:
                case = make_discrepancy(number=number, horizon=number % 3)
                make_reading(case, "One")
                make_reading(case, "Another")

        fill(range(3))
        few = visit(client, LEDGER).queries
        fill(range(60))

        assert visit(client, LEDGER).queries == few <= 10


class TestDetail:
    def test_sets_the_values_side_by_side_with_who_prints_each_and_where(self, client):
        comicbook = make_publication(name="ComicBook.com")
        art = make_source(title="Key art revealed", key="s0", publication=comicbook, published="undated")
        make_source(title="Season 2", key="s4", kind="encyclopedia")
        case = make_discrepancy(title="Darville or Danville?")
        make_reading(case, "Eka Danville", note="Once.", cites="[@s0, ¶10]")
        make_reading(case, "Eka Darville", note="Twice.", cites="[@s4, ¶15] [@s4, ¶54]")

        page = visit(client, case.get_absolute_url())

        assert page.headings[0] == ("h1", "Darville or Danville?")
        assert "Eka Danville 1 Once. Key art revealed, ComicBook.com, undated, ¶10" in page.text
        assert "Eka Darville 2 3 Twice. Season 2, encyclopedia article, ¶15, ¶54" in page.text
        assert art.get_absolute_url() in page.links

    def test_tells_what_is_going_on_what_we_print_and_why(self, client):
        case = make_discrepancy(explanation="Two spellings.", printed="Eka Darville", reason="It is usual.", **SETTLED)

        page = visit(client, case.get_absolute_url())

        assert "What is going on Two spellings." in page.text
        assert "What we print, and why Eka Darville It is usual." in page.text
        assert "State Settled Kind Spelling" in page.text

    def test_an_open_case_may_have_nothing_printed(self, client):
        case = make_discrepancy()

        text = visit(client, case.get_absolute_url()).text

        assert "State Open" in text
        assert "What we print, and why Nothing yet." in text

    def test_leads_to_what_it_concerns_and_back(self, client):
        darville = make_person("Eka Darville", key="darville")
        case = make_discrepancy(title="Darville or Danville?", about="person:darville", about_field="title")
        reindex([case])

        page, back = visit(client, case.get_absolute_url()), visit(client, darville.get_absolute_url())

        assert "Concerns Eka Darville name" in page.text
        assert darville.get_absolute_url() in page.links
        assert "Sources disagree about this Darville or Danville?" in back.text
        assert case.get_absolute_url() in back.links

    def test_veils_what_it_concerns_if_that_gives_something_away(self, client):
        make_person("Surprise Guest", key="guest", horizon=20)
        case = make_discrepancy(about="person:guest")

        page = visit(client, case.get_absolute_url())

        assert "Surprise Guest" in page.text
        assert "Surprise Guest" not in page.open_text

    @pytest.mark.parametrize("about", ["", "person:nobody", "person:ghost", "nothing:at-all", "person", "person:"])
    def test_names_nothing_that_it_cannot_lead_to(self, client, about):
        make_person("Ghost", key="ghost", **HIDDEN["draft"]())
        case = make_discrepancy(title="Whose?", about=about, about_field="title")

        page = visit(client, case.get_absolute_url())

        assert page.headings[0] == ("h1", "Whose?")
        assert "Concerns" not in page.text
        assert "Ghost" not in page.text

    def test_a_field_that_there_is_not_is_not_named(self, client):
        make_person("Eka Darville", key="darville")
        case = make_discrepancy(about="person:darville", about_field="shoe_size")

        text = visit(client, case.get_absolute_url()).text

        assert "Concerns Eka Darville" in text
        assert "shoe" not in text

    def test_shows_no_hidden_source(self, client):
        outlet = make_publication(name="The Ghost Gazette")
        make_source(title="Embargoed", key="ghost", publication=outlet, **HIDDEN["scheduled"]())
        case = make_discrepancy()
        make_reading(case, "A value", cites="[@ghost, ¶1]")

        text = visit(client, case.get_absolute_url()).text

        assert "A value" in text
        assert "Embargoed" not in text
        assert "Gazette" not in text

    def test_names_a_source_whose_title_gives_something_away_by_its_publisher(self, client):
        club = make_publication(name="The A.V. Club")
        make_source(title="She dies", key="club", publication=club, published="2018-03-09", horizon=25)
        case = make_discrepancy()
        make_reading(case, "A value", cites="[@club, ¶1]")

        text = visit(client, case.get_absolute_url()).text

        assert "A value 1 The A.V. Club, March 9, 2018, ¶1" in text
        assert "She dies" not in text

    def test_veils_a_value_that_gives_something_away(self, client):
        case = make_discrepancy()
        make_reading(case, "unfinished business")
        make_reading(case, "a hallucination", horizon=24)

        page = visit(client, case.get_absolute_url())

        assert "unfinished business" in page.open_text
        assert "hallucination" not in page.open_text
        assert "hallucination" in page.text

    def test_leads_to_its_public_neighbours_by_number(self, client):
        make_discrepancy(number=0, title="Nought", key="nought")
        make_discrepancy(number=1, title="One", key="one")
        make_discrepancy(number=2, title="Two", key="two", **HIDDEN["draft"]())
        middle = make_discrepancy(number=3, title="Three", key="three")
        make_discrepancy(number=3, title="Also three", key="also-three")
        make_discrepancy(number=5, title="Five", key="five")

        page = visit(client, middle.get_absolute_url())

        assert cases_in(page.links) == ["/disagreements/one/", "/disagreements/also-three/"]
        assert "Previous One Next Also three" in page.text

    def test_a_neighbour_that_gives_something_away_is_a_number(self, client):
        first = make_discrepancy(number=1)
        make_discrepancy(number=2, title="One mother, two actresses", key="second", horizon=19)

        page = visit(client, first.get_absolute_url())

        assert "Next Number 2" in page.text
        assert "/disagreements/second/" in page.links
        assert "mother" not in page.text

    def test_of_a_case_that_gives_something_away_the_page_tells_behind_a_veil(self, client):
        case = make_discrepancy(title="Two actresses?", explanation="The mother has two.", printed="Both", horizon=19)
        make_reading(case, "McTeer", horizon=19)

        page = visit(client, case.get_absolute_url())

        assert page.text.count("Spoiler:") == 1
        for secret in ["mother", "Both", "McTeer"]:
            assert secret in page.text
            assert secret not in page.open_text + page.description

    @pytest.mark.parametrize("way", HIDDEN)
    def test_is_not_found_while_hidden(self, client, way):
        ghost = make_discrepancy(title="Ghost", **HIDDEN[way]())

        page = visit(client, ghost.get_absolute_url())

        assert page.status == ANSWERS[way]
        assert "Ghost" not in page.text

    def test_costs_the_same_for_few_and_many(self, client):
        make_person(key="darville")
        case = make_discrepancy(number=5, about="person:darville")

        def fill(numbers):
            for number in numbers:
                source = make_source(publication=make_publication())
                make_reading(case, f"Value {number}", horizon=number % 3, cites=f"[@{source.key}]")
                other = make_discrepancy(number=number, reason=f"As in [[discrepancy:{case.key}]].")
                reindex([other])

        fill(range(3))
        few = visit(client, case.get_absolute_url()).queries
        fill(range(3, 30))

        assert visit(client, case.get_absolute_url()).queries == few <= 18


@pytest.mark.parametrize("way", HIDDEN)
def test_whether_it_is_public_has_nothing_to_do_with_whether_it_is_settled(way):
    assert make_discrepancy(printed="So", **SETTLED).is_public() is True
    assert make_discrepancy(**HIDDEN[way]()).is_public() is False
