import pytest

from sources.models import Publication, Source
from tests.factories.news import make_article, make_claim, make_depiction, make_episode, make_reporter
from tests.factories.public import ANSWERS, HIDDEN, make_public
from tests.factories.reviews import make_season
from tests.reading import offered, visit

pytestmark = pytest.mark.django_db

NEWS = "/news/"


def make_source(name="The Paper", **fields):
    publication, _ = Publication.objects.get_or_create(key=name.lower().replace(" ", "-"), defaults={"name": name})
    return make_public(Source, publication=publication, **fields)


# The list


def test_list_tells_the_latest_first_with_day_paper_and_first_words(client):
    make_article(title="Later", happened="by 2018-03-08", source=make_source(), digest="One *two*.\n\nAnother.")
    make_article(title="Earlier", happened="2017", digest="Three.")

    page = visit(client, NEWS)

    assert "By March 8, 2018 · The Paper Later One two. Read on" in page.text
    assert "2017 Earlier Three." in page.text
    assert page.text.index("Later") < page.text.index("Earlier")
    assert "Another" not in page.text


def test_list_names_links_in_its_excerpts_but_nothing_that_gives_something_away(client):
    star = make_reporter(title="The Star")
    villain = make_reporter(title="The Villain", horizon=26)
    make_article(digest=f"[[person:{star.key}]] met [[person:{villain.key}]] ||and won||{{s02e13}}.")

    page = visit(client, NEWS)

    assert "The Star met … ." in page.text
    assert "Villain" not in page.text
    assert "and won" not in page.text


def test_list_is_filtered_by_season_and_publication(client):
    make_article(title="Wanted", source=make_source(), seasons=[make_season(slug="2")])
    make_article(title="Other", source=make_source("The Other Paper"), seasons=[make_season(slug="3")])

    for query in ["season=2", "publication=the-paper"]:
        page = visit(client, f"{NEWS}?{query}")

        assert "Wanted" in page.text
        assert ("h2", "Other") not in page.headings


@pytest.mark.parametrize("hidden", HIDDEN)
def test_list_and_filters_know_nothing_hidden(client, hidden):
    make_article(title="Shown", source=make_source(), seasons=[make_season(title="Season seen")])
    make_article(
        title="Hidden",
        source=make_source("Hidden Herald"),
        seasons=[make_season(title="Season hidden")],
        **HIDDEN[hidden](),
    )
    make_article(title="Hidden by its source", source=make_source("Hidden Times", **HIDDEN[hidden]()))

    page = visit(client, NEWS)

    assert "Shown" in page.text
    counts = {name: list(options.values()) for name, options in offered(client.get(NEWS)).items()}
    assert counts["publication"] == counts["season"] == [1]
    for text in ["Hidden", "Season hidden"]:
        assert text not in page.text


def test_list_veils_what_gives_something_away_and_offers_no_filter_for_it(client):
    make_article(title="Shown")
    season = make_season(title="The season of the twist")
    make_article(title="She is the mother", horizon=20, source=make_source("Telltale"), seasons=[season])

    page = visit(client, NEWS)

    assert "She is the mother" in page.text
    for text in ["She is the mother", "Telltale", "The season of the twist"]:
        assert text not in page.open_text


def test_list_costs_the_same_however_much_there_is(client):
    make_article(source=make_source(), digest="[[person:nobody]].[@nowhere]", horizon=14)
    few = visit(client, NEWS)

    for number in range(12):
        make_article(source=make_source(f"Paper {number}"), seasons=[make_season()], horizon=14 + number % 3)
    many = visit(client, NEWS)

    assert few.queries == many.queries <= 10


# An article


def test_article_tells_all_and_says_from_where(client):
    star = make_reporter(title="The Star")
    season = make_season(title="Season two")
    source = make_source(title="A headline as printed", publication_inferred=True)
    article = make_article(
        title="What happened",
        happened="week of 2017-04-03",
        byline="A. Writer, Editor",
        source=source,
        people=[star],
        seasons=[season],
        digest="It *happened*.",
        established="The date.",
    )
    make_depiction(article, title="First poster", description="A *street*.", credit_as_printed="Photo: Somebody")
    make_depiction(article, title="Second poster")

    page = visit(client, article.get_absolute_url())

    for text in [
        "Date week of April 3, 2017",
        "Headline A headline as printed",
        "Published by The Paper not printed: we infer it",
        "Byline A. Writer, Editor",
        "About Season two",
        "People in it The Star",
        "It happened.",
        "What it established The date.",
        "First poster A street. Credit as printed: “Photo: Somebody”",
        "Second poster A street at night. No credit is printed.",
    ]:
        assert text in page.text
    for entry in [star, season, source]:
        assert entry.get_absolute_url() in page.links
    assert page.description == "It happened."


def test_article_says_what_is_missing(client):
    page = visit(client, make_article(absent={"byline": "none", "happened": "unknown"}).get_absolute_url())

    assert "Date unknown" in page.text
    assert "Byline none" in page.text
    assert "None" not in page.text


def test_article_holds_its_claims_with_outcomes_in_the_open_only_where_no_episode_tells(client):
    article = make_article()
    episode = make_episode(7, season=make_season(number=2))
    make_claim(article=article, title="It comes in spring", outcome="held")
    make_claim(article=article, title="She is found out", outcome="did-not", settled_in=episode)
    make_claim(title="Said by another")

    page = visit(client, article.get_absolute_url())

    assert "Held It comes in spring Held" in page.open_text
    assert "Season 2, episode 7 She is found out Spoiler: season 2, episode 7" in page.open_text
    assert "She is found out Did not hold" in page.text
    assert "Did not hold" not in page.open_text
    assert "Said by another" not in page.text


def test_article_veils_people_pictures_seasons_and_sources_that_give_something_away(client):
    article = make_article(
        people=[make_reporter(title="Who plays the mother", horizon=20), make_reporter(title="The Star")],
        seasons=[make_season(title="Twist season", horizon=20)],
        source=make_source(title="Telltale title", horizon=20),
    )
    make_depiction(article, title="The mother in the rain", horizon=20)
    make_depiction(article, title="A street")

    page = visit(client, article.get_absolute_url())

    for text in ["The Star", "A street"]:
        assert text in page.open_text
    for text in ["Who plays the mother", "Twist season", "Telltale title", "The mother in the rain"]:
        assert text in page.text
        assert text not in page.open_text


def test_article_that_gives_something_away_is_veiled_and_no_neighbour(client):
    before = make_article(title="Adams", happened="2017")
    twist = make_article(title="Brown", happened="2018", horizon=20, digest="She is the mother.")
    after = make_article(title="Clark", happened="2019")

    page = visit(client, twist.get_absolute_url())
    neighbours = visit(client, before.get_absolute_url())

    assert "She is the mother." in page.text
    assert "She is the mother." not in page.open_text
    assert "mother" not in page.description
    assert after.get_absolute_url() in neighbours.links
    assert twist.get_absolute_url() not in neighbours.links


def test_article_leads_to_those_before_and_after_it_in_time(client):
    first, second, third = (make_article(happened=year) for year in ["2017", "2018-02", "2018-02-07"])

    page = visit(client, second.get_absolute_url())

    assert page.links.index(first.get_absolute_url()) < page.links.index(third.get_absolute_url())


@pytest.mark.parametrize("hidden", HIDDEN)
def test_nothing_hidden_is_a_page_or_on_one(client, hidden):
    shown = make_article(
        people=[make_reporter(title="Hidden person", **HIDDEN[hidden]())],
        seasons=[make_season(title="Hidden season", **HIDDEN[hidden]())],
    )
    by_itself = make_article(title="Hidden article", **HIDDEN[hidden]())
    by_source = make_article(title="Hidden source", source=make_source("Herald", **HIDDEN[hidden]()))
    make_claim(article=shown, title="Hidden claim", **HIDDEN[hidden]())
    unseen = make_episode(1, title="Hidden episode", **HIDDEN[hidden]())
    make_claim(article=shown, title="Shown claim", settled_in=unseen, outcome="held")

    page = visit(client, shown.get_absolute_url())

    assert page.status == 200
    assert "Shown claim" in page.text
    for text in ["Hidden", "People in it", "Byline About"]:
        assert text not in page.text
    assert "Held" not in page.open_text
    assert visit(client, by_itself.get_absolute_url()).status == ANSWERS[hidden]
    assert visit(client, by_source.get_absolute_url()).status == 404


def test_unknown_article_is_not_found(client):
    for slug in ["nothing", "%00", "x" * 300]:
        assert visit(client, f"{NEWS}{slug}/").status == 404


def test_article_costs_the_same_however_much_there_is(client):
    season = make_season()
    article = make_article(
        happened="2018",
        source=make_source(),
        people=[make_reporter()],
        seasons=[season],
        digest="[[person:nobody]].[@nowhere]",
        horizon=14,
    )
    make_depiction(article)
    make_claim(article=article, settled_in=make_episode(1, season=season))
    make_article(happened="2017")
    make_article(happened="2019")
    few = visit(client, article.get_absolute_url())

    for number in range(2, 12):
        article.people.add(make_reporter(horizon=number))
        article.seasons.add(make_season())
        make_depiction(article, title=f"Picture {number}", cites="[@nowhere]", horizon=number)
        make_claim(article=article, settled_in=make_episode(number, season=season))
    many = visit(client, article.get_absolute_url())

    assert few.queries == many.queries <= 16
