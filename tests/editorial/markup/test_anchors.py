"""Each paragraph has an address, and each row of a page."""

import pytest
from django.template import engines

from editorial.horizon import NOT_CHOSEN, up_to
from editorial.markup import parse, render
from editorial.pages.page import Page
from tests.factories.people import make_alias, make_person
from tests.reading import Page as Reading

pytestmark = pytest.mark.django_db


def names(text, horizon=NOT_CHOSEN):
    return [name for name in Reading(render(parse(text), Page([], horizon=horizon))).ids if name.startswith("p-")]


def test_a_paragraph_is_named_by_its_first_words():
    assert names("Trish hosts *a radio* talk show, she says.\n\n- Once.\n- Twice.") == [
        "p-trish-hosts-a-radio-talk",
        "p-once",
        "p-twice",
    ]


def test_a_name_is_given_once_and_none_to_what_has_no_words():
    assert names("So it is.\n\nSo it is.\n\n…") == ["p-so-it-is"]


def test_what_is_veiled_gives_no_name():
    assert names("She ||is his mother||{s02e07} waits.", up_to(20)) == ["p-she-waits"]
    assert names("||All of it.||{s02e07}", up_to(20)) == []


def test_a_row_is_named_by_its_uid_and_an_entry_not_at_all():
    person = make_person()
    alias = make_alias(person, "Danville")
    page = Page([person, alias], entry=person)
    template = engines["django"].from_string(
        "{% load editorial_tags %}{% cites alias %}{% cites alias %}{% cites person %}"
    )

    html = template.render({"page": page, "alias": alias, "person": person})

    assert html.count('class="permalink"') == 1
    assert f'id="f-{alias.uid.hex[:8]}" href="#f-{alias.uid.hex[:8]}"' in html
