"""Entries and sources offered while a mark is typed, and the guide to the marks."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from editorial import kinds
from tests.factories.episodes import make_episode, make_season
from tests.factories.people import make_alias, make_character, make_person
from tests.factories.sources import make_publication, make_source
from tests.factories.users import make_editor, make_user

URL = "/admin/suggest/"


def suggest(client, q="", what="entry"):
    response = client.get(URL, {"for": what, "q": q})
    assert response.status_code == 200, response.content
    return response.json()


def marks(client, q="", what="entry"):
    return [suggestion["mark"] for suggestion in suggest(client, q, what)]


def test_an_entry_is_suggested_with_its_mark_name_and_kind(desk):
    make_person("Krysten Ritter", key="krysten-ritter")
    make_person("Janet McTeer", key="janet-mcteer")

    assert suggest(desk, "ritt") == [
        {"mark": "[[person:krysten-ritter]]", "title": "Krysten Ritter", "kind": "person", "note": ""}
    ]


def test_a_source_is_suggested_for_a_citation_by_what_it_is_called_and_where_it_stood(desk):
    source = make_source(key="ryan-2016", title="A Return", publication=make_publication(name="The Hour"))
    make_person("The Hour Itself")

    assert suggest(desk, "the hour", "source") == [
        {"mark": "[@ryan-2016]", "title": "A Return", "kind": "source", "note": ""}
    ]
    assert f"[[source:{source.key}]]" in marks(desk, "a return")


@pytest.mark.parametrize(
    "q", ["krys", "KRYS", "sten rit", "ritter krysten", "krysten-r", " ritter ", "Kristen", "perso"]
)
def test_words_are_looked_for_in_key_name_and_aliases(desk, q):
    person = make_person("Krysten Ritter", key="krysten-ritter", description="The person who plays Jessica.")
    make_alias(person, "Kristen Ritter")
    make_alias(person, "Kristen Riter")
    make_person("Janet McTeer", key="janet-mcteer")

    assert marks(desk, q) == ["[[person:krysten-ritter]]"]


def test_a_kind_before_a_colon_narrows_to_it(desk):
    make_person("Jessica Someone", key="jessica-someone")
    make_character("Jessica Jones", key="jessica-jones")

    assert set(marks(desk, "jessica")) == {"[[person:jessica-someone]]", "[[character:jessica-jones]]"}
    assert marks(desk, "character:") == ["[[character:jessica-jones]]"]
    assert marks(desk, "character:jess") == ["[[character:jessica-jones]]"]
    assert marks(desk, "nokind:jess") == []


def test_what_begins_so_comes_before_what_contains_it_and_what_is_described_so(desk):
    make_person("Others", key="c", description="Not an ant.")
    make_person("Elephant", key="b")
    make_person("Ant", key="a")

    assert marks(desk, "ant") == ["[[person:a]]", "[[person:b]]", "[[person:c]]"]


def test_a_field_of_a_form_offers_what_begins_so_first_as_well(desk):
    for title, sort_name, description in [
        ("Others", "A", "Not an ant."),
        ("Elephant", "B", ""),
        ("Ant", "C", ""),
    ]:
        make_person(title, sort_name=sort_name, description=description)
    where = {"app_label": "news", "model_name": "article", "field_name": "people", "term": "ant"}

    offered = desk.get(reverse("admin:autocomplete"), where).json()["results"]

    assert [each["text"] for each in offered] == ["Ant", "Elephant", "Others"]


def test_of_the_rest_what_was_edited_last_comes_first_and_there_are_ten(desk):
    for day in range(1, 13):
        make_person(f"Person {day}", key=f"p{day}", updated_at=datetime(2026, 1, day, tzinfo=UTC))

    assert marks(desk) == [f"[[person:p{day}]]" for day in range(12, 2, -1)]


def test_what_is_not_public_says_so(desk):
    make_person("Ann Draft", key="ann", state="draft")
    make_person("Ann Later", key="later", publish_at=datetime(2999, 1, 1, tzinfo=UTC))
    make_person("Ann Now", key="now")

    notes = {suggestion["title"]: suggestion["note"] for suggestion in suggest(desk, "ann")}

    assert notes == {"Ann Draft": "draft", "Ann Later": "scheduled", "Ann Now": ""}


@pytest.mark.parametrize(
    ("q", "found"),
    [
        ("\0", []),
        ("a\0b", []),
        ("person:\0", []),
        ("x" * 7_000, []),
        ("%", ["[[person:percent]]"]),
        ("_", []),
        (".*", []),
        ("(", []),
        ('"', ["[[person:percent]]"]),  # nothing is quoted yet
        ("\\", []),
        ("' OR 1=1 --", []),
        ("<script>", []),
        ("\ud800".encode("utf-8", "surrogatepass"), []),
        ("a " * 100, []),
        (" ".join("percent" for _ in range(20)), ["[[person:percent]]"]),
        ("::", []),
    ],
)
def test_hostile_words_find_nothing_but_what_is_called_so(desk, q, found):
    make_person("100 % Percent", key="percent")

    assert marks(desk, q) == found
    assert marks(desk, q, "source") == []


@pytest.mark.parametrize("query", ["", "for=", "for=person", "for=%00", "q=x"])
def test_a_question_for_something_else_is_refused(desk, query):
    assert desk.get(f"{URL}?{query}").status_code == 400


def test_nothing_is_changed_here(desk):
    assert desk.post(URL, {"for": "entry"}).status_code == 405


def test_each_sees_the_kinds_that_they_may_look_at(client, db):
    make_person("Jessica Someone", key="jessica-someone")
    make_character("Jessica Jones", key="jessica-jones", state="draft")
    make_source(key="jessica")
    client.force_login(make_editor("people.view_character", "people.publish_character"))

    assert marks(client, "jessica") == ["[[character:jessica-jones]]"]
    assert marks(client, "person:jessica") == []
    assert marks(client, "jessica", "source") == []


def test_an_editor_of_nothing_is_suggested_nothing(client, db):
    make_person("Jessica Someone")
    client.force_login(make_editor())

    assert marks(client) == []


@pytest.mark.parametrize("url", [f"{URL}?for=entry&q=a", "/admin/guide/markup/"])
@pytest.mark.parametrize("visitor", ["anonymous", "with an account"])
def test_who_does_not_belong_to_the_desk_is_sent_to_the_login(client, db, visitor, url):
    make_person("Ann")
    if visitor != "anonymous":
        client.force_login(make_user())

    response = client.get(url)

    assert response.status_code == 302
    assert response["Location"].startswith(f"{reverse('admin:login')}?next=/admin/")


def test_no_answer_is_kept(desk):
    assert "no-store" in desk.get(URL, {"for": "entry"})["Cache-Control"]


def test_many_cost_as_much_as_one(desk, django_assert_num_queries):
    season = make_season(2, episodes_before=13)
    for number in range(1, 6):
        make_episode(season, number, title=f"Ann {number}")
        make_alias(make_person(f"Ann {number}"), "Annie")
        make_source(title=f"Ann {number}")

    with django_assert_num_queries(4):  # the session, its user, their second factor, and the entries
        assert len(suggest(desk, "ann")) == 10
    with django_assert_num_queries(4):
        assert suggest(desk, "person:nobody") == []


@pytest.mark.parametrize("kind", kinds.words())
def test_every_kind_can_be_asked_for(desk, kind):
    assert suggest(desk, f"{kind}:nothing") == []


def test_the_page_of_a_form_names_each_episode_once_for_its_veils(desk):
    make_episode(make_season(2, episodes_before=13), 11, title="A Secret Title")

    page = desk.get("/admin/sources/discrepancy/add/").content.decode()

    assert page.count('id="episode-codes"') == 1
    assert '[["s01e13", "s01e13: season 1"], ["s02e11", "s02e11: season 2, episode 11"]]' in page
    assert page.count('src="/static/js/suggestions.js" type="module"') == 1


def test_the_help_below_a_text_leads_to_the_guide(desk):
    page = desk.get("/admin/people/person/add/").content.decode()
    guide = desk.get("/admin/guide/markup/").content.decode()

    assert 'href="/admin/guide/markup/"' in page
    assert "<h1>How texts are written</h1>" in guide
    assert "<code>[[person:krysten-ritter|Ritter]]</code>" in guide
    assert "<code>She meets ||her mother||{s02e07}.</code>" in guide


@pytest.mark.parametrize("name", ["nothing", "markup-md", "README"])
def test_the_guide_has_no_other_pages(desk, name):
    assert desk.get(f"/admin/guide/{name}/").status_code == 404
