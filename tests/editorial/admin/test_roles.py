"""The forms as they open for those who may do less than a chief editor."""

import pytest

from editorial.publishing import State
from people.models import Person
from tests.factories.people import make_alias, make_person, make_quote
from tests.factories.users import make_editor

from .posting import add_row, admin_url, fields_of, rows_of
from .test_lists import MODELS, make


@pytest.mark.django_db
@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label_lower)
def test_whoever_may_only_look_can_read_every_kind_of_record(client, model):
    record = make(model)
    client.force_login(make_editor(f"{model._meta.app_label}.view_{model._meta.model_name}"))

    response = client.get(admin_url(record, "change"))

    assert response.status_code == 200
    assert response.context["has_change_permission"] is False
    assert client.get(admin_url(model, "changelist")).status_code == 200
    assert client.get(admin_url(model, "add")).status_code == 403
    assert client.get(admin_url(record, "delete")).status_code == 403


@pytest.mark.django_db
def test_whoever_may_only_look_sees_the_rows_and_changes_none(client):
    person = make_person()
    make_alias(person, "K. Ritter")
    make_quote(person, "Exact words.")
    client.force_login(make_editor("people.view_person"))

    page = client.get(admin_url(person, "change")).content.decode()

    assert "K. Ritter" in page
    assert "Exact words." in page
    assert "aliases-0-name" not in page


@pytest.mark.django_db
def test_whoever_may_edit_an_entry_may_edit_its_rows(client):
    person = make_person()
    client.force_login(make_editor("people.change_person"))
    url = admin_url(person, "change")
    alias = {"order": "", "name": "K. Ritter", "kind": "alias", "horizon": "0"}

    client.post(url, add_row(fields_of(client.get(url)), "aliases", **alias))

    assert [alias["name"] for alias in rows_of(person, "aliases")] == ["K. Ritter"]
    assert not person.aliases.exists()


@pytest.mark.django_db
def test_whoever_may_add_an_entry_adds_it_with_its_rows(client):
    client.force_login(make_editor("people.add_person", "people.view_person"))
    url = admin_url(Person, "add")
    fields = fields_of(client.get(url)) | {"key": "new", "title": "New", "sort_name": "New"}
    alias = {"order": "", "name": "K. Ritter", "kind": "alias", "horizon": "0"}

    client.post(url, add_row(fields | {"state": "published"}, "aliases", **alias))

    person = Person.objects.get()
    assert [alias.name for alias in person.aliases.all()] == ["K. Ritter"]
    assert person.state == State.DRAFT, "whoever may not edit it may not publish it either"


@pytest.mark.django_db
def test_the_index_shows_only_what_one_may_look_at(client):
    client.force_login(make_editor("people.view_person"))

    apps = client.get("/admin/").context["app_list"]

    assert [[model["name"] for model in app["models"]] for app in apps] == [["People"]]
