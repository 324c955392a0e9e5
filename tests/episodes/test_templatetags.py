import pytest
from django.template import Context, Template

from editorial.pages.page import Page
from episodes.models import Casting, Episode, Release
from episodes.templatetags.episodes_tags import clock, open_title
from tests.factories.sources import make_source


def render(source, **context):
    return Template("{% load episodes_tags %}" + source).render(Context(context)).strip()


@pytest.mark.parametrize(
    ("fields", "html"),
    [
        ({"released": "2018-03-08"}, '<time datetime="2018-03-08">March 8, 2018</time>'),
        (
            {"released": "2018-03-08", "released_as_printed": "March 8, 2018"},
            '<time datetime="2018-03-08">March 8, 2018</time>',
        ),
        (
            {"released": "by 2018", "released_as_printed": "later in <2018>"},
            'by 2018 <span class="quiet">(printed “later in &lt;2018&gt;”)</span>',
        ),
        ({"released_as_printed": "soon"}, '<span class="quiet">(printed “soon”)</span>'),
        ({"absent": {"released": "not stated"}}, '<span class="absent">not stated</span>'),
        ({}, ""),
    ],
)
def test_reading_shows_a_date_and_what_is_printed_if_that_differs(fields, html):
    episode = Episode(**fields)
    episode.clean_fields(exclude=["season", "number_in_series", "number_in_season", "key", "title", "slug", "horizon"])

    assert render('{% reading episode "released" %}', episode=episode) == html


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "0:00"), (59, "0:59"), (311, "5:11"), (3229, "53:49"), (3600, "1:00:00"), (3725, "1:02:05")],
)
def test_clock_shows_a_length_as_a_clock_does(seconds, text):
    assert clock(seconds) == text


@pytest.mark.parametrize(
    ("entry", "title"),
    [(None, ""), (Episode(title="Harmless"), "Harmless"), (Episode(title="She did it", horizon=14), "An episode")],
)
def test_open_title_gives_nothing_away(entry, title):
    assert open_title(entry, "An episode") == title


@pytest.mark.django_db
def test_cites_beyond_leaves_out_what_the_note_cites_itself():
    make_source(key="report")
    make_source(key="book")
    casting = Casting(note="So it ||was||{s01e13} said.[@report, ¶2]", cites="[@report, ¶2] [@report] [@book, ¶3]")
    page = Page([casting])

    html = render('{% cites_beyond casting "note" %}', casting=casting, page=page)

    assert [(note.source.key, note.citation.locator) for note in page.footnotes.notes] == [
        ("report", ""),
        ("book", "¶3"),
    ]
    assert html.count('class="cite"') == 2


@pytest.mark.django_db
def test_cites_beyond_sets_all_marks_where_there_is_no_note():
    make_source(key="report")
    release = Release(cites="[@report]")

    assert 'href="#note-1"' in render('{% cites_beyond release "note" %}', release=release, page=Page([release]))
