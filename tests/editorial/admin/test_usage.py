"""The page at the desk that says where a record is used."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from editorial.addresses import remember
from editorial.admin.usage import SHOWN
from editorial.links.index import reindex
from editorial.publishing import State
from people.models import Person
from tests.factories.episodes import make_credit, make_episode, make_season
from tests.factories.news import make_article
from tests.factories.people import make_person
from tests.factories.sources import make_source
from tests.factories.users import make_editor
from tests.reading import Page

from .posting import admin_url
from .test_lists import EVERY_LIST, make


def used_url(record):
    return reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_used", args=[record.pk])


def read(client, record):
    response = client.get(used_url(record))
    assert response.status_code == 200
    return Page(response.content.decode())


@EVERY_LIST
def test_the_form_of_every_kind_of_record_leads_to_where_it_is_used(desk, model):
    record = make(model)

    page = Page(desk.get(admin_url(record, "change")).content.decode())

    assert used_url(record) == f"/admin/{model._meta.app_label}/{model._meta.model_name}/{record.pk}/used/"
    assert used_url(record) in page.links
    assert read(desk, record).headings[0][0] == "h1"
    assert used_url(record) not in Page(desk.get(admin_url(model, "add")).content.decode()).links


def test_each_use_leads_to_the_form_of_what_uses_it(desk):
    person = make_person("Ada", key="ada")
    episode = make_episode(make_season(2), 1, title="Start")
    make_credit(episode, person, "director")
    bea = make_person("Bea", biography="[[person:ada]], [[person:ada|her]]", state=State.DRAFT)
    reindex([bea])

    page = read(desk, person)

    assert [text for tag, text in page.headings if tag == "h2"] == [
        "People, in their texts (1)",
        "Episodes: credits: person (1)",
    ]
    assert "Bea – mentions it in biography" in page.text
    assert "Start – directed by Ada" in page.text
    assert {admin_url(bea, "change"), admin_url(episode, "change")} <= set(page.links)


def test_what_nothing_uses_says_so(desk):
    assert "Nothing uses this person." in read(desk, make_person()).text


def test_the_marks_in_a_text_are_counted(desk):
    source = make_source(key="s4")
    reindex([make_person("Bea", biography="One.[@s4, ¶1] Two.[@s4, ¶2]")])

    assert "Bea – cites it in biography, 2 times" in read(desk, source).text


def test_of_many_the_first_are_shown_and_the_rest_counted(desk):
    source = make_source(key="s4")
    for number in range(SHOWN + 2):
        make_article(title=f"Article {number:03}", source=source)

    page = read(desk, source)

    assert ("h2", f"Articles: source ({SHOWN + 2})") in page.headings
    assert f"Article {SHOWN - 1:03}" in page.text
    assert f"Article {SHOWN:03}" not in page.text
    assert "And 2 more." in page.text


def test_former_addresses_are_listed(desk):
    person = make_person(slug="new")
    remember(person, "old")

    page = read(desk, person)

    assert "Former addresses that lead here /people/old/" in page.text


def test_names_without_a_link_are_suggested(desk):
    make_person("Krysten Ritter", key="ritter")

    page = read(desk, make_person(biography="Krysten Ritter left."))

    assert "Names without a link" in page.text
    assert "biography: “Krysten Ritter” – [[person:ritter|Krysten Ritter]]" in page.text


def test_what_editors_wrote_is_shown_as_it_is_written(desk):
    hostile = "<script>alert(1)</script>{{ 7 }}"
    person = make_person(hostile)
    make_article(title=hostile, people=[person])

    html = desk.get(used_url(person)).content.decode()

    assert "<script>alert" not in html
    assert html.count("&lt;script&gt;alert(1)&lt;/script&gt;{{ 7 }}") >= 3


@pytest.mark.django_db
def test_whoever_may_not_know_of_a_record_does_not_hear_of_it(client):
    person, source = make_person("Ada"), make_source()
    make_article(title="Secret news", people=[person])

    assert client.get(used_url(person)).headers["Location"] == f"/admin/login/?next={used_url(person)}"
    client.force_login(make_editor("people.view_person"))
    assert client.get(used_url(source)).status_code == 404

    page = read(client, person)
    assert "Nothing uses this person." in page.text
    assert "Secret news" not in page.text


@pytest.mark.parametrize("pk", ["0", "9" * 18, "9" * 30, "x", "%00", "-1", "1/2", "٣"])
def test_no_other_address_is_one_of_a_record(desk, pk):
    assert desk.get(f"/admin/people/person/{pk}/used/").status_code == 404


def test_the_page_is_only_to_be_read(desk):
    person = make_person()

    assert desk.post(used_url(person)).status_code == 405
    assert Person.objects.get().version == person.version


def test_the_page_costs_the_same_for_few_and_many(desk):
    source, season = make_source(key="s4"), make_season(2)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            read(desk, source)
        return len(captured)

    def use_it(numbers):
        for number in numbers:
            make_article(source=source)
            reindex([make_episode(season, number, summary="True.[@s4]")])

    use_it([1])
    few = queries()
    use_it([2, 3, 4])

    assert queries() == few
    assert few <= 40
