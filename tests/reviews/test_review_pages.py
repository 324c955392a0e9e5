import pytest

from people.models import Quote
from reviews.models import Review
from sources.models import Publication, Source
from tests.factories.public import ANSWERS, HIDDEN, make_public
from tests.factories.reviews import make_critic, make_quote, make_review, make_season, make_source
from tests.reading import offered, visit

pytestmark = pytest.mark.django_db

REVIEWS = "/reviews/"


def make_published(name, **fields):
    publication = Publication.objects.create(key=name.lower().replace(" ", "-"), name=name)
    return make_review(source=make_source(publication=publication), **fields)


# The list


def test_list_quotes_the_critics(client):
    review = make_review(title="A Critic, The Paper", grade_as_printed="B+", grade=87, scope="all of it")
    make_quote(review, "an aside", order=1)
    make_quote(review, "a triumph, by and large", order=2, topic="verdict", occasion="in the review")

    page = visit(client, REVIEWS)

    assert "A Critic, The Paper “a triumph, by and large”" in page.text
    assert "B+ had seen: all of it" in page.text
    assert "an aside" not in page.text
    assert review.get_absolute_url() in page.links
    assert review.critic.get_absolute_url() in page.links
    assert review.season.get_absolute_url() in page.links


def test_list_quotes_no_words_of_others_elsewhere_or_that_give_something_away(client):
    review = make_review()
    elsewhere = make_review(critic=review.critic, title="Elsewhere")
    make_quote(review, "the butler did it", horizon=26)
    make_quote(elsewhere, "said on another day")
    Quote.objects.create(speaker=make_critic(), source=review.source, text="said by another")

    page = visit(client, f"{REVIEWS}?season={review.season.slug}")

    assert review.title in page.text
    for text in ["the butler did it", "said on another day", "said by another"]:
        assert text not in page.text


def test_list_is_filtered_by_verdict_publication_and_season(client):
    make_published("The Paper", title="Wanted", verdict=Review.Verdict.MIXED, season=make_season(slug="2"))
    make_published("The Other Paper", title="Other", verdict=Review.Verdict.NEGATIVE)

    for query in ["verdict=mixed", "publication=the-paper", "season=2"]:
        page = visit(client, f"{REVIEWS}?{query}")

        assert "Wanted" in page.text
        assert "Other" not in [text for tag, text in page.headings]


@pytest.mark.parametrize("hidden", HIDDEN)
def test_list_and_filters_know_nothing_hidden(client, hidden):
    make_published("The Paper", title="Shown", verdict=Review.Verdict.MIXED, season=make_season(title="Season seen"))
    make_published(
        "Hidden Herald",
        title="Hidden",
        verdict=Review.Verdict.NEGATIVE,
        season=make_season(title="Season hidden"),
        **HIDDEN[hidden](),
    )
    make_review(title="Hidden too", critic=make_critic(**HIDDEN[hidden]()))

    page = visit(client, REVIEWS)

    assert "Shown" in page.text
    assert [list(options.values()) for options in offered(client.get(REVIEWS)).values()] == [[1]] * 3
    for text in ["Hidden", "negative", "Season hidden"]:
        assert text not in page.text


def test_list_veils_what_gives_something_away_and_offers_no_filter_for_it(client):
    shown = make_published("The Paper", title="Shown")
    season = make_season(title="The season of the twist")
    review = make_published("Telltale", title="She is the mother", horizon=20, season=season, verdict="negative")

    page = visit(client, REVIEWS)

    assert "She is the mother" in page.text
    for text in ["She is the mother", "Telltale", "negative", "The season of the twist"]:
        assert text not in page.open_text
    assert review.get_absolute_url() not in page.open_links
    assert page.text.index(shown.title) < page.text.index(review.title)


def test_list_turns_its_pages_and_keeps_the_filter(client):
    season = make_season(slug="2")
    for number in range(51):
        make_review(title=f"Review {number:02}", season=season)

    first = visit(client, f"{REVIEWS}?season=2")
    second = visit(client, f"{REVIEWS}?season=2&page=2")

    assert "Review 49" in first.text
    assert "Review 50" not in first.text
    assert "?season=2&page=2" in first.links
    assert "Review 50" in second.text


def test_list_costs_the_same_however_much_there_is(client):
    make_quote(make_published("First", cites="[@nowhere]", horizon=14), "well said", cites="[@nowhere]")
    few = visit(client, REVIEWS)

    for number in range(12):
        make_quote(make_published(f"Paper {number}", horizon=14 + number % 3), "well said", cites="[@nowhere]")
    many = visit(client, REVIEWS)

    assert few.queries == many.queries <= 10


# A review


def test_review_says_who_where_how_much_and_which_grade(client):
    publication = Publication.objects.create(key="the-paper", name="The Paper")
    source = make_source(title="A title as printed", publication=publication, published="2018-02-27")
    review = make_review(
        title="A Critic, The Paper",
        source=source,
        critic=make_critic(title="A Critic"),
        season=make_season(title="Season two"),
        scope="first five episodes",
        grade_as_printed="4 out of 5 stars",
        grade=80,
        verdict=Review.Verdict.MIXED,
        summary="She liked *most* of it.",
    )

    page = visit(client, review.get_absolute_url())

    assert page.headings[0] == ("h1", "A Critic, The Paper")
    for text in [
        "Critic A Critic",
        "Published by The Paper",
        "Published February 27, 2018",
        "Headline A title as printed",
        "Reviewed Season two",
        "Had seen first five episodes",
        "Grade as printed 4 out of 5 stars",
        "Read as 80 of 100",
        "Verdict Mixed",
        "She liked most of it.",
    ]:
        assert text in page.text
    for entry in [source, review.critic, review.season]:
        assert entry.get_absolute_url() in page.links


def test_review_says_what_is_missing(client):
    review = make_review(absent={"scope": "not stated", "grade_as_printed": "none", "grade": "none"})

    page = visit(client, review.get_absolute_url())

    assert "Had seen not stated Grade as printed none Read as no grade to read" in page.text
    assert "None" not in page.text


def test_review_holds_the_words_of_its_critic_in_it_alone(client):
    review = make_review()
    elsewhere = make_review(critic=review.critic)
    make_quote(review, "a triumph", occasion="in the second paragraph")
    make_quote(review, "the butler did it", horizon=26)
    make_quote(elsewhere, "said on another day")
    Quote.objects.create(speaker=make_critic(), source=review.source, text="said by another")

    page = visit(client, review.get_absolute_url())

    assert "a triumph” in the second paragraph" in page.open_text
    assert "the butler did it" in page.text
    assert "the butler did it" not in page.open_text
    assert "said on another day" not in page.text
    assert "said by another" not in page.text


def test_review_leads_to_the_reviews_before_and_after_it(client):
    first, second, third = (make_review(title=title) for title in ["Adams", "Brown", "Clark"])

    page = visit(client, second.get_absolute_url())

    assert page.links.index(first.get_absolute_url()) < page.links.index(third.get_absolute_url())
    assert third.get_absolute_url() not in visit(client, first.get_absolute_url()).links


@pytest.mark.parametrize("hidden", HIDDEN)
def test_review_that_is_hidden_is_neither_a_page_nor_a_neighbour(client, hidden):
    shown = make_review(title="Adams")
    by_itself = make_review(title="Brown", **HIDDEN[hidden]())
    by_critic = make_review(title="Clark", critic=make_critic(**HIDDEN[hidden]()))
    by_source = make_review(title="Davis", source=make_source(**HIDDEN[hidden]()))
    by_season = make_review(title="Evans", season=make_season(**HIDDEN[hidden]()))

    page = visit(client, shown.get_absolute_url())

    assert page.status == 200
    assert visit(client, by_itself.get_absolute_url()).status == ANSWERS[hidden]
    for review in [by_critic, by_source, by_season]:
        assert visit(client, review.get_absolute_url()).status == 404
    for review in [by_itself, by_critic, by_source, by_season]:
        assert review.title not in page.text


def test_review_that_gives_something_away_is_veiled_and_no_neighbour(client):
    first = make_review(title="Adams")
    twist = make_review(title="Brown", horizon=20, summary="She is the mother.")
    last = make_review(title="Clark")

    page = visit(client, twist.get_absolute_url())

    assert "She is the mother." in page.text
    assert "She is the mother." not in page.open_text
    assert "mother" not in page.description
    assert "one should have watched before lifting it" in page.open_text
    neighbours = visit(client, first.get_absolute_url())
    assert twist.get_absolute_url() not in neighbours.links
    assert last.get_absolute_url() in neighbours.links


def test_description_leaves_out_what_is_veiled_and_how_it_is_marked(client):
    critic = make_critic(title="A Critic")
    review = make_review(
        critic=critic, summary=f"[[person:{critic.key}]] saw ||the mother||{{s02e07}} *coming*.[@nowhere]\n\nMore."
    )

    page = visit(client, review.get_absolute_url())

    assert page.description == "A Critic saw coming."


def test_unknown_review_is_not_found(client):
    for slug in ["nobody", "%00", "x" * 300]:
        assert visit(client, f"{REVIEWS}{slug}/").status == 404


def test_review_costs_the_same_however_much_there_is(client):
    review = make_review(title="M", cites="[@nowhere]", summary="[[person:nobody]]", horizon=14)
    make_quote(review, "well said", cites="[@nowhere]")
    make_review(title="A")
    make_review(title="Z")
    few = visit(client, review.get_absolute_url())

    for number in range(12):
        make_quote(review, f"well said, part {number}", cites="[@nowhere]", horizon=14 + number % 3)
        make_review(title=f"A{number}")
    many = visit(client, review.get_absolute_url())

    assert few.queries == many.queries <= 16


def test_editors_find_the_way_to_the_form(admin_client, client):
    review = make_review()
    address = f"/admin/reviews/review/{review.pk}/change/"

    assert address in visit(admin_client, review.get_absolute_url()).links
    assert address not in visit(client, review.get_absolute_url()).links


def test_the_key_of_a_source_may_be_shared_with_what_it_is_told_in(client):
    source = make_public(Source, key="keene-2018")
    review = make_review(key="keene-2018", source=source)

    assert source.get_absolute_url() in visit(client, review.get_absolute_url()).links
