import pytest

from tests.factories.news import make_article, make_claim, make_episode
from tests.factories.public import ANSWERS, HIDDEN
from tests.factories.reviews import make_season
from tests.reading import offered, visit

pytestmark = pytest.mark.django_db

PREDICTIONS = "/predictions/"


@pytest.fixture
def season():
    return make_season(number=2, title="Season two")


# The list


def test_list_groups_what_anyone_may_know_by_outcome(client):
    make_claim(title="It comes in spring", outcome="held")
    make_claim(title="It comes on Sundays", outcome="did-not")
    make_claim(title="There will be more", outcome="unsettled")

    page = visit(client, PREDICTIONS)

    assert [text for tag, text in page.headings if tag == "h2"] == ["Held", "Did not hold", "Unsettled"]
    assert "Held It comes in spring Held" in page.open_text
    assert "Did not hold It comes on Sundays Did not hold" in page.open_text
    assert "Unsettled There will be more Unsettled" in page.open_text


def test_list_puts_the_outcomes_that_an_episode_tells_behind_one_veil_of_it(client, season):
    episode = make_episode(7, season=season)
    article = make_article()
    make_claim(title="A: she is bailed out", outcome="did-not", settled_in=episode, article=article)
    make_claim(title="B: she is arrested", outcome="held", settled_in=episode, article=article)

    page = visit(client, PREDICTIONS)

    assert page.open_text.count("Spoiler: season 2, episode 7") == 1
    assert "Season 2, episode 7 A: she is bailed out" in page.open_text
    assert "B: she is arrested" in page.open_text
    for outcome in ["Held", "Did not hold", "Unsettled"]:
        assert outcome not in page.open_text
    assert "A: she is bailed out Did not hold" in page.text
    assert "B: she is arrested Held" in page.text


def test_list_says_nothing_of_outcomes_by_its_order(client, season):
    episode = make_episode(7, season=season)
    article = make_article()
    for title, outcome in [("B", "held"), ("A", "unsettled"), ("D", "did-not"), ("C", "unsettled")]:
        make_claim(title=f"Guess {title}", outcome=outcome, settled_in=episode, article=article)

    page = visit(client, PREDICTIONS)

    places = [page.open_text.index(f"Guess {title}") for title in "ABCD"]
    assert places == sorted(places)


@pytest.mark.parametrize("address", [PREDICTIONS, "/news/the-report/"])
def test_a_reader_is_not_told_which_later_episode_settles_a_claim(client, season, address):
    article = make_article(slug="the-report")
    for title, number in [("B", 4), ("A", 5), ("D", 7), ("C", 11)]:
        make_claim(title=f"Guess {title}", settled_in=make_episode(number, season=season), article=article)
    client.cookies["horizon"] = "17"

    page = visit(client, address)

    assert "Season 2, episode 4 Guess B" in page.text
    assert "Not told yet Guess A" in page.text
    for number in (5, 7, 11):
        assert f"episode {number} " not in page.text.partition("Only an episode can tell")[2]
    places = [page.text.rindex(f"Guess {title}") for title in "BACD"]
    assert places == sorted(places)


def test_list_veils_an_outcome_even_where_its_episode_is_not_public(client, season):
    episode = make_episode(7, season=season, state="draft", title="Not yet told")
    make_claim(title="She is found out", outcome="held", settled_in=episode)

    page = visit(client, PREDICTIONS)

    assert "She is found out" in page.open_text
    assert "Held" not in page.open_text
    assert "Not yet told" not in page.text


def test_list_veils_a_claim_that_gives_something_away(client, season):
    make_claim(title="The mother comes back", outcome="held", horizon=20)
    make_claim(title="The mother stays", outcome="held", horizon=20, settled_in=make_episode(9, season=season))

    page = visit(client, PREDICTIONS)

    for title in ["The mother comes back", "The mother stays"]:
        assert title in page.text
        assert title not in page.open_text


def test_list_names_the_article_unless_that_gives_something_away(client):
    make_claim(article=make_article(title="The safe story"))
    make_claim(article=make_article(title="The mother is back", horizon=20))

    page = visit(client, PREDICTIONS)

    assert "The safe story" in page.open_text
    assert "The mother is back" not in page.open_text


def test_list_narrowed_by_outcome_has_only_those_of_which_it_may_stand_open(client, season):
    make_claim(title="It comes in spring", outcome="held")
    make_claim(title="She is arrested", outcome="held", settled_in=make_episode(4, season=season))
    make_claim(title="She is bailed out", outcome="did-not", settled_in=make_episode(5, season=season))

    page = visit(client, f"{PREDICTIONS}?outcome=held")

    assert offered(client.get(PREDICTIONS))["outcome"] == {"held": 1}
    assert "It comes in spring" in page.open_text
    assert "She is arrested" not in page.text
    assert "She is bailed out" not in page.text


@pytest.mark.parametrize(
    ("horizon", "counts"), [("0", {"held": 1}), ("17", {"held": 2}), ("all", {"held": 2, "did-not": 1})]
)
def test_outcomes_are_counted_as_far_as_they_may_be_told(client, season, horizon, counts):
    make_claim(outcome="held")
    make_claim(outcome="held", settled_in=make_episode(4, season=season))
    make_claim(outcome="did-not", settled_in=make_episode(5, season=season))
    client.cookies["horizon"] = horizon

    assert offered(client.get(PREDICTIONS))["outcome"] == counts


def test_list_is_filtered_by_article(client):
    article = make_article(title="The report")
    make_claim(title="Wanted", article=article)
    make_claim(title="Other")

    page = visit(client, f"{PREDICTIONS}?article={article.slug}")

    assert "Wanted" in page.text
    assert "Other" not in page.text


@pytest.mark.parametrize("hidden", HIDDEN)
def test_list_and_filters_know_nothing_hidden(client, hidden):
    make_claim(title="Shown", article=make_article(title="Report seen"))
    make_claim(title="Hidden", outcome="did-not", article=make_article(title="Nothing public said"), **HIDDEN[hidden]())
    make_claim(title="Hidden by its article", article=make_article(title="Hidden report", **HIDDEN[hidden]()))

    page = visit(client, PREDICTIONS)

    for text in ["Shown", "Report seen"]:
        assert text in page.text
    for text in ["Hidden", "Nothing public said", "did not hold"]:
        assert text not in page.text


def test_filter_offers_no_article_that_gives_something_away(client):
    make_claim(article=make_article(title="The mother is back", horizon=20))

    assert "The mother is back" not in visit(client, PREDICTIONS).text


@pytest.mark.parametrize("query", ["", "?outcome=held"])
def test_list_costs_the_same_however_much_there_is(client, season, query):
    make_claim(outcome="held", settled_in=make_episode(1, season=season), cites="[@nowhere]")
    make_claim(outcome="held")
    few = visit(client, PREDICTIONS + query)

    for number in range(2, 12):
        make_claim(outcome="held", settled_in=make_episode(number, season=season), horizon=number)
        make_claim(outcome="held", settled_in=make_episode(number, season=make_season()))
        make_claim(outcome="held", article=make_article(), cites="[@nowhere]")
    many = visit(client, PREDICTIONS + query)

    assert few.status == many.status == 200
    assert few.queries == many.queries <= 8


# A claim


def test_claim_says_who_foretold_what_and_what_came_of_it(client):
    article = make_article(title="The report", happened="2017-12")
    claim = make_claim(
        title="It comes in spring", article=article, statement="In *spring*.", outcome="held", explanation="To the day."
    )

    page = visit(client, claim.get_absolute_url())

    assert "Report The report" in page.text
    assert f"Headline {article.source.title}" in page.text
    assert "Date December 2017" in page.text
    assert "What was foretold In spring." in page.text
    assert "What came of it Held To the day." in page.open_text
    assert page.description == "In spring."
    assert {article.get_absolute_url(), article.source.get_absolute_url()} <= set(page.links)


def test_claim_veils_outcome_and_explanation_that_an_episode_tells(client, season):
    episode = make_episode(7, season=season, title="The telling title")
    claim = make_claim(outcome="held", explanation="Right down to the adverb.", settled_in=episode)

    page = visit(client, claim.get_absolute_url())

    assert "Held as can be said from season 2, episode 7 on Right down to the adverb." in page.text
    assert "What came of it Spoiler: season 2, episode 7" in page.open_text
    for text in ["Held", "adverb"]:
        assert text not in page.open_text
    assert episode.get_absolute_url() in page.links


@pytest.mark.parametrize("horizon", ["13", "25"])
def test_what_no_episode_settles_cannot_be_told_from_what_a_later_one_does(client, season, horizon):
    source = make_article().source
    episode = make_episode(13, season=season)
    for title, outcome in [("It holds", "held"), ("It stays open", "unsettled")]:
        article = make_article(title="The report", slug=outcome, source=source)
        make_claim(title=title, slug=outcome, outcome=outcome, article=article, settled_in=episode, explanation=title)
    client.cookies["horizon"] = horizon

    held, unsettled = (visit(client, f"{PREDICTIONS}{slug}/").text for slug in ("held", "unsettled"))
    told = visit(client, PREDICTIONS).text.partition("Only an episode can tell")[2]

    assert held.replace("It holds", "") == unsettled.replace("It stays open", "")
    assert "It holds" in told
    assert "It stays open" in told


def test_what_no_episode_settles_is_said_to_be_so_after_the_last(client, season):
    claim = make_claim(outcome="unsettled", settled_in=make_episode(13, season=season))
    client.cookies["horizon"] = "26"

    assert "Unsettled as can be said from season 2, episode 13 on" in visit(client, claim.get_absolute_url()).text


def test_claim_that_gives_something_away_stands_in_one_veil_and_is_no_neighbour(client, season):
    article = make_article()
    first = make_claim(title="A", article=article)
    twist = make_claim(title="B", article=article, horizon=20, statement="The mother comes back.", explanation="Yes.")
    last = make_claim(title="C", article=article)

    page = visit(client, twist.get_absolute_url())
    neighbours = visit(client, first.get_absolute_url())

    assert page.open_text.count("Spoiler:") == 1
    for text in ["The mother comes back.", "Yes."]:
        assert text in page.text
        assert text not in page.open_text
    assert "mother" not in page.description
    assert last.get_absolute_url() in neighbours.links
    assert twist.get_absolute_url() not in neighbours.links


def test_claim_leads_to_those_of_the_same_article_alone(client):
    article = make_article()
    first, second = (make_claim(title=title, article=article) for title in ["A", "B"])
    other = make_claim(title="C")

    page = visit(client, second.get_absolute_url())

    assert first.get_absolute_url() in page.links
    assert other.get_absolute_url() not in page.links


@pytest.mark.parametrize("hidden", HIDDEN)
def test_nothing_hidden_is_a_page_or_on_one(client, season, hidden):
    article = make_article()
    episode = make_episode(7, season=season, title="Hidden episode", **HIDDEN[hidden]())
    shown = make_claim(title="A", article=article, settled_in=episode, outcome="held")
    by_itself = make_claim(title="Hidden claim", article=article, **HIDDEN[hidden]())
    by_article = make_claim(title="Hidden too", article=make_article(**HIDDEN[hidden]()))

    page = visit(client, shown.get_absolute_url())

    assert page.status == 200
    assert "Hidden" not in page.text
    assert episode.get_absolute_url() not in page.links
    assert "Held" not in page.open_text
    assert visit(client, by_itself.get_absolute_url()).status == ANSWERS[hidden]
    assert visit(client, by_article.get_absolute_url()).status == 404


def test_unknown_claim_is_not_found(client):
    for slug in ["nothing", "%00", "x" * 300]:
        assert visit(client, f"{PREDICTIONS}{slug}/").status == 404


def test_claim_costs_the_same_however_much_there_is(client, season):
    article = make_article()
    claim = make_claim(
        title="M", article=article, settled_in=make_episode(1, season=season), statement="[[person:nobody]].[@nowhere]"
    )
    make_claim(title="A", article=article)
    make_claim(title="Z", article=article)
    few = visit(client, claim.get_absolute_url())

    for number in range(2, 12):
        make_claim(article=article, settled_in=make_episode(number, season=season))
    many = visit(client, claim.get_absolute_url())

    assert few.queries == many.queries <= 16
