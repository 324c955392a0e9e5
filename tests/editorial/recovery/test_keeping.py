"""What is kept of a posted form, how much, and for how long."""

from datetime import timedelta

import pytest
from django.http import QueryDict
from django.utils import timezone

from editorial.models import Unsaved
from editorial.recovery.keeping import (
    MOST_BYTES,
    MOST_PAGES,
    TooLong,
    fields_in,
    keep,
    keep_late,
    page_in,
    posted_again,
)
from editorial.recovery.models import KEPT_FOR
from people.models import Person
from tests.factories.users import make_editor

pytestmark = pytest.mark.django_db
PAGES = [f"00000000-0000-0000-0000-{number:012}" for number in range(9)]


def posted(**fields):
    post = QueryDict(mutable=True)
    for name, value in fields.items():
        post.setlist(name, value if isinstance(value, list) else [value])
    return post


def test_tokens_buttons_and_passwords_are_not_kept():
    post = posted(
        title="Typed",
        _summary="Why",
        csrfmiddlewaretoken="t",
        _basis="b",
        _page=PAGES[0],
        _save="Save",
        new_password1="secret",
    )

    assert fields_in(post) == {"title": ["Typed"], "_summary": ["Why"]}


def test_a_field_keeps_all_its_values_in_order():
    editor = make_editor()

    keep(editor, Person, "a", posted(cites=["b", "a", "b"], empty=""), "basis")

    again = posted_again(Unsaved.objects.get())
    assert (again.getlist("cites"), again.getlist("empty")) == (["b", "a", "b"], [""])


def test_nul_is_kept_as_the_sign_of_what_cannot_be_written():
    keep(make_editor(), Person, "a", posted(**{"ti\0tle": "a\0b"}), "basis")

    assert Unsaved.objects.get().fields == {"ti\ufffdtle": ["a\ufffdb"]}


def test_the_same_page_keeps_what_it_says_last():
    editor = make_editor()

    keep(editor, Person, "a", posted(title="First", _page=PAGES[0]), "old basis")
    keep(editor, Person, "a", posted(title="Second", _page=PAGES[0]), "new basis")

    assert list(Unsaved.objects.values_list("fields", "basis")) == [({"title": ["Second"]}, "new basis")]


def test_two_windows_two_people_and_two_records_do_not_overwrite_each_other():
    anna, berta = make_editor(), make_editor()

    for editor, key, page in [
        (anna, "a", PAGES[0]),
        (anna, "a", PAGES[1]),
        (berta, "a", PAGES[0]),
        (anna, "", PAGES[0]),
    ]:
        keep(editor, Person, key, posted(title="Typed", _page=page), "basis")

    assert Unsaved.objects.count() == 4


@pytest.mark.parametrize("page", ["x", "1" * 37, "'" * 36, "\0" * 36, "é" * 36])
def test_a_page_that_is_none_of_ours_is_given_a_name(page):
    keep(make_editor(), Person, "a", posted(title="Typed", _page=page), "basis")

    named = Unsaved.objects.get()
    assert page_in(posted_again(named)) == named.page != page


def test_of_many_windows_the_latest_stay():
    editor = make_editor()

    for page in PAGES:
        keep(editor, Person, "a", posted(title=page, _page=page), "basis")

    assert sorted(Unsaved.objects.values_list("page", flat=True)) == PAGES[-MOST_PAGES:]


# What comes in too late, from whoever: only when the form was given out is certain


def kept():
    """The titles by page; a page that was given another name is "?"."""
    rows = Unsaved.objects.order_by("pk").values_list("page", "fields__title__0")
    return [(page if page in PAGES else "?", title) for page, title in rows]


LATER, EARLIER = timedelta(hours=1), -timedelta(hours=1)
OF_THE_SAME_PAGE = [
    # token, given out how long after the text that is there, what is kept of both
    ("basis", EARLIER, [(PAGES[0], "Late")]),
    ("other basis", LATER, [(PAGES[0], "Late")]),
    ("other basis", EARLIER, [(PAGES[0], "Typed"), ("?", "Late")]),
]


@pytest.mark.parametrize(("basis", "after", "both"), OF_THE_SAME_PAGE)
def test_what_comes_in_late_takes_the_place_of_nothing_newer(basis, after, both):
    editor = make_editor()
    there = keep(editor, Person, "a", posted(title="Typed", _page=PAGES[0]), "basis")

    assert keep_late(editor, Person, "a", posted(title="Late", _page=PAGES[0]), basis, there.at + after)

    assert kept() == both


@pytest.mark.parametrize(("after", "is_kept"), [(LATER, True), (EARLIER, False)])
def test_what_comes_in_late_pushes_out_nothing_newer(after, is_kept):
    editor = make_editor()
    for page in PAGES[:MOST_PAGES]:
        there = keep(editor, Person, "a", posted(title="Typed", _page=page), "basis")

    late = keep_late(editor, Person, "a", posted(title="Late", _page=PAGES[-1]), "late", there.at + after)

    assert late == is_kept
    assert [title for _, title in kept()] == ["Typed"] * (MOST_PAGES - is_kept) + ["Late"] * is_kept


def test_what_came_in_late_is_the_first_to_go():
    editor = make_editor()
    first = keep(editor, Person, "a", posted(title="Typed", _page=PAGES[0]), "basis")
    for page in PAGES[1:MOST_PAGES]:
        keep_late(editor, Person, "a", posted(title="Late", _page=page), "late", first.at + EARLIER)

    keep(editor, Person, "a", posted(title="Typed", _page=PAGES[-1]), "basis")

    assert [title for _, title in kept()].count("Typed") == 2
    assert Unsaved.objects.count() == MOST_PAGES


@pytest.mark.parametrize("letter", ["a", "é", "🎬"])
def test_what_is_too_long_is_refused_and_not_cut(letter):
    editor = make_editor()
    keep(editor, Person, "a", posted(title="Before"), "basis")
    whole = letter * (MOST_BYTES // len(letter.encode()))

    with pytest.raises(TooLong, match="A form of more than 1,000 kB is not kept: save it"):
        keep(editor, Person, "a", posted(title=whole), "basis")
    keep(editor, Person, "b", posted(title=whole[:-20]), "")

    assert Unsaved.objects.get(key="a").fields == {"title": ["Before"]}
    assert Unsaved.objects.get(key="b").fields == {"title": [whole[:-20]]}


def test_what_is_older_than_thirty_days_goes():
    editor = make_editor()
    for key, age in [("old", KEPT_FOR + timedelta(minutes=1)), ("young", KEPT_FOR - timedelta(minutes=1))]:
        keep(editor, Person, key, posted(title="Typed"), "basis")
        Unsaved.objects.filter(key=key).update(at=timezone.now() - age)

    keep(editor, Person, "now", posted(title="Typed"), "basis")

    assert sorted(Unsaved.objects.values_list("key", flat=True)) == ["now", "young"]


def test_it_goes_with_its_account():
    editor = make_editor()
    keep(editor, Person, "a", posted(title="Typed"), "basis")

    editor.delete()

    assert not Unsaved.objects.exists()
