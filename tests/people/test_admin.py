import pytest

from people.models import Identity, Person
from tests.editorial.admin.posting import add_row, admin_url, errors_of, fields_of, save_form
from tests.factories.people import make_character, make_identity, make_person
from tests.factories.public import DRAFT
from tests.factories.sources import make_source
from tests.factories.users import make_chief_editor

WORDS = "I think that hit me in such a profound way."


@pytest.fixture
def desk(client, db):
    client.force_login(make_chief_editor())
    return client


def add_quote(desk, person, text):
    url = admin_url(person, "change")
    quote = {"order": "", "text": text, "source": str(make_source().pk), "horizon": "0"}
    return desk.post(url, add_row(fields_of(desk.get(url)), "quotes", **quote))


def test_a_person_has_quotes_and_aliases(desk):
    person = make_person(**DRAFT)
    url = admin_url(person, "change")
    alias = {"order": "", "name": "K. Ritter", "kind": "variant", "horizon": "0"}

    add_quote(desk, person, WORDS)
    desk.post(url, add_row(fields_of(desk.get(url)), "aliases", **alias))

    saved = Person.objects.get()
    assert [quote.text for quote in saved.quotes.all()] == [WORDS]
    assert [alias.name for alias in saved.aliases.all()] == ["K. Ritter"]
    assert saved.version == 3


def test_a_quotation_that_is_too_long_is_an_error(desk):
    response = add_quote(desk, make_person(), "word " * 26)

    assert errors_of(response) == {
        "quotes-0-text": [
            "A quotation has at most 25 words; this one has 26. "
            "Shorten it with [...] or tell the rest in your own words."
        ]
    }


def test_a_person_is_found_under_every_name(desk):
    person = make_person(title="Eka Darville")
    person.aliases.create(name="Eka Danville")

    for words in ("Darville", "danville", "eka dan"):
        assert list(desk.get(admin_url(Person, "changelist"), {"q": words}).context["cl"].result_list) == [person]


def test_an_identity_is_of_two_characters_and_recorded_once(desk):
    face, truth = make_character(), make_character()
    names = {"key": "one", "face": str(face.pk), "truth": str(truth.pk), "revealed": "0"}

    same = save_form(desk, admin_url(Identity, "add"), **names | {"truth": str(face.pk)})
    make_identity(face, truth, revealed=20)
    again = save_form(desk, admin_url(Identity, "add"), **names)

    assert errors_of(same) == {"__all__": ["A character cannot be in truth itself."]}
    assert errors_of(again) == {"__all__": ["This identity is recorded already."]}
