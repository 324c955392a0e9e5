"""How an editor writes: marks by button and key, suggestions, veils, the count of words; and without script."""

import pytest
from playwright.sync_api import Locator, Page, expect

from people.models import Person
from tests.editorial.admin.posting import copy_of
from tests.factories.episodes import make_episode, make_season
from tests.factories.people import make_person
from tests.factories.sources import make_source

from .barriers import barriers

VEIL = "Veil what an episode gives away"
DRAFT = "Janet McTeerperson, draft[[person:janet-mcteer]]"
TEXT = "Jessica opens the door."


@pytest.fixture
def content(transactional_db):
    season = make_season(2, episodes_before=13)
    make_episode(season, 1)
    make_episode(season, 11)
    make_person("Janet McTeer", key="janet-mcteer", state="draft")
    make_person("Krysten Ritter", key="krysten-ritter")
    make_source(key="ryan-2016", title="The Detective Returns")


@pytest.fixture
def form(desk: Page, content) -> Page:
    """The form of a new person."""
    desk.goto("/admin/people/person/add/")
    return desk


@pytest.fixture
def biography(form: Page) -> Locator:
    return form.get_by_label("Biography:")


def select(field: Locator, words: str):
    field.evaluate(
        """(field, words) => {
            field.focus();
            field.setSelectionRange(field.value.indexOf(words), field.value.indexOf(words) + words.length);
        }""",
        words,
    )


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("toolbar", name="Marks for Biography").get_by_role("button", name=name, exact=True)


def press_button(page: Page, name: str):
    """From the text, with the keyboard alone."""
    page.keyboard.press("Shift+Tab")
    wanted = button(page, name)
    for _ in range(9):
        if wanted.evaluate("button => button === document.activeElement"):
            break
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")


def offered(page: Page, **state) -> Locator:
    """The suggestions, if any are shown."""
    return page.locator(".prose-suggestions").get_by_role("option", **state)


def told(page: Page) -> Locator:
    """What a screen reader is told about the suggestions for the biography."""
    return page.locator(".field-biography").get_by_role("status")


def selected_in(field: Locator) -> str:
    return field.evaluate("field => field.value.slice(field.selectionStart, field.selectionEnd)")


BUTTONS = {
    "Bold": ("Jessica opens **the door**.", "**the door**"),
    "Italic": ("Jessica opens *the door*.", "*the door*"),
    "Link to the web": ("Jessica opens [the door](https://).", "https://"),
    "Quotation": ("> Jessica opens the door.", "> Jessica opens the door."),
    "Bulleted list": ("- Jessica opens the door.", "- Jessica opens the door."),
    "Numbered list": ("1. Jessica opens the door.", "1. Jessica opens the door."),
    "Link to an entry": ("Jessica opens [[the door.", ""),
    "Cite a source": ("Jessica opens the door[@.", ""),
}


@pytest.mark.parametrize("way", ["mouse", "keyboard"])
def test_each_button_marks_what_is_selected_and_can_be_undone(form: Page, biography: Locator, way):
    done, selections = {}, {}
    for name in BUTTONS:
        biography.fill("")
        biography.press_sequentially(TEXT)
        select(biography, "the door")

        if way == "mouse":
            button(form, name).click()
        else:
            press_button(form, name)
        expect(biography).to_be_focused()
        done[name], selections[name] = biography.input_value(), selected_in(biography)
        form.keyboard.press("Control+z")

        assert biography.input_value() == TEXT, name

    assert done == {name: text for name, (text, _) in BUTTONS.items()}
    assert selections == {name: selected for name, (_, selected) in BUTTONS.items()}


def test_a_change_by_a_button_can_be_undone_and_done_again_amid_typing(form: Page, biography: Locator):
    biography.press_sequentially("One two")
    select(biography, "two")
    button(form, "Bold").click()
    form.keyboard.press("ArrowRight")
    form.keyboard.type(" three")
    assert biography.input_value() == "One **two** three"

    for _ in range(20):
        form.keyboard.press("Control+z")
    assert biography.input_value() == ""

    for _ in range(20):
        form.keyboard.press("Control+Shift+z")
    assert biography.input_value() == "One **two** three"


FITTING = [
    # text, what is selected in it, button, text afterwards
    ("a **b** c", "b", "Bold", "a b c"),
    ("a **b** c", "**b**", "Bold", "a b c"),
    ("a *b* c", "b", "Italic", "a b c"),
    ("a **b** c", "b", "Italic", "a ***b*** c"),
    ("a ***b*** c", "b", "Italic", "a **b** c"),
    ("a b c", " b ", "Bold", "a **b** c"),
    ("one\n\ntwo", "one\n\ntwo", "Bold", "**one**\n\n**two**"),
    ("- one\n- two", "- one\n- two", "Italic", "- *one*\n- *two*"),
    ("see https://example.org now", "https://example.org", "Link to the web", "see [](https://example.org) now"),
    ("> one\n> two", "one\n> two", "Quotation", "one\ntwo"),
    ("one\n\ntwo", "one\n\ntwo", "Quotation", "> one\n>\n> two"),
    ("one\ntwo\n", "one\ntwo\n", "Numbered list", "1. one\n2. two\n"),
    ("1. one\n2. two", "1. one\n2. two", "Bulleted list", "- one\n- two"),
    ("- one\n- two", "one\n- two", "Bulleted list", "one\ntwo"),
    ("above\none\nbelow", "one", "Bulleted list", "above\n\n- one\n\nbelow"),
]


def test_marks_fit_what_stands_there(form: Page, biography: Locator):
    done = []
    for text, selected, name, _ in FITTING:
        biography.fill(text)
        select(biography, selected)
        button(form, name).click()
        done.append((text, selected, name, biography.input_value()))

    assert done == FITTING


def test_keys_make_bold_and_italic(form: Page, biography: Locator):
    biography.fill("one two")
    select(biography, "one")
    form.keyboard.press("Control+b")
    select(biography, "two")
    form.keyboard.press("Control+i")

    assert biography.input_value() == "**one** *two*"


def test_the_toolbar_is_one_stop_with_arrows(form: Page, biography: Locator):
    biography.focus()
    names = []
    form.keyboard.press("Shift+Tab")
    for key in ["ArrowRight", "End", "ArrowRight", "ArrowLeft", "Home"]:
        form.keyboard.press(key)
        names.append(form.evaluate("document.activeElement.ariaLabel"))
    form.keyboard.press("Tab")

    assert names == ["Italic", VEIL, "Bold", VEIL, "Bold"]
    expect(biography).to_be_focused()


def test_an_entry_is_chosen_with_the_keyboard(form: Page, biography: Locator):
    biography.press_sequentially("As [[person:te")
    options = offered(form)
    expect(options).to_have_text(["Krysten Ritterperson[[person:krysten-ritter]]", DRAFT])
    expect(told(form)).to_have_text("Suggested entries: 2.")

    form.keyboard.press("ArrowDown")
    expect(offered(form, selected=True)).to_have_text(DRAFT)
    form.keyboard.press("ArrowDown")
    active = biography.get_attribute("aria-activedescendant")
    expect(form.locator(f"[id='{active}']")).to_contain_text("Krysten Ritter")
    form.keyboard.press("Enter")
    expect(offered(form)).to_have_count(0)
    form.keyboard.type(" says")

    assert biography.input_value() == "As [[person:krysten-ritter]] says"


def test_a_source_is_chosen_with_the_mouse(form: Page, biography: Locator):
    biography.press_sequentially("She is back.[@")
    form.get_by_role("listbox", name="Suggested sources").get_by_text("The Detective Returns").click()

    expect(biography).to_be_focused()
    form.keyboard.type(" And so on.")
    assert biography.input_value() == "She is back.[@ryan-2016] And so on."


@pytest.mark.parametrize(
    ("name", "text", "selected", "after"),
    [
        ("Link to an entry", "As Krysten Ritter says", "Krysten Ritter", "As [[person:krysten-ritter]] says"),
        ("Cite a source", "She is back.", "back.", "She is back.[@ryan-2016]"),
    ],
)
def test_a_button_opens_the_suggestions(form: Page, biography: Locator, name, text, selected, after):
    biography.fill(text)
    select(biography, selected)

    press_button(form, name)
    expect(offered(form)).to_have_count(1)
    form.keyboard.press("Enter")

    assert biography.input_value() == after


def test_a_suggestion_replaces_all_of_the_mark_and_can_be_undone(form: Page, biography: Locator):
    biography.fill("As [[]] says")
    biography.evaluate("field => field.setSelectionRange(5, 5)")
    form.keyboard.type("ritter")
    expect(offered(form)).to_have_count(1)
    form.keyboard.press("Enter")
    assert biography.input_value() == "As [[person:krysten-ritter]] says"

    form.keyboard.press("Control+z")
    assert biography.input_value() == "As [[ritter]] says"


@pytest.mark.parametrize("key", ["Escape", "ArrowLeft", "Tab"])
def test_suggestions_go_without_changing_the_text(form: Page, biography: Locator, key):
    biography.press_sequentially("[[ritt")
    expect(offered(form)).to_have_count(1)

    form.keyboard.press(key)
    expect(offered(form)).to_have_count(0)

    assert biography.input_value() == "[[ritt"
    assert biography.get_attribute("aria-activedescendant") is None


def test_after_escape_the_same_mark_is_let_alone(form: Page, biography: Locator):
    biography.press_sequentially("[[ritt")
    expect(offered(form)).to_have_count(1)
    form.keyboard.press("Escape")
    form.keyboard.type("er")
    form.keyboard.press("Enter")
    assert biography.input_value() == "[[ritter\n"

    form.keyboard.type("[[mct")
    expect(offered(form)).to_have_text([DRAFT])


def test_no_entry_is_told_and_enter_begins_a_line(form: Page, biography: Locator):
    biography.press_sequentially("[[nobody")
    expect(told(form)).to_have_text("Suggested entries: none.")
    form.keyboard.press("Enter")

    assert biography.input_value() == "[[nobody\n"


def test_a_name_that_is_markup_is_shown_as_it_is_written(form: Page, biography: Locator):
    make_person("<img src=x onerror=alert(1)> Evil", key="evil")
    biography.press_sequentially("[[evil")

    expect(offered(form)).to_contain_text(["<img src=x onerror=alert(1)> Evil"])


def test_a_session_that_ended_is_told_and_nothing_is_lost(form: Page, biography: Locator):
    form.context.clear_cookies()
    biography.press_sequentially("[[ritt")

    expect(told(form)).to_have_text("There are no suggestions now: the desk does not answer.")
    assert biography.input_value() == "[[ritt"


@pytest.mark.parametrize("way", ["mouse", "keyboard"])
def test_a_veil_is_drawn_over_the_selection_for_an_episode(form: Page, biography: Locator, way):
    biography.fill("It was her mother.")
    select(biography, "her mother")

    if way == "mouse":
        button(form, VEIL).click()
        form.get_by_role("menuitem", name="s02e11: season 2, episode 11").click()
    else:
        press_button(form, VEIL)
        form.keyboard.press("ArrowUp")
        form.keyboard.press("Enter")

    expect(form.get_by_role("menu")).to_have_count(0)
    expect(biography).to_be_focused()
    assert biography.input_value() == "It was ||her mother||{s02e11}."
    form.keyboard.press("Control+z")
    assert biography.input_value() == "It was her mother."


def test_the_menu_of_episodes_is_moved_through_and_left(form: Page, biography: Locator):
    biography.fill("one")
    press_button(form, VEIL)
    expect(button(form, VEIL)).to_have_attribute("aria-expanded", "true")
    names = [form.evaluate("document.activeElement.textContent")]
    for key in ["ArrowDown", "End", "ArrowDown", "ArrowUp", "Home"]:
        form.keyboard.press(key)
        names.append(form.evaluate("document.activeElement.textContent.slice(0, 6)"))
    form.keyboard.press("Escape")

    assert names == ["s01e13: season 1", "s02e01", "s02e11", "s01e13", "s02e11", "s01e13"]
    expect(form.get_by_role("menu")).to_have_count(0)
    expect(button(form, VEIL)).to_be_focused()
    expect(button(form, VEIL)).to_have_attribute("aria-expanded", "false")
    assert biography.input_value() == "one"


def test_the_next_veil_begins_at_the_same_episode_and_paragraphs_get_one_each(form: Page, biography: Locator):
    biography.fill("one\n\ntwo")
    biography.evaluate("field => field.setSelectionRange(0, 0)")
    button(form, VEIL).click()
    form.get_by_role("menuitem", name="s02e11").click()
    form.keyboard.type("three")
    assert biography.input_value() == "||three||{s02e11}one\n\ntwo"

    select(biography, "one\n\ntwo")
    press_button(form, VEIL)
    form.keyboard.press("Enter")

    assert biography.input_value() == "||three||{s02e11}||one||{s02e11}\n\n||two||{s02e11}"


WORDS = {
    "": "0 words",
    "Jessica": "1 word",
    "It's **well-known**, *no*?": "3 words",
    "1. one\n2. two\n\n> – three": "3 words",
    "[[person:krysten-ritter]] said[@ryan-2016, ¶24] it": "4 words",
    "[[person:krysten-ritter|Ritter]] said ||it all||{s02e11}": "4 words",
    "[the trailer](https://example.org/a/b?c=d)": "2 words",
    "S’il vous plaît, Zoë": "4 words",
}


def test_words_are_counted_as_they_are_read(form: Page, biography: Locator):
    count = form.locator(".field-biography .word-count")
    counted = {}
    for text in WORDS:
        biography.fill(text)
        counted[text] = count.text_content()

    assert counted == WORDS


def test_a_row_added_by_script_has_it_all(form: Page):
    form.goto("/admin/episodes/season/add/")
    form.get_by_role("heading", name="Companies").click()
    form.get_by_role("button", name="Add another Company").click()
    form.get_by_role("button", name="Add another Company").click()
    note = form.locator("#id_companies-1-note")
    note.press_sequentially("one ")
    form.keyboard.press("Control+b")
    form.keyboard.type("two")
    form.keyboard.press("End")
    form.keyboard.type(" [@ryan")
    offered(form).click()

    assert note.input_value() == "one **two** [@ryan-2016]"
    row = form.locator("#companies-1")
    expect(row.get_by_role("toolbar", name="Marks for Note")).to_have_count(1)
    expect(row.locator(".word-count")).to_have_text("2 words")
    expect(form.locator("#companies-empty .prose-toolbar")).to_have_count(0)


def test_without_script_the_plain_text_is_saved(content, plain: Page):
    person = Person.objects.get(key="krysten-ritter")
    plain.goto(f"/admin/people/person/{person.pk}/change/")
    expect(plain.get_by_role("toolbar")).to_have_count(0)
    plain.get_by_label("Biography:").fill("**Plain** words.")
    expect(plain.locator("#id_biography_helptext")).to_contain_text("Marks: [[person:key]] links, [@source] cites")
    plain.get_by_role("button", name="Save", exact=True).first.click()
    expect(plain.locator(".messagelist .success")).to_be_visible()
    plain.goto("/admin/guide/markup/")
    expect(plain.get_by_role("heading", name="How texts are written")).to_be_visible()

    assert copy_of(person).fields["biography"] == "**Plain** words."


def test_the_fields_have_no_barrier_and_fit_the_page(form: Page, biography: Locator):
    found = {}

    def look(when):
        found[when] = barriers(form, within=".field-biography")

    look("at rest")
    biography.press_sequentially("[[person:te")
    expect(offered(form)).to_have_count(2)
    look("with suggestions")
    form.keyboard.press("Escape")
    button(form, VEIL).click()
    look("with the menu of episodes")

    assert found == {"at rest": {}, "with suggestions": {}, "with the menu of episodes": {}}
