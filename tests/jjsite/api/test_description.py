"""The description, and all answers held against it."""

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from openapi_spec_validator import validate

from editorial import kinds
from editorial.pages.lists import models_by_list
from editorial.publishing import Row
from editorial.snapshot.shape import record_models, shape_of
from jjsite.api.description import description
from sources.filters import SourceFilter
from tests.jjsite.api.asking import ask, hold_against_description
from tests.reading import Page

ABOUT_THE_DESK = {"state", "owner", "slug", "publish_at", "expire_at", "version", "created_by", "updated_by"}


def test_it_is_valid(client):
    answer = client.get("/api/openapi.json")

    validate(answer.json())
    assert answer["Access-Control-Allow-Origin"] == "*"


def test_every_kind_has_its_list_and_its_entries():
    assert sorted(kinds.kind_of(model) for model in models_by_list().values()) == kinds.words()
    for word in models_by_list():
        assert {f"/api/{word}/", f"/api/{word}/{{key}}/"} <= set(description()["paths"])


def test_every_field_of_every_record_and_row_is_in_it():
    schemas = description()["components"]["schemas"]
    around = {"key", "uid", "title", "horizon", "cites", "absent"} | ABOUT_THE_DESK
    for model in record_models():
        if model.__name__ == "Picture":
            continue
        for shape in (shape_of(model), *shape_of(model).rows.values()):
            fields = set(schemas[shape.model.__name__]["properties"]["fields"]["properties"])
            content = {*shape.columns, *shape.references, *shape.many}
            assert content - fields <= around, shape.model
            assert not fields & ABOUT_THE_DESK - {"owner"}, shape.model
            assert issubclass(shape.model, Row) or "key" in schemas[shape.model.__name__]["properties"]


def test_the_filters_of_the_site_are_parameters():
    parameters = {one["name"]: one for one in description()["paths"]["/api/sources/"]["get"]["parameters"]}

    assert list(parameters) == [*SourceFilter.base_filters, "horizon", "page", "page_size"]
    assert {"", "author", "date", "number"} <= set(parameters["sort"]["schema"]["enum"])


@pytest.mark.django_db
def test_there_is_a_page_that_says_the_same_to_people(client):
    page = Page(client.get("/api/docs/").content.decode())

    for word in models_by_list():
        assert f"GET /api/{word}/{{key}}/" in page.text
        assert word in page.ids
    for text in ("page_size", "fields.viewers_millions", "Viewers, millions", "list of Credit", "“director”"):
        assert text in page.text
    assert "/api/openapi.json" in page.links


@pytest.mark.django_db
def test_kinds_are_called_as_readers_call_them(client):
    page = Page(client.get("/api/docs/").content.decode())
    index = {kind["type"]: kind["title"] for kind in client.get("/api/").json()["kinds"]}

    for kind, title in {"claim": "Predictions", "section": "Chapters", "discrepancy": "Disagreements"}.items():
        assert f"Fields of {title.lower()}" in page.text
        assert index[kind] == title
    assert description()["paths"]["/api/predictions/"]["get"]["summary"] == "All predictions"


@pytest.mark.django_db
@pytest.mark.sweep
@pytest.mark.parametrize("horizon", ["0", "19", "all"])
def test_what_is_shipped_is_told_as_described(shipped_content, client, horizon):
    for word in models_by_list():
        answer = ask(client, f"/api/{word}/?page_size=20&horizon={horizon}")
        key = answer["results"][0]["key"]

        assert answer["results"][0] == ask(client, f"/api/{word}/{key}/?horizon={horizon}")


WILD = st.one_of(
    st.sampled_from(["", "0", "-1", "all", "1", "19", "9" * 40, "\x00", "x" * 3000, "s02e01", "2018", "undated", "’"]),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
)


@st.composite
def requests(draw):
    """(address, parameters) as the description allows them, and as it does not."""
    path = draw(st.sampled_from(sorted(description()["paths"])))
    known = [one["name"] for one in description()["paths"][path]["get"]["parameters"] if one["in"] == "query"]
    names = st.sampled_from(known) if known else st.just("horizon")
    asked = draw(st.lists(st.tuples(st.one_of(names, names, names, WILD), WILD), max_size=4))
    key = draw(st.sampled_from(["s02e01", "season-2", "jessica-jones", "krysten-ritter", "no-such", "a" * 300]))
    parameters = {}
    for name, value in asked:
        parameters.setdefault(name, []).append(value)
    return path.replace("{key}", key), parameters


@pytest.mark.django_db
@pytest.mark.sweep
@given(requests())
def test_whatever_is_asked_is_answered_as_described(shipped_content, asked):
    address, parameters = asked

    response = Client().get(address, parameters | ({} if parameters.get("page_size") else {"page_size": "2"}))

    assert response.status_code in (200, 302, 400, 404), (address, parameters)
    if response.status_code != 302:
        hold_against_description(address, response)
