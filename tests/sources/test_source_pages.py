import pytest

from editorial.links.index import reindex
from sources.models import Source
from tests.factories.episodes import make_credit, make_episode, make_season
from tests.factories.people import make_character, make_person, make_quote
from tests.factories.public import ANSWERS, HIDDEN
from tests.factories.sources import make_publication, make_source
from tests.reading import offered, visit

pytestmark = pytest.mark.django_db

SOURCES = "/sources/"


def sources_in(links):
    return [link for link in links if link.startswith(SOURCES) and link != SOURCES]


class TestList:
    def test_begins_with_the_founding_documents(self, client):
        make_source(title="An article", key="article")
        make_source(title="The document", key="document", document=True)

        page = visit(client, SOURCES)

        assert sources_in(page.links) == ["/sources/document/", "/sources/article/"]
        assert page.headings == [
            ("h1", "Sources"),
            ("h2", "Founding documents"),
            ("h3", "The document"),
            ("h2", "References"),
        ]

    def test_says_who_published_what_when(self, client):
        make_source(
            title="Clues",
            authors_as_printed="Atkinson, S.",
            authors="S. Atkinson",
            publication=make_publication(name="Bustle"),
            published="2017-08-18",
            number_as_printed="30",
        )

        assert "Clues S. Atkinson Bustle August 18, 2017 30" in visit(client, SOURCES).text

    def test_says_in_which_way_something_is_missing(self, client):
        make_source(title="Scores", absent={"authors": "none", "publication": "not stated", "published": "unknown"})

        assert "Scores none not stated unknown" in visit(client, SOURCES).text

    @pytest.mark.parametrize(
        ("order", "found"),
        [
            ({}, ["early", "unsigned", "late"]),
            ({"sort": ""}, ["early", "unsigned", "late"]),
            ({"sort": "author"}, ["late", "early", "unsigned"]),
            ({"sort": "date"}, ["early", "late", "unsigned"]),
            ({"sort": "number"}, ["unsigned", "late", "early"]),
        ],
    )
    def test_goes_by_title_or_as_asked(self, client, order, found):
        make_source(title="Alpha", key="early", authors_as_printed="Zoe", published="2015", number_as_printed="10")
        make_source(title="Beta", key="unsigned", number_as_printed="2")
        make_source(title="Gamma", key="late", authors_as_printed="Ann", published="2018-03-09", number_as_printed="9")

        assert sources_in(visit(client, SOURCES, **order).links) == [f"/sources/{key}/" for key in found]

    @pytest.mark.parametrize(
        ("asked", "found"),
        [
            ({"publication": "bustle"}, ["clues"]),
            ({"kind": "video"}, ["carpet"]),
            ({"year": "2018"}, ["carpet"]),
            ({"year": "undated"}, ["never", "nowhere"]),
            ({"publication": "bustle", "year": "2018"}, []),
        ],
    )
    def test_shows_only_what_is_asked_for(self, client, asked, found):
        make_source(title="Clues", key="clues", publication=make_publication(key="bustle"), published="2017-08")
        make_source(title="Red carpet", key="carpet", kind=Source.Kind.VIDEO, published="2018-03-07")
        make_source(title="Nowhere", key="nowhere", kind=Source.Kind.REVIEW, published="undated")
        make_source(title="Never", key="never", kind=Source.Kind.REVIEW)

        assert sources_in(visit(client, SOURCES, **asked).links) == [f"/sources/{key}/" for key in found]

    def test_offers_only_what_there_is_in_public(self, client):
        make_source(publication=make_publication(key="open", name="Open"), kind=Source.Kind.VIDEO, published="2016")
        make_source(publication=make_publication(key="later", name="Later"), published="2018", horizon=25)
        hidden = {"publication": make_publication(key="ghost", name="Ghost"), "kind": "review", "published": "1999"}
        make_source(**hidden, **HIDDEN["draft"]())

        assert offered(client.get(SOURCES)) == {
            "publication": {"open": 1},
            "kind": {"video": 1},
            "year": {"2016": 1},
            "cited": {},
        }

    def test_veils_a_title_that_gives_something_away(self, client):
        make_season(episodes_before=13)
        make_source(title="She dies", key="she-dies", authors="C. Siede", horizon=25)

        page = visit(client, SOURCES)

        assert "C. Siede" in page.open_text
        assert "She dies" not in page.open_text
        assert "/sources/she-dies/" not in page.open_links
        assert "/sources/she-dies/" in page.links

    @pytest.mark.parametrize("way", HIDDEN)
    def test_shows_nothing_hidden(self, client, way):
        make_source(title="Shown", key="shown")
        make_source(title="Ghost", key="ghost", **HIDDEN[way]())

        page = visit(client, SOURCES)

        assert sources_in(page.links) == ["/sources/shown/"]
        assert "Ghost" not in page.text

    def test_costs_the_same_for_few_and_many(self, client):
        def fill(numbers):
            for number in numbers:
                publication = make_publication()
                make_source(publication=publication, published="2018", document=number % 2 == 0, horizon=number % 3)

        fill(range(3))
        few = visit(client, SOURCES).queries
        fill(range(60))

        assert visit(client, SOURCES).queries == few <= 11


class TestDetail:
    def test_tells_all_that_is_printed_and_how_it_was_read(self, client):
        source = make_source(
            title="Maleficent actor cast",
            kind=Source.Kind.ARTICLE,
            authors_as_printed="Arrant, Christ",
            authors="Chris Arrant",
            publication=make_publication(key="newsarama", name="Newsarama", owner="Purch"),
            published="2017-04-06",
            archived="2017-08",
            retrieved="2017-08-21",
            number_as_printed="43",
        )

        page = visit(client, source.get_absolute_url())

        assert page.headings[0] == ("h1", "Maleficent actor cast")
        for fact in [
            "Kind Article",
            "Number 43",
            "By, as printed Arrant, Christ Read as Chris Arrant",
            "Published by Newsarama Owned by Purch",
            "Published April 6, 2017 Archived August 2017 Retrieved August 21, 2017",
        ]:
            assert fact in page.text
        assert "/sources/?publication=newsarama" in page.links

    def test_does_not_read_a_name_twice(self, client):
        source = make_source(authors_as_printed="filmmusicreporter", authors="filmmusicreporter")

        assert "Read as" not in visit(client, source.get_absolute_url()).text

    def test_says_in_which_way_something_is_missing(self, client):
        absent = dict.fromkeys(["authors_as_printed", "archived"], "none") | {"publication": "not stated"}
        source = make_source(absent=absent, published="undated", orphan=True)

        text = visit(client, source.get_absolute_url()).text

        assert "By, as printed none" in text
        assert "Published by not stated" in text
        assert "Published undated Archived none" in text
        assert "nothing in the article cites it" in text

    def test_an_inferred_publication_is_said_to_be_so(self, client):
        source = make_source(publication=make_publication(name="ComicBook.com"), publication_inferred=True)

        assert "ComicBook.com inferred: its name is not printed on it" in visit(client, source.get_absolute_url()).text

    def test_tells_what_it_says_and_who_published_it(self, client):
        make_person("Krysten Ritter", key="ritter")
        taylor = make_person("Rachael Taylor", key="taylor")
        note = "Two came from here, [[person:taylor|Taylor's]] among them."
        source = make_source(digest="About [[person:ritter]].", publication=make_publication(name="Bustle", note=note))

        page = visit(client, source.get_absolute_url())

        assert "About Krysten Ritter." in page.text
        assert ("h2", "About Bustle") in page.headings
        assert "Taylor's among them." in page.text
        assert taylor.get_absolute_url() in page.links

    def test_a_document_explains_how_its_paragraphs_are_counted(self, client):
        document, reference = make_source(document=True), make_source()
        explained = "the twelfth line of our copy that is not empty"

        assert explained in visit(client, document.get_absolute_url()).text
        assert explained not in visit(client, reference.get_absolute_url()).text

    def test_shows_whose_words_it_printed(self, client):
        source = make_source(title="Clues")
        ritter = make_person("Krysten Ritter")
        make_quote(ritter, "In her heart", topic="tone", occasion="In August", source=source)
        make_quote(make_person("Ghost", **HIDDEN["draft"]()), "Boo", source=source)

        page = visit(client, source.get_absolute_url())

        assert "In her heart” Krysten Ritter, on tone. In August." in page.text
        assert ritter.get_absolute_url() in page.links
        assert "Boo" not in page.text
        assert source.get_absolute_url() in visit(client, ritter.get_absolute_url()).links

    def test_veils_words_and_speakers_that_give_something_away(self, client):
        make_season(episodes_before=13)
        source = make_source()
        make_quote(make_person("Open"), "Secret words", source=source, horizon=20)
        make_quote(make_person("Secret guest", horizon=20), "Guessed", source=source)

        page = visit(client, source.get_absolute_url())

        assert "Secret words" in page.text
        assert "Guessed” Secret guest" in page.text
        for secret in ["Secret", "Guessed"]:
            assert secret not in page.open_text

    def test_shows_what_cites_it_and_where(self, client):
        source = make_source(key="s4", document=True)
        ritter = make_person("Krysten Ritter", biography="Plays.[@s4, ¶15] Wins.[@s4, ¶9]", cites="[@s4, ¶88]")
        reindex([ritter])

        page = visit(client, source.get_absolute_url())

        assert ("h2", "Cited by") in page.headings
        assert "People Krysten Ritter ¶9, ¶15, ¶88" in page.text
        assert ritter.get_absolute_url() in page.links
        assert source.get_absolute_url() in visit(client, ritter.get_absolute_url()).links

    def test_of_a_title_that_gives_something_away_the_page_tells_behind_a_veil(self, client):
        make_season(episodes_before=13)
        club = make_publication(key="club", name="The A.V. Club")
        source = make_source(title="Somebody dies", digest="Trish is the one.", publication=club, horizon=25)

        page = visit(client, source.get_absolute_url())

        assert "tells something of the story" in page.open_text
        assert "Trish" not in page.open_text + page.description
        assert "Trish is the one." in page.text
        assert "/sources/?publication=club" not in page.links  # which the filter does not offer

    def test_a_footnote_names_it_without_a_title_that_gives_something_away(self, client):
        club = make_publication(name="The A.V. Club")
        source = make_source(title="She dies", key="club", publication=club, published="2018-03-09", horizon=25)
        person = make_person(biography="Is a guest.[@club]")

        page = visit(client, person.get_absolute_url())

        assert "The A.V. Club, March 9, 2018" in page.text
        assert source.get_absolute_url() in page.links
        assert "She dies" not in page.text

    @pytest.mark.parametrize("way", HIDDEN)
    def test_is_not_found_while_hidden(self, client, way):
        ghost = make_source(title="Ghost", **HIDDEN[way]())

        page = visit(client, ghost.get_absolute_url())

        assert page.status == ANSWERS[way]
        assert "Ghost" not in page.text

    def test_costs_the_same_for_few_and_many(self, client):
        season = make_season(episodes_before=13)
        source = make_source(key="s4", publication=make_publication(), digest="It says.[@s4, ¶1]")

        def fill(numbers):
            for number in numbers:
                make_quote(make_person(f"Speaker {number}"), f"Words {number}", source=source, horizon=number % 3)
                episode = make_episode(season, number + 1)
                make_credit(episode, cites="[@s4, ¶2]")
                character = make_character(f"Other {number}", description="Told.[@s4, ¶3]", horizon=number)
                reindex([episode, character])

        fill(range(3))
        few = visit(client, source.get_absolute_url()).queries
        fill(range(3, 30))

        assert visit(client, source.get_absolute_url()).queries == few <= 18


@pytest.mark.parametrize(
    ("fields", "imprint"),
    [
        ({"publication": "Bustle", "published": "2017-08-18"}, "Bustle, August 18, 2017"),
        ({"publication": "Bustle"}, "Bustle"),
        ({"authors_as_printed": "Doe, J.", "published": "2017"}, "Doe, J., 2017"),
        ({"kind": Source.Kind.ENCYCLOPEDIA, "published": "undated"}, "encyclopedia article, undated"),
    ],
)
def test_an_imprint_says_who_published_it_and_when(fields, imprint):
    if "publication" in fields:
        fields = fields | {"publication": make_publication(name=fields["publication"])}
    made = make_source(title="She dies", **fields)

    assert Source.objects.get(pk=made.pk).imprint == imprint
