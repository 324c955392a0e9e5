import pytest
from django.template import Context, Template

from editorial.pages.page import Page
from news.models import Article
from tests.factories.reviews import make_critic as make_person

EXCERPT = Template("{% load site_tags %}{% excerpt text length %}")


def excerpt(text, length=40):
    page = Page([Article(digest=text)])
    return EXCERPT.render(Context({"page": page, "text": text, "length": length}))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A *few* plain words.", "A few plain words."),
        ("The first.\n\nThe second.", "The first."),
        ("Said.[@nowhere, ¶2] Done.", "Said. Done."),
        ("Before ||the end||{s02e13} and after.", "Before and after."),
        ("Less < more & more", "Less &lt; more &amp; more"),
        ("", ""),
    ],
)
def test_excerpt_is_the_words_alone_of_the_first_paragraph(text, words):
    assert excerpt(text) == words


def test_excerpt_ends_where_it_is_long_enough():
    assert excerpt("One two three. Four five.", 3) == "One two three. …"


@pytest.mark.django_db
def test_excerpt_names_what_is_linked_unless_that_gives_something_away():
    star = make_person(title="The Star")
    mother = make_person(title="The Mother", horizon=20)
    unseen = make_person(title="Unseen", state="draft")

    text = f"[[person:{star.key}]], [[person:{mother.key}]], [[person:{unseen.key}|somebody]]."

    assert excerpt(text) == "The Star, …, somebody."
