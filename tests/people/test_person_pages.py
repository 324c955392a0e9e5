import pytest

from editorial.links.index import reindex
from episodes.models import Credit
from people.models import Person
from tests.factories.episodes import make_credit, make_episode, make_season
from tests.factories.people import make_alias, make_character, make_person, make_quote
from tests.factories.public import ANSWERS, HIDDEN
from tests.factories.sources import make_publication, make_source
from tests.reading import offered, visit

pytestmark = pytest.mark.django_db

PEOPLE = "/people/"


def names_in(page):
    """Whom the list names in the open, in order."""
    return [link for link in page.open_links if link.startswith(PEOPLE) and link != PEOPLE]


class TestList:
    def test_goes_by_sort_name_under_initials(self, client):
        make_person("Krysten Ritter", key="ritter", sort_name="Ritter, Krysten", description="Plays the title role.")
        make_person("Anna Foerster", key="foerster", sort_name="Foerster, Anna")
        make_person("Rebecca De Mornay", key="mornay", sort_name="mornay, Rebecca de")
        make_person("Mike Ávila", key="avila", sort_name="Ávila, Mike")

        page = visit(client, PEOPLE)

        assert names_in(page)[:3] == ["/people/foerster/", "/people/mornay/", "/people/ritter/"]
        assert sorted(text for tag, text in page.headings if tag == "h2") == ["A", "F", "M", "R"]
        assert "R Krysten Ritter Plays the title role." in page.text

    def test_shows_one_initial(self, client):
        make_person("Uma", key="uma", sort_name="Uma")
        make_person("Ann", key="ann", sort_name="Ann")
        make_person("Ávila", key="avila", sort_name="Ávila")

        assert sorted(names_in(visit(client, PEOPLE, initial="A"))) == ["/people/ann/", "/people/avila/"]
        assert names_in(visit(client, PEOPLE, initial="U")) == ["/people/uma/"]

    def test_offers_the_initials_that_everybody_may_know(self, client):
        make_person("Ann", sort_name="Ann")
        make_person("Zed", sort_name="Zed", horizon=14)
        make_person("Wim", sort_name="Wim", **HIDDEN["draft"]())

        assert offered(client.get(PEOPLE))["initial"] == {"A": 1}

    def test_shows_only_who_is_quoted(self, client):
        make_quote(make_person("Speaker", key="speaker"))
        make_quote(make_person("Secret", key="secret"), horizon=14)
        make_quote(make_person("Unsourced", key="unsourced"), source=make_source(**HIDDEN["draft"]()))
        make_person("Silent", key="silent")

        assert names_in(visit(client, PEOPLE, group="quoted")) == ["/people/speaker/"]

    def test_shows_only_whose_names_vary(self, client):
        make_alias(make_person("Darville", key="darville"), "Danville")
        make_alias(make_person("Secret", key="secret"), "Otherwise", horizon=14)
        make_person("Plain", key="plain")

        assert names_in(visit(client, PEOPLE, group="otherwise-named")) == ["/people/darville/"]

    @pytest.mark.parametrize("way", HIDDEN)
    def test_shows_nobody_hidden(self, client, way):
        make_person("Shown", key="shown")
        make_person("Ghost", key="ghost", **HIDDEN[way]())

        page = visit(client, PEOPLE)

        assert names_in(page) == ["/people/shown/"]
        assert "Ghost" not in page.text

    def test_veils_whom_the_story_reveals(self, client):
        make_person("Known", key="known")
        make_person("Revealed", key="revealed", description="Plays the culprit.", horizon=14)

        page = visit(client, PEOPLE)

        assert names_in(page) == ["/people/known/"]
        assert "/people/revealed/" in page.links
        assert "Revealed" not in page.open_text
        assert "culprit" not in page.open_text
        assert "culprit" in page.text

    def test_says_when_nobody_fits(self, client):
        make_person("Silent", sort_name="Silent")
        make_quote(make_person("Speaker", sort_name="Mouth"))

        page = visit(client, PEOPLE, group="quoted", initial="S")

        assert "Nobody fits" in page.text
        assert names_in(page) == []

    def test_keeps_whom_the_story_reveals_for_the_last_page(self, client):
        make_person("Aaron", key="aaron", horizon=14)
        for number in range(100):
            make_person(f"Bob {number}", key=f"bob-{number}")

        assert "/people/aaron/" not in visit(client, PEOPLE).links
        assert "/people/aaron/" in visit(client, PEOPLE, page=2).links

    def test_long_lists_have_pages_that_keep_the_filter(self, client):
        for number in range(101):
            make_person(f"Ann {number:03}", key=f"ann-{number}")

        first, second = visit(client, PEOPLE, initial="A"), visit(client, PEOPLE, initial="A", page=2)

        assert len(names_in(first)) == 100
        assert names_in(second) == ["/people/ann-100/"]
        assert "?initial=A&page=2" in first.links

    def test_costs_the_same_for_few_and_many(self, client):
        for number in range(3):
            make_person(f"Ann {number}", horizon=number)
        few = visit(client, PEOPLE).queries
        for number in range(60):
            make_quote(make_person(f"Bob {number}", horizon=number % 3))

        assert visit(client, PEOPLE).queries == few <= 8


class TestDetail:
    def test_tells_the_life_with_its_links_and_sources(self, client):
        report = make_source(title="A report", key="report")
        make_person("Melissa Rosenberg", key="rosenberg")
        person = make_person(
            "Krysten Ritter",
            description="Plays the title role.",
            biography="She met [[person:rosenberg|the showrunner]].[@report, ¶3]",
        )

        page = visit(client, person.get_absolute_url())

        assert page.headings[0] == ("h1", "Krysten Ritter")
        assert page.title == "Krysten Ritter · Jessica Jones Casebook"
        assert page.description == "Plays the title role."
        assert "She met the showrunner." in page.text
        assert "/people/rosenberg/" in page.links
        assert report.get_absolute_url() in page.links
        assert {"note-1", "cite-1a"} <= set(page.ids)

    def test_shows_other_names_with_who_prints_them(self, client):
        make_source(title="The key art", key="key-art")
        person = make_person("Eka Darville")
        make_alias(person, "Eka Danville", kind="misspelling", note="So printed once", cites="[@key-art, ¶10]")

        page = visit(client, person.get_absolute_url())

        assert "Misspelling Eka Danville1 So printed once" in page.text
        assert "The key art, ¶10" in page.text

    def test_quotes_with_occasion_topic_and_where_they_were_published(self, client):
        bustle = make_publication(name="Bustle")
        source = make_source(title="Season 2 clues", publication=bustle, published="2017-08-18")
        person = make_person("Krysten Ritter")
        make_source(title="The article", key="s4")
        make_quote(person, "In her heart", occasion="On what changes", topic="tone", source=source, cites="[@s4, ¶51]")
        make_quote(person, "Coming in 2018.", source=source)

        page = visit(client, person.get_absolute_url())

        assert "Tone “In her heart”1 On what changes. Season 2 clues." in page.text
        assert "On other matters “Coming in 2018.” Season 2 clues, Bustle, August 18, 2017." in page.text
        assert source.get_absolute_url() in page.links
        assert "The article, ¶51" in page.text

    def test_names_a_source_whose_title_gives_something_away_by_its_publisher(self, client):
        club = make_publication(name="The A.V. Club")
        source = make_source(title="She dies", publication=club, published="2018-03-09", horizon=25)
        person = make_person()
        make_quote(person, "Words", source=source)

        page = visit(client, person.get_absolute_url())

        assert "The A.V. Club, March 9, 2018" in page.text
        assert "She dies" not in page.text

    def test_veils_rows_that_give_something_away(self, client):
        make_season(episodes_before=13)
        person = make_person()
        make_alias(person, "The culprit", horizon=26)
        make_quote(person, "I did it", topic="guilt", horizon=26)
        make_quote(person, "I did not")

        page = visit(client, person.get_absolute_url())

        assert "I did not" in page.open_text
        for secret in ["The culprit", "I did it", "Guilt"]:
            assert secret in page.text
            assert secret not in page.open_text

    def test_of_somebody_revealed_later_the_page_tells_behind_a_veil(self, client):
        person = make_person("Surprise Guest", horizon=26, description="The culprit.", biography="The culprit, again.")
        make_quote(person, "I did it")

        page = visit(client, person.get_absolute_url())

        assert page.headings[0] == ("h1", "Surprise Guest")
        assert "The rest stands behind the veil." in page.open_text
        assert "culprit" not in page.open_text + page.description + page.title
        assert "I did it" not in page.open_text
        assert "The culprit, again." in page.text

    @pytest.mark.parametrize("way", HIDDEN)
    def test_is_not_found_while_hidden(self, client, way):
        person = make_person("Ghost", **HIDDEN[way]())

        page = visit(client, person.get_absolute_url())

        assert page.status == ANSWERS[way]
        assert "Ghost" not in page.text

    @pytest.mark.parametrize("address", ["/people/nobody/", "/people/%00/", f"/people/{'x' * 3000}/", "/people/a b/"])
    def test_an_unknown_address_is_not_found_and_leads_on(self, client, address):
        page = visit(client, address)

        assert page.status == 404
        assert "/people/" in page.links

    def test_shows_no_words_from_a_hidden_source(self, client):
        person = make_person()
        make_quote(person, "Not yet", source=make_source(title="Embargoed", **HIDDEN["scheduled"]()))
        make_quote(person, "By now")

        page = visit(client, person.get_absolute_url())

        assert "By now" in page.text
        assert "Not yet" not in page.text
        assert "Embargoed" not in page.text

    def test_leads_to_what_other_apps_know_and_back(self, client):
        season = make_season(episodes_before=13)
        episode = make_episode(season, 1)
        person = make_person("Anna Foerster")
        make_credit(episode, person, Credit.Job.DIRECTOR)

        assert episode.get_absolute_url() in visit(client, person.get_absolute_url()).links
        assert person.get_absolute_url() in visit(client, episode.get_absolute_url()).links

    def test_costs_the_same_for_few_and_many(self, client):
        season = make_season(episodes_before=13)
        person = make_person(biography="She.[@source-key]")

        def fill(numbers):
            for number in numbers:
                source = make_source(publication=make_publication(), title=f"Title {number}")
                make_alias(person, f"Name {number}", horizon=number % 3, cites=f"[@{source.key}]")
                make_quote(person, f"Words {number}", source=source, horizon=number % 3, cites=f"[@{source.key}]")
                make_credit(make_episode(season, number + 1), person)
                other = make_character(description=f"[[person:{person.key}]]", horizon=number % 3)
                reindex([other])

        fill(range(3))
        few = visit(client, person.get_absolute_url()).queries
        fill(range(3, 20))

        assert visit(client, person.get_absolute_url()).queries == few <= 16


@pytest.mark.parametrize(
    ("name", "initial"),
    [("Ritter", "R"), ("ritter", "R"), ("Ávila", "A"), ("Ørsted", "Ø"), ("50 Cent", "#"), ("", "#")],
)
def test_a_name_stands_under_its_first_letter(name, initial):
    assert Person(sort_name=name).initial == initial
