"""Records grouped by horizon, and the veils that the pages set around them."""

from types import SimpleNamespace

import pytest
from django.template import engines

from editorial.horizon import ALL, NOT_CHOSEN, up_to
from editorial.pages.grouping import by_horizon
from editorial.pages.page import Page


def row(name, horizon):
    return SimpleNamespace(name=name, horizon=horizon)


def show(text, chosen=NOT_CHOSEN, **context):
    page = Page([], horizon=chosen)
    page.horizon_labels = {14: "season 2, episode 1", 20: "season 2, episode 7"}
    html = engines["django"].from_string("{% load editorial_tags %}" + text).render({"page": page} | context)
    return " ".join(html.split())


def test_records_come_by_horizon_in_their_own_order():
    rows = [row("late", 20), row("b", 0), row("mid", 14), row("a", 0)]

    assert [(horizon, [row.name for row in found]) for horizon, found in by_horizon(rows)] == [
        (0, ["b", "a"]),
        (14, ["mid"]),
        (20, ["late"]),
    ]


def test_a_record_may_know_better_from_when_on_it_can_be_told():
    quote = SimpleNamespace(horizon=0, known_from=lambda: 20)

    assert by_horizon([quote]) == [(20, [quote])]


@pytest.mark.parametrize("horizon", [0, None])
def test_what_gives_nothing_away_stands_open(horizon):
    assert show("{% veil horizon %}<p>Seen</p>{% endveil %}", horizon=horizon) == "<p>Seen</p>"


def test_what_gives_something_away_stands_behind_a_veil_that_names_the_episode():
    html = show("{% veil 14 %}<p>Hidden</p>{% endveil %}")

    assert html.startswith('<details class="veil"> <summary>Spoiler: season 2, episode 1</summary>')
    assert "<p>Hidden</p>" in html


def test_a_veil_within_a_veil_is_set_only_where_it_hides_more():
    html = show(
        "{% veil 14 %}a{% veil 14 %}b{% endveil %}{% veil 20 %}c{% endveil %}{% endveil %}{% veil 14 %}d{% endveil %}"
    )

    assert html.count("<summary>Spoiler: season 2, episode 1</summary>") == 2
    assert html.count("<summary>Spoiler: season 2, episode 7</summary>") == 1


NESTED = "{% veil 14 %}a{% veil 20 %}b{% endveil %}{% veil 14 %}c{% endveil %}{% endveil %}{% veil 20 %}d{% endveil %}"


WITHHELD = '<p class="withheld">Withheld for now</p>'


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        (up_to(0), f"{WITHHELD} {WITHHELD}"),
        (up_to(13), f"{WITHHELD} {WITHHELD}"),
        (up_to(14), f"a {WITHHELD} c {WITHHELD}"),
        (up_to(19), f"a {WITHHELD} c {WITHHELD}"),
        (up_to(20), "abcd"),
        (ALL, "abcd"),
    ],
)
def test_where_a_horizon_is_chosen_all_stands_open_that_is_not_left_out(chosen, expected):
    assert show(NESTED, chosen) == expected


def test_what_is_left_out_is_not_even_rendered():
    rendered = []
    noting = lambda: rendered.append("b") or "b"  # noqa: E731

    assert show("{% veil 20 %}{{ noting }}{% endveil %}", up_to(19), noting=noting) == WITHHELD
    assert rendered == []
    assert show("{% veil 20 %}{{ noting }}{% endveil %}", up_to(20), noting=noting) == "b"


def test_an_episode_that_nobody_knows_is_called_by_its_number():
    assert show("{% veil 99 %}a{% endveil %}", up_to(20)) == WITHHELD


@pytest.mark.parametrize(
    ("chosen", "opened"), [(NOT_CHOSEN, ["0"]), (up_to(14), ["0", "14"]), (ALL, ["0", "14", "20"])]
)
def test_templates_may_ask_what_stands_open(chosen, opened):
    asked = "{% for number in numbers %}{% if number|open_at:page.horizon %}{{ number }} {% endif %}{% endfor %}"

    assert show(asked, chosen, numbers=[0, 14, 20]).split() == opened
