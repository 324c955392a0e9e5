"""Reports: what the checks find, counted and listed, with ways to the field."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from editorial import reports
from editorial.checks import counting
from editorial.checks.models import Tally
from people.models import Person
from tests.factories.people import make_alias, make_character, make_identity, make_person
from tests.factories.public import DRAFT
from tests.factories.sources import make_source
from tests.factories.users import make_editor

from .posting import admin_url

pytestmark = pytest.mark.django_db

DEAD = "[[person:nobody]]"
URL = "/admin/reports/"


@pytest.fixture(autouse=True)
def source(db):
    return make_source(key="s")


def make_dead(title="Dead", **fields):
    return make_person(title, **{"biography": DEAD, "description": "D", "cites": "[@s]"} | fields)


def lines(client):
    return [
        (line.level.value, line.code, line.total, [kind[:2] for kind in line.kinds])
        for line in client.get(URL).context["lines"]
        if line.kinds[0][0] == "people"
    ]


def test_nothing_is_counted_until_somebody_asks(desk):
    make_dead()

    page = desk.get(URL).content.decode()

    assert lines(desk) == []
    assert "Nothing was counted yet." in page
    assert [panel.count for panel in desk.get("/admin/").context["panels"] if panel.name == "reports"] == [None]
    assert not Tally.objects.exists()


def test_counting_groups_by_code_errors_first(desk):
    make_dead("One")
    make_dead("Two")
    make_person("Uncited", description="D", biography="B")
    make_person("Uncited as well", description="D", biography="B")
    make_person("Uncited too", description="D", biography="B")

    response = desk.post(URL, follow=True)

    found = lines(desk)
    assert found[0][:3] == ("error", "dead-link", 2)
    assert ("warning", "uncited") in [line[:2] for line in found[1:]]
    assert "Counted as of " in response.content.decode()


def test_checkcontent_counts_as_well(desk, capsys):
    make_dead(**DRAFT)

    call_command("checkcontent")

    assert lines(desk)[0][:3] == ("error", "dead-link", 1)


def test_a_count_of_one_kind_leaves_the_others_as_they_were(desk, capsys):
    make_dead(**DRAFT)
    call_command("checkcontent")
    before = Tally.objects.get(model="people.person").counted_at

    call_command("checkcontent", "character")

    assert Tally.objects.get(model="people.person").counted_at == before
    assert lines(desk)[0][:3] == ("error", "dead-link", 1)


def test_a_count_goes_on_where_it_was_left_and_counts_nothing_twice(desk, monkeypatch):
    monkeypatch.setattr(counting, "CHUNK", 2)
    for number in range(5):
        make_dead(f"{number}")

    rounds = 1
    while not counting.count_for(0):
        rounds += 1

    assert rounds > 3
    assert lines(desk)[0][:3] == ("error", "dead-link", 5)


def test_a_piece_that_somebody_else_counted_meanwhile_is_not_added_again(desk):
    make_dead()
    counting.begin([Person])
    stale = Tally.objects.get(model="people.person")
    counting.count_piece(Person, Tally.objects.get(model="people.person"))

    counting.count_piece(Person, stale)

    assert Tally.objects.get(model="people.person").counts["error:dead-link"] == [1, 0]


def test_a_report_leads_to_the_field_also_of_a_row(desk):
    person = make_dead("Somebody")
    make_alias(person, "Fine", cites="[@s]", order=0)
    make_alias(person, "Wrong", cites="[@nothing]", order=1)

    page = desk.get(URL, {"kind": "person", "code": "dead-link"}).content.decode()

    change = admin_url(person, "change")
    assert f'href="{change}#id_biography"' in page
    assert f'href="{change}#id_aliases-1-cites"' in page
    form = desk.get(change).content.decode()
    assert 'id="id_biography"' in form
    assert 'id="id_aliases-1-cites"' in form


def test_a_report_is_of_now_and_of_one_code(desk):
    person = make_dead("Somebody")
    before = desk.get(URL, {"kind": "person", "code": "dead-link"}).context["found"]
    Person.objects.filter(pk=person.pk).update(biography="")

    after = desk.get(URL, {"kind": "person", "code": "dead-link"})

    assert [record for record, _ in before] == [person]
    assert after.context["found"] == []
    assert "Nothing is found." in after.content.decode()


def test_a_report_goes_on_from_page_to_page_and_names_each_record_once(desk, monkeypatch):
    monkeypatch.setattr(reports, "PER_PAGE", 3)
    monkeypatch.setattr(reports, "CHUNK", 2)
    people = [make_dead(f"Person {number}") for number in range(8)]

    named, url, pages = [], f"{URL}?kind=person&code=dead-link", 0
    while url:
        context = desk.get(url).context
        named += [record for record, _ in context["found"]]
        url, pages = context["more_url"], pages + 1

    assert named == people
    assert pages in (3, 4)


def test_a_page_of_a_report_looks_at_so_many_records_and_no_more(desk, monkeypatch):
    monkeypatch.setattr(reports, "MOST_RECORDS", 4)
    monkeypatch.setattr(reports, "CHUNK", 2)
    for number in range(6):
        make_person(f"Fine {number}", cites="[@s]")
    dead = make_dead("Last")

    first = desk.get(URL, {"kind": "person", "code": "dead-link"})
    second = desk.get(first.context["more_url"])

    assert first.context["found"] == []
    assert "Nothing is found so far." in first.content.decode()
    assert [record for record, _ in second.context["found"]] == [dead]


def test_a_contributor_is_told_nothing_of_the_unfinished_entries_of_others(client, contributor):
    make_dead("Hidden", **DRAFT)
    own = make_dead("Own", created_by=contributor, **DRAFT)
    public = make_dead("Public")
    counting.count_for(60)

    page = client.get(URL, {"kind": "person", "code": "dead-link"})

    assert [record for record, _ in page.context["found"]] == [own, public]
    assert "Hidden" not in page.content.decode()
    assert lines(client)[0][:3] == ("error", "dead-link", 1)


def test_a_contributor_is_told_no_number_of_what_is_found_by_the_unfinished_entries_of_others(
    client, contributor, client_of, chief
):
    hidden = make_character("Hidden", key="hidden", **DRAFT)
    make_dead("Public", biography="[[character:hidden]]")
    make_identity(hidden, make_character("Known"), cites="[@nothing]")
    counting.count_for(60)

    def told(reader):
        return {
            (line.code, kind, number)
            for line in reader.get(URL).context["lines"]
            for kind, number, _ in line.kinds
            if line.code in ("hidden-target", "dead-link")
        }

    hidden_targets = {("hidden-target", "people", 1), ("hidden-target", "identities", 1)}
    assert told(client_of(chief)) == {*hidden_targets, ("dead-link", "identities", 1)}
    assert told(client) == set()


def test_a_kind_that_one_may_not_look_at_is_no_report(client):
    make_dead()
    counting.count_for(60)
    client.force_login(make_editor("people.view_character"))

    assert client.get(URL, {"kind": "person"}).status_code == 404
    assert client.get(URL).context["lines"] == []


@pytest.mark.parametrize(
    "query",
    [
        {"kind": "nothing"},
        {"kind": "person", "code": "nothing"},
        {"kind": "person", "after": "x"},
        {"kind": "person", "after": "9" * 5000},
        {"kind": "person", "after": "-1"},
        {"kind": "\0"},
        {"kind": "person", "code": "\0"},
        {"kind": "person", "after": "²"},
    ],
)
def test_no_such_report(desk, query):
    assert desk.get(URL, query).status_code == 404


def test_other_methods_are_refused(desk):
    assert desk.put(URL).status_code == 405


def test_a_report_costs_the_same_for_many_as_for_one(desk):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            response = desk.get(URL, {"kind": "person", "code": "dead-link"})
        return len(queries), len(response.context["found"])

    make_dead()
    first, _ = cost()
    for number in range(29):
        make_dead(f"{number}")

    assert cost() == (first, 30)


def test_completeness_stands_in_the_list_and_at_the_head_of_the_form(desk):
    person = make_person("Half", description="D")

    in_list = desk.get(admin_url(Person, "changelist")).content.decode()
    form = desk.get(admin_url(person, "change")).content.decode()

    assert '<td class="field-completeness_now">1 of 2</td>' in in_list
    assert "Complete: 1 of 2. Missing: biography." in form


def test_the_address_of_the_reports_is_as_the_desk_names_it():
    assert reverse("admin:reports") == URL
