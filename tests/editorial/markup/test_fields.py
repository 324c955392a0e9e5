import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from editorial.markup.fields import CitesField, LineField, ProseField


def errors_of(field, value):
    with pytest.raises(ValidationError) as raised:
        field.clean(value, None)
    return [(error.code, error.message % (error.params or {})) for error in raised.value.error_list]


def named(field):
    field.set_attributes_from_name("text")
    return field


@pytest.mark.parametrize(
    ("field", "value", "saved"),
    [
        (LineField(), "  AKA Start\xa0at… “é” \U0001f468\u200d\U0001f469 \u202e\u2066\n", None),
        (ProseField(), "One\r\ntwo\rthree\n\nfour\tfive\r\n", "One\ntwo\nthree\n\nfour\tfive"),
        (ProseField(), "e\u0301 \xe9 a\u2028b \U0001f3f4", "e\u0301 \xe9 a\u2028b \U0001f3f4"),
        (CitesField(), " [@s4, ¶24]\r\n  [@ryan-2016] ", "[@s4, ¶24] [@ryan-2016]"),
        (LineField(blank=True), "", ""),
        (ProseField(blank=True), " \n", ""),
        (CitesField(), "", ""),
        (LineField(null=True, blank=True), None, None),
        (ProseField(null=True, blank=True), None, None),
        (CitesField(null=True), None, None),
    ],
)
def test_what_is_saved_is_tidy(field, value, saved):
    if saved is None and value is not None:
        saved = value.strip()

    assert field.clean(value, None) == saved
    assert field.clean(saved, None) == saved
    assert field.get_prep_value(value) == saved


@pytest.mark.parametrize("field", [LineField(), ProseField()])
@pytest.mark.parametrize(
    ("character", "name"),
    [
        ("\x00", "U+0000"),
        ("\x1f", "U+001F"),
        ("\x7f", "U+007F"),
        ("\x85", "U+0085"),
        ("\ud800", "U+D800"),
        ("\udfff", "U+DFFF"),
        ("\uffff", "U+FFFF"),
    ],
)
def test_a_character_that_no_page_can_show_is_named(field, character, name):
    assert errors_of(field, f"ab{character}c") == [
        ("forbidden_character", f"Character 3 is {name}, which no page can show. Take it out.")
    ]


def test_a_citation_hides_no_character_that_no_page_can_show():
    assert errors_of(CitesField(), "[@s4, \x07]") == [
        ("forbidden_character", "Character 7 is U+0007, which no page can show. Take it out.")
    ]


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("One\r\ntwo", "This is one line: take out the line break after “One”."),
        ("One\ttwo", "This is one line: take out the tab after “One”."),
        ("x" * 30 + "\ny", "This is one line: take out the line break after “" + "x" * 20 + "”."),
    ],
)
def test_a_line_is_one_line(value, message):
    assert errors_of(LineField(), value) == [("several_lines", message)]


@pytest.mark.parametrize(
    ("field", "length"),
    [(LineField(), 200), (LineField(max_length=10), 10), (ProseField(), 100_000), (ProseField(max_length=10), 10)],
)
def test_length_is_limited(field, length):
    assert field.clean("x" * length, None) == "x" * length
    assert [code for code, _ in errors_of(field, "x" * (length + 1))] == ["max_length"]


@pytest.mark.parametrize(
    ("value", "rest"),
    [
        ("[@s4, ¶24] see also [@ryan-2016]", "see also"),
        ("[@s4", "[@s4"),
        ("[@]", "[@]"),
        ("[[person:krysten-ritter]]", "[[person:krysten-ritter]]"),
        ("[@s4]; [@ryan-2016].", "; ."),
    ],
)
def test_cites_holds_nothing_but_citations(value, rest):
    assert errors_of(CitesField(), value) == [
        ("no_citation", f"“{rest}” is no citation. Write [@key] or [@key, ¶24], one after the other.")
    ]


LINK = "A link is written [[kind:key]] or [[kind:key|label]]."
CITATION = "A citation is written [@key] or [@key, ¶24], with at most 40 characters after the comma."
ADDRESS = "An address begins with https://, http:// or mailto:, or with / or # for one of this site."
VEIL = "A veil is written ||text||{s02e11}, and ends in the paragraph in which it begins."


@pytest.mark.parametrize(
    ("text", "fault", "advice"),
    [
        ("a [[person:]] b", "[[person:]] b", LINK),
        ("[[Person:x]]", "[[Person:x]]", LINK),
        ("[[sic]]", "[[sic]]", LINK),
        ("[@]", "[@]", CITATION),
        ("*[@S4]*", "[@S4]*", CITATION),
        ("[@s4, " + "x" * 41 + "]", "[@s4, " + "x" * 34, CITATION),
        ("a ||b", "||b", VEIL),
        ("[a ||b](https://c.d)", "||b](https://c.d)", VEIL),
        ("[a [@]](https://c.d)", "[@]](https://c.d)", CITATION),
        ("a||{s02e11}", "||{s02e11}", VEIL),
        ("[a](javascript:alert(1))", "[a](javascript:alert(1))", ADDRESS),
        ("[a]( DATA:text/html,x )", "[a]( DATA:text/html,x )", ADDRESS),
        ("[a](//b.c)", "[a](//b.c)", ADDRESS),
        ("[a](below)", "[a](below)", ADDRESS),
        ("<vbscript:x>", "<vbscript:x>", ADDRESS),
    ],
)
def test_a_malformed_mark_is_shown_with_advice(text, fault, advice):
    assert errors_of(ProseField(), text) == [
        ("malformed_mark", f"“{fault}” leads nowhere. {advice} To print it as it is, put a backslash before it.")
    ]


@pytest.mark.parametrize(
    "text", ["[a](https://b.c)", "[a](/b/)", "[a](#b)", "<https://b.c>", r"\[a](b)", "[...] (see below)", "a < b: c"]
)
def test_an_allowed_address_and_plain_brackets_are_no_fault(text):
    ProseField().run_validators(text)


@pytest.mark.parametrize("text", ["||a||{s2e11}", "||a||", "||a||{x}", "||a\n\nb||{s02e11}"])
def test_a_veil_without_a_known_code_has_two_loose_ends(text):
    assert [code for code, _ in errors_of(ProseField(), text)] == ["malformed_mark", "malformed_mark"]


@pytest.mark.parametrize(
    "text",
    [
        "[[person:krysten-ritter|Ritter]] ||plays||{s02e11} her.[@s4, ¶24]",
        "[[[person:krysten-ritter]]]",
        r"\[[person:]] \[@] \||",
        "[sic] a|b {x} @y [a](https://b.c)",
    ],
)
def test_well_formed_prose_is_valid(text):
    assert ProseField().clean(text, None) == text


def test_an_unknown_kind_is_named_once_with_the_known_ones():
    [(code, message)] = errors_of(ProseField(), "[[spaceship:x]] and [[spaceship:x|y]]")

    assert code == "unknown_kind"
    assert message.startswith("“spaceship” in [[spaceship:x]] is no kind of entry. The kinds are ")
    assert "person" in message


def test_what_stands_too_deep_to_be_read_is_an_error():
    assert errors_of(ProseField(), "- " * 10 + "a") == [
        ("too_deep", "Lists or quotations stand too deep in each other to be shown. Leave out a level.")
    ]


def test_errors_stop_at_ten():
    assert len(errors_of(ProseField(), "[@] " * 1_000)) == 10


@pytest.mark.parametrize(
    ("field", "path", "options"),
    [
        (LineField("a name"), "LineField", {"verbose_name": "a name", "max_length": 200}),
        (LineField(max_length=20, blank=True), "LineField", {"max_length": 20, "blank": True}),
        (ProseField(blank=True), "ProseField", {"max_length": 100_000, "blank": True}),
        (CitesField(), "CitesField", {"max_length": 500, "blank": True}),
    ],
)
def test_fields_stand_in_migrations_as_they_were_written(field, path, options):
    _, dotted, arguments, keywords = named(field).deconstruct()

    assert (dotted, arguments, keywords) == (f"editorial.markup.fields.{path}", [], options)
    again = named(type(field)(*arguments, **keywords))
    assert again.deconstruct() == named(field).deconstruct()
    assert len(again.validators) == len(field.validators)


def test_prose_is_edited_in_a_text_area():
    field = named(ProseField(blank=True)).formfield()

    assert isinstance(field.widget, forms.Textarea)
    assert field.max_length == 100_000
    assert field.required is False


def test_line_breaks_as_browsers_send_them_are_no_change():
    field = named(ProseField()).formfield()

    assert field.clean("One\r\ntwo") == "One\ntwo"
    assert field.has_changed("One\ntwo", "One\r\ntwo\r\n") is False
    assert field.has_changed("One\ntwo", "One\r\n\r\ntwo") is True


def test_a_cites_field_is_a_column_of_text():
    assert isinstance(CitesField(), models.CharField)
