import pytest

from editorial import kinds
from editorial.horizon import up_to
from editorial.markup.fields import LineField, ProseField
from editorial.pages.gists import gist
from editorial.pages.page import Page
from tests.factories.episodes import make_episode, make_season
from tests.factories.people import make_character, make_person

pytestmark = pytest.mark.django_db


def gist_of(entry, **kwargs):
    return gist(entry, Page([entry], horizon=up_to(0)), **kwargs)


def test_an_entry_is_told_by_the_beginning_of_its_text():
    make_character(key="trish", title="Trish")
    jessica = make_character(description="Finds what others lost, with [[character:trish]].\n\nAnd drinks.")

    assert gist_of(jessica) == "Finds what others lost, with Trish."
    assert gist_of(jessica, words=2) == "Finds what …"


def test_what_gives_something_away_is_left_out():
    late = make_character(key="late", title="Late", horizon=20)
    told = make_character(description="Meets [[character:late]]. ||She is the mother.||{s02e07}")

    assert gist_of(late) == ""
    assert gist_of(told) == "Meets …."


def test_an_entry_without_a_text_is_told_by_nothing():
    assert gist_of(make_person(description="")) == ""
    assert gist_of(make_episode(make_season(), teaser="")) == ""


@pytest.mark.parametrize("word", kinds.words())
def test_every_kind_of_entry_names_a_text_that_tells_it(word):
    model = kinds.model_of(word)

    assert isinstance(model._meta.get_field(model.told_by), (LineField, ProseField))
