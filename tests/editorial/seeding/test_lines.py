"""JSON lines: the same records as in YAML, and clear words for what is none."""

import io
import json

import pytest

from editorial import seeding
from editorial.models import Seed
from editorial.seeding import lines as module
from editorial.seeding.reading import RawRecord, read_fixture
from editorial.snapshot.shape import record_models
from people.models import Person

from .test_loading import SITE, everything
from .test_loading import load as load_yaml

RECORD = '{"model": "people.person", "fields": {"key": "ada", "title": "Ada", "sort_name": "Ada"}}\n'


def lines(content):
    content = content if isinstance(content, bytes) else content.encode()
    return seeding.JsonLines(lambda: io.BytesIO(content))


def as_lines(yaml_text):
    """The same records, as the YAML reader gives them."""
    records, _ = read_fixture("", yaml_text.encode())
    return "".join(f"{json.dumps({'model': each.model, 'fields': each.fields})}\n" for each in records)


def read(content):
    return list(lines(content).read("people.jsonl"))


def fields_of(text):
    (record,) = read(f'{{"model": "people.person", "fields": {text}}}')
    return record.fields


@pytest.mark.parametrize("yaml_text", SITE.values(), ids=SITE)
def test_what_is_read_is_what_is_read_of_yaml(yaml_text):
    said = [(record.model, record.fields) for record in read(as_lines(yaml_text))]

    assert said == [(record.model, record.fields) for record in read_fixture("", yaml_text.encode())[0]]


def test_numbers_are_the_texts_that_are_written():
    fields = fields_of('{"a": 14, "b": 1.10, "c": 1e3, "d": -0, "e": 123456789012345678901234567890}')

    assert fields == {"a": "14", "b": "1.10", "c": "1e3", "d": "-0", "e": "123456789012345678901234567890"}


def test_constants_are_those_of_yaml():
    assert fields_of('{"a": true, "b": false, "c": null, "d": "true"}') == {
        "a": True,
        "b": False,
        "c": None,
        "d": "true",
    }


def test_each_record_knows_its_line_and_empty_lines_are_none():
    found = read(f"\n{RECORD}  \n{RECORD.strip()}")

    assert [(record.file, record.line) for record in found] == [("people.jsonl", 2), ("people.jsonl", 4)]


@pytest.mark.parametrize(
    ("content", "count"), [("", 0), (RECORD, 1), (RECORD.strip(), 1), (RECORD * 3, 3), (f"{RECORD}x", 2)]
)
def test_lines_are_counted(content, count):
    assert lines(content).count() == count


WRONG = {
    b"{": "This is not valid JSON: Expecting property name enclosed in double quotes (character 2).",
    b'{"model": "a", "model": "b"}': "“model” stands here twice.",
    b'{"model": "a", "fields": {"b": {"c": 1, "c": 2}}}': "“c” stands here twice.",
    b'{"model": "a", "fields": {"b": NaN}}': "NaN is no value: leave it out, or write null.",
    b'{"model": "a", "fields": {"b": -Infinity}}': "-Infinity is no value: leave it out, or write null.",
    b'{"model": "a\xff"}': "This is not UTF-8 text (byte 12 of the line).",
    rb'{"model": "a", "fields": {"b": "\ud800"}}': "Half of a surrogate pair is no character: write both halves.",
    b"[" * 100_000: "This record is nested too deeply.",
    b"[1]": "A record is a mapping with “model” and “fields”.",
    b'{"model": "a", "fields": {}, "pk": 1}': (
        "A record has “model” and “fields” only, and is named by its key: leave out pk."
    ),
}


@pytest.mark.parametrize("line", WRONG, ids=lambda line: line[:40].decode(errors="replace"))
def test_what_is_no_record_is_told_with_its_line_and_the_others_are_read(line):
    first, problem, last = read(b"\n".join([RECORD.strip().encode(), line, RECORD.strip().encode()]))

    assert str(problem) == f"people.jsonl:2: {WRONG[line]}"
    assert isinstance(first, RawRecord)
    assert isinstance(last, RawRecord)


@pytest.mark.parametrize("length", [1_001, 2_002, 3_500])
@pytest.mark.parametrize(("end", "left"), [("", []), ("\n", []), (f"\n{RECORD}", [2])])
def test_a_line_that_is_too_long_is_told_and_not_held(monkeypatch, length, end, left):
    monkeypatch.setattr(module, "LONGEST", 1_000)

    problem, *others = read(f"{'x' * length}{end}")

    assert problem.message.startswith("This line is longer than")
    assert [other.line for other in others] == left


@pytest.mark.django_db
def test_one_wrong_line_keeps_everything_out():
    with pytest.raises(seeding.SeedingError) as caught:
        seeding.load({"people.jsonl": lines(f"{RECORD}{{")})

    assert [problem.line for problem in caught.value.problems] == [2]
    assert not Person.objects.exists()


@pytest.mark.django_db
def test_values_nested_in_a_field_that_holds_none_are_told():
    absent = f'"absent": {{"born": {"[" * 400 + "]" * 400}}}'
    with pytest.raises(seeding.SeedingError) as caught:
        seeding.load({"people.jsonl": lines(RECORD.replace("}}", f", {absent}}}}}"))})

    assert {problem.field for problem in caught.value.problems} == {"absent"}


@pytest.mark.django_db
def test_a_dump_as_json_lines_loads_back_to_equal_bytes_and_to_equal_yaml():
    load_yaml()
    dumped, as_yaml, before = seeding.dump("jsonl"), seeding.dump(), everything()

    seeding.load({f"{name}.jsonl": lines(text) for name, text in in_order(dumped)})
    assert everything() == before

    for model in (Seed, *reversed(record_models())):
        model.objects.all().delete()
    seeding.load({f"{name}.jsonl": lines(text) for name, text in in_order(dumped)})
    assert seeding.dump("jsonl") == dumped
    assert seeding.dump() == as_yaml


def in_order(dumped):
    return [(name, dumped[name]) for name in ("sources", "people", "episodes")]
