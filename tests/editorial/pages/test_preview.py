"""The public page of an entry that is not public, for those who work on it."""

import re
from datetime import timedelta

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from editorial.horizon import ALL, NOT_CHOSEN, up_to
from editorial.pages import boxes
from editorial.pages.preview import has_preview, render_preview
from people.models import Person
from tests.factories.editorial import make_picture
from tests.factories.episodes import make_appearance, make_credit, make_episode, make_season
from tests.factories.news import make_article, make_claim
from tests.factories.people import make_character, make_identity, make_person
from tests.factories.public import ANSWERS, HIDDEN
from tests.factories.sources import make_publication, make_source
from tests.factories.users import make_chief_editor
from tests.reading import Page

pytestmark = pytest.mark.django_db

BANNER = '<p class="preview-banner">Preview — not published</p>'


def html_of(response):
    return response.content.decode()


def preview(entry, *args, **options):
    response = render_preview(entry, *args, **options)
    page = Page(html_of(response))
    page.status = response.status_code
    return page


def dump():
    """Everything in the database."""
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values_list())
        for model in apps.get_models(include_auto_created=True)
    }


def test_a_public_entry_looks_as_it_does_in_public_but_for_the_banner(client):
    person = make_person("Krysten Ritter", biography="Of this and that.[@s4]")
    make_source(key="s4")

    shown = html_of(render_preview(person))

    assert BANNER in shown
    public = html_of(client.get(person.get_absolute_url()))
    of_visitors = '<details class="horizon">.*?</details>|<script[^>]*></script>'
    assert body_of(shown.replace(BANNER, "")) == body_of(re.sub(of_visitors, "", public, flags=re.DOTALL))


def test_machines_are_told_nothing_of_a_preview():
    shown = html_of(render_preview(make_person("Krysten Ritter", description="Plays the title role.")))

    head = shown.partition("</head>")[0]
    assert not any(word in head for word in ("canonical", "og:title", "ld+json", "Plays the title role"))


def body_of(html):
    return html.partition("</head>")[2].split()


@pytest.mark.parametrize("how", HIDDEN)
def test_an_entry_is_shown_in_whatever_state_it_is(client, how):
    person = make_person("Krysten Ritter", biography="Only a draft.", **HIDDEN[how]())

    page = preview(person)

    assert page.status == 200
    assert ("h1", "Krysten Ritter") in page.headings
    assert "Only a draft." in page.text
    assert client.get(person.get_absolute_url()).status_code == ANSWERS[how]


@pytest.mark.parametrize("how", HIDDEN)
def test_what_an_entry_stands_on_is_shown_with_it(how):
    source = make_source(title="A Headline", **HIDDEN[how]())
    article = make_article(title="A Story", source=source, **HIDDEN[how]())
    claim = make_claim(title="A Guess", article=article, **HIDDEN[how]())

    page = preview(claim)

    assert ("h1", "A Guess") in page.headings
    assert "A Story" in page.text
    assert "A Headline" in page.text


def test_nothing_else_is_shown_that_is_not_public():
    season = make_season(title="Season of drafts", state="draft")
    episode = make_episode(season, 1, summary="She knows [[person:draft-friend]].", state="draft")
    make_credit(episode, make_person("Public Director"))
    make_credit(episode, make_person("Draft Director", state="draft"), order=1)
    make_person("Draft Friend", key="draft-friend", state="draft")
    make_episode(season, 2, title="Draft neighbour", state="draft")

    page = preview(episode)

    assert "Season of drafts" in page.text
    assert "Public Director" in page.text
    assert "(not available)" in page.text
    assert "Draft" not in page.text


def test_the_clock_may_be_said():
    an_hour_ago = timezone.now() - timedelta(hours=1)
    person = make_person("Krysten Ritter", state="draft")

    assert ("h1", "Krysten Ritter") in preview(person, at=an_hour_ago).headings


def test_it_shows_the_row_and_not_what_the_caller_holds(client):
    person = make_person("Krysten Ritter", state="draft")
    Person.objects.filter(pk=person.pk).update(title="K. Ritter", slug="elsewhere")

    assert ("h1", "K. Ritter") in preview(person).headings


def test_nothing_of_an_editor_goes_into_it(client):
    person = make_person()
    client.force_login(make_chief_editor())

    assert "Edit this page" in html_of(client.get(person.get_absolute_url()))
    assert "Edit this page" not in preview(person).text
    assert not [link for link in preview(person).links if link.startswith("/admin")]


def test_it_is_neither_kept_nor_indexed_nor_told_of():
    response = render_preview(make_person(state="draft"))

    assert dict(response.headers) == {
        "Content-Type": "text/html; charset=utf-8",
        "Cache-Control": "no-store, private",
        "X-Robots-Tag": "noindex, nofollow, noarchive",
        "Referrer-Policy": "no-referrer",
    }
    assert dict(response.cookies) == {}


@pytest.mark.parametrize(("theme", "tag"), [("", ""), ("light", ' data-theme="light"'), ("dark", ' data-theme="dark"')])
def test_it_may_be_seen_in_either_theme(theme, tag):
    assert f'<html lang="en"{tag}>' in html_of(render_preview(make_person(), theme=theme))


def test_there_are_no_other_themes():
    with pytest.raises(ValueError, match=r"^'\"><script>' is no theme: give “light”, “dark”, or nothing at all"):
        render_preview(make_person(), theme='"><script>')


def test_no_visitor_gets_a_theme_or_a_banner(client):
    shown = html_of(client.get(make_person().get_absolute_url(), {"theme": "dark", "preview": "1", "horizon": "0"}))

    assert '<html lang="en">' in shown
    assert BANNER not in shown


@pytest.mark.parametrize(
    ("horizon", "story"),
    [
        (NOT_CHOSEN, {"open": False, "there": True}),
        (up_to(13), {"open": False, "there": False}),
        (up_to(14), {"open": True, "there": True}),
        (ALL, {"open": True, "there": True}),
    ],
)
def test_it_shows_what_may_be_told_at_a_horizon(horizon, story):
    episode = make_episode(make_season(episodes_before=13), 1, summary="She is the one.", state="draft")

    page = preview(episode, horizon)

    assert {"open": "She is the one." in page.open_text, "there": "She is the one." in page.text} == story
    assert ("Withheld for now" in page.text) is (horizon == up_to(13))


def test_a_text_is_cut_by_the_numbers_of_the_episodes():
    season = make_season(episodes_before=13)
    make_episode(season, 1)
    text = "Open. ||First.||{s02e01} ||Second.||{s02e02} ||Unheard of.||{s09e09}"
    person = make_person(biography=text)
    make_episode(season, 2, state="draft")

    told = {
        str(horizon): [
            word for word in ("Open", "First", "Second", "Unheard of") if word in preview(person, horizon).text
        ]
        for horizon in (up_to(13), up_to(14), up_to(15), up_to(9999), ALL)
    }

    assert told == {
        "13": ["Open"],
        "14": ["Open", "First"],
        "15": ["Open", "First", "Second"],
        "9999": ["Open", "First", "Second"],
        "all": ["Open", "First", "Second", "Unheard of"],
    }


def test_in_how_many_later_episodes_somebody_is_is_not_told():
    season = make_season(episodes_before=13)
    character = make_character()
    for number in (1, 2, 3):
        make_appearance(make_episode(season, number, title=f"Episode {number}"), character, note="There.")

    assert preview(character, up_to(14)).text.count("There.") == 1
    assert "Withheld" not in preview(character, up_to(14)).text
    assert "Withheld" not in preview(character, up_to(13)).text
    assert (
        html_of(render_preview(character, up_to(14))).count("<li>\n")
        == html_of(render_preview(character, up_to(13))).count("<li>\n") + 1
    )
    assert preview(character, ALL).text.count("There.") == 3


def test_an_entry_that_is_gone_has_a_page_that_says_so():
    person = make_person("Krysten Ritter")
    gone = Person.objects.get(pk=person.pk)
    person.delete()

    response = render_preview(gone)

    assert response.status_code == 404
    assert "This entry has no page that could be shown" in html_of(response)
    assert response["Cache-Control"] == "no-store, private"
    assert response["X-Robots-Tag"] == "noindex, nofollow, noarchive"


def test_only_entries_have_a_page_of_their_own():
    assert has_preview(make_person()) is True
    assert has_preview(make_publication()) is False
    assert has_preview(make_picture()) is False
    assert has_preview(make_identity(make_character(), make_character())) is False


@pytest.fixture
def tracks(monkeypatch):
    """What a page does that writes: its box changes rows, adds one, and has something to do when all is kept."""
    kept = []

    def box(person, horizon):
        Person.objects.update(description="Changed by a page.")
        make_character("Made by a page")
        transaction.on_commit(lambda: kept.append(person.key))

    monkeypatch.setitem(boxes._makers, Person, {box: set()})
    return kept


def check_it_leaves_no_trace(tracks):
    person = make_person("Krysten Ritter", state="draft", publish_at=None)
    before = dump()

    page = preview(person)

    assert "Changed by a page." not in page.text
    assert ("h1", "Krysten Ritter") in page.headings
    assert dump() == before
    assert tracks == []


@pytest.mark.django_db(transaction=True)
def test_it_leaves_no_trace(tracks):
    check_it_leaves_no_trace(tracks)


def test_it_leaves_no_trace_within_a_transaction(tracks, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True) as callbacks:
        check_it_leaves_no_trace(tracks)

    assert callbacks == []


@pytest.mark.django_db(transaction=True)
def test_what_is_staged_around_it_stays_and_its_hooks_run_if_it_is_kept(tracks):
    person = make_person("Krysten Ritter", state="draft")
    with transaction.atomic():
        Person.objects.filter(pk=person.pk).update(title="Staged")
        transaction.on_commit(lambda: tracks.append("staged"))
        before = dump()

        assert ("h1", "Staged") in preview(person).headings
        assert dump() == before
        assert not transaction.get_rollback()

    person.refresh_from_db()
    assert (person.title, person.state) == ("Staged", "draft")
    assert tracks == ["staged"]


@pytest.mark.django_db(transaction=True)
def test_what_is_staged_around_it_is_rolled_back_as_if_it_had_not_been(tracks):
    person = make_person("Krysten Ritter", state="draft")
    before = dump()

    with transaction.atomic():
        Person.objects.filter(pk=person.pk).update(title="Staged")
        preview(person)
        transaction.set_rollback(True)

    assert dump() == before
    assert tracks == []


def test_it_leaves_no_trace_where_the_page_breaks(monkeypatch):
    def breaks(person, horizon):
        raise ArithmeticError

    monkeypatch.setitem(boxes._makers, Person, {breaks: set()})
    person = make_person(state="draft")
    before = dump()

    with pytest.raises(ArithmeticError):
        render_preview(person)

    assert dump() == before


def test_it_costs_a_handful_of_queries_more_than_the_page(client):
    claim = make_claim(statement="Will it? ||Yes.||{s02e01}")
    with CaptureQueriesContext(connection) as public:
        client.get(claim.get_absolute_url())
    type(claim).objects.update(state="draft")
    type(claim.article).objects.update(state="draft")
    type(claim.article.source).objects.update(state="draft")

    with CaptureQueriesContext(connection) as previewed:
        assert "Will it?" in preview(claim, up_to(0)).text

    # The entry, three times made public, the numbers of the episodes, and a savepoint set and rolled back to.
    assert len(previewed) - len(public) <= 8
