"""What saving a draft in the admin does beside saving. What is live: see test_working_copies."""

import pytest

from editorial.models import Link
from people.models import Person, PersonAlias
from sources.models import Publication
from tests.factories.public import DRAFT, make_public

from .posting import add_row, admin_url, errors_of, fields_of, save_form


@pytest.fixture
def person(db):
    names = {"key": "krysten-ritter", "title": "Krysten Ritter", "sort_name": "Ritter, Krysten"}
    return make_public(Person, **names, **DRAFT)


def test_adding_says_who_and_when(desk, chief):
    save_form(desk, admin_url(Publication, "add"), key="deadline", name="Deadline")

    publication = Publication.objects.get()
    assert (publication.created_by, publication.updated_by, publication.version) == (chief, chief, 1)


def test_changing_moves_the_version_and_says_who(desk, chief, person):
    save_form(desk, admin_url(person, "change"), description="Plays the lead.")

    saved = Person.objects.get()
    assert (saved.description, saved.version, saved.updated_by) == ("Plays the lead.", 2, chief)
    assert saved.created_by is None
    assert saved.updated_at > person.updated_at


def test_changing_a_row_alone_is_a_change_of_its_entry(desk, chief, person):
    url = admin_url(person, "change")

    desk.post(url, add_row(fields_of(desk.get(url)), "aliases", name="K. Ritter", kind="alias", horizon="0"))

    saved = Person.objects.get()
    assert [alias.name for alias in saved.aliases.all()] == ["K. Ritter"]
    assert (saved.version, saved.updated_by) == (2, chief)


def test_saving_a_form_in_which_nothing_was_changed_is_no_edit(desk, person):
    PersonAlias.objects.create(person=person, name="K. Ritter")

    save_form(desk, admin_url(person, "change"))

    saved = Person.objects.get()
    assert (saved.version, saved.updated_at, saved.updated_by) == (1, person.updated_at, None)


def test_saving_brings_the_index_of_links_up_to_date(desk, person):
    make_public(Person, key="melissa-rosenberg", sort_name="Rosenberg, Melissa")

    save_form(desk, admin_url(person, "change"), biography="Led by [[person:melissa-rosenberg]].")

    assert str(Link.objects.get()) == "person:krysten-ritter mentions person:melissa-rosenberg"


@pytest.mark.parametrize("way", ["form", "action"])
def test_deleting_takes_what_a_record_said_out_of_the_index(desk, person, way):
    Link.objects.create(
        from_kind="person", from_key=person.key, where="biography", relation="mentions", to_kind="person", to_key="x"
    )

    if way == "form":
        save_form(desk, admin_url(person, "delete"), way="trash")
    else:
        url = admin_url(Person, "changelist")
        desk.post(url, fields_of(desk.get(url)) | {"action": "delete_selected", "_selected_action": [person.pk]})

    assert not Person.objects.exists()
    assert not Link.objects.exists()


def test_the_key_is_typed_once(desk, person):
    save_form(desk, admin_url(person, "change"), key="another", title="K. Ritter")

    saved = Person.objects.get()
    assert (saved.key, saved.title) == ("krysten-ritter", "K. Ritter")


def test_the_address_is_the_key_if_left_empty(desk):
    save_form(desk, admin_url(Person, "add"), key="rachael-taylor", title="Rachael Taylor", sort_name="Taylor")

    assert Person.objects.get().slug == "rachael-taylor"


@pytest.mark.parametrize(
    ("field", "message"),
    [("key", "Person with this Key already exists."), ("slug", "Person with this Address already exists.")],
)
def test_a_key_or_address_that_is_taken_is_an_error(desk, person, field, message):
    fields = {"key": "new", "slug": "new", "title": "New", "sort_name": "New"} | {field: "krysten-ritter"}

    response = save_form(desk, admin_url(Person, "add"), **fields)

    assert errors_of(response) == {field: [message]}
    assert fields_of(response)[field] == ["krysten-ritter"]


def test_rows_without_a_number_go_to_the_end(desk, person):
    PersonAlias.objects.create(person=person, name="first", order=4)
    url = admin_url(person, "change")
    fields = fields_of(desk.get(url))
    for name in ("second", "third"):
        fields = add_row(fields, "aliases", order="", name=name, kind="alias", horizon="0")

    desk.post(url, fields)

    assert list(person.aliases.values_list("name", "order")) == [("first", 4), ("second", 5), ("third", 6)]


def test_a_row_of_another_entry_stays_untouched(desk, person):
    other = make_public(Person, sort_name="Other")
    foreign = PersonAlias.objects.create(person=other, name="theirs")
    own = PersonAlias.objects.create(person=person, name="ours")
    url = admin_url(person, "change")
    fields = fields_of(desk.get(url))

    for name in (str(foreign.pk), str(foreign.uid)):
        response = desk.post(url, fields | {"aliases-0-id": name, "aliases-0-name": "stolen"})
        assert errors_of(response)["aliases-0-id"] == ["This row is no part of this record any more."]

    assert list(PersonAlias.objects.order_by("pk").values_list("pk", "person", "name")) == [
        (foreign.pk, other.pk, "theirs"),
        (own.pk, person.pk, "ours"),
    ]


def test_a_row_without_its_name_changes_no_other(desk, person):
    PersonAlias.objects.create(person=person, name="ours")
    url = admin_url(person, "change")

    desk.post(url, fields_of(desk.get(url)) | {"aliases-0-id": "", "aliases-0-name": "another"})

    assert [alias.name for alias in person.aliases.all()] == ["ours"]


@pytest.mark.parametrize("forged", ["x", "0", "9" * 30, "\0"])
def test_a_forged_row_is_an_error(desk, person, forged):
    PersonAlias.objects.create(person=person, name="ours")
    url = admin_url(person, "change")

    response = desk.post(url, fields_of(desk.get(url)) | {"aliases-0-id": forged, "aliases-0-name": "forged"})

    assert list(errors_of(response)) == ["aliases-0-id"]
    assert PersonAlias.objects.get().name == "ours"
