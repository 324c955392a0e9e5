import pytest

from sources.models import Discrepancy, Publication
from tests.editorial.admin.posting import add_row, admin_url, errors_of, fields_of, save_form
from tests.factories.public import DRAFT
from tests.factories.sources import make_discrepancy, make_publication, make_source
from tests.factories.users import make_chief_editor


@pytest.fixture
def desk(client, db):
    client.force_login(make_chief_editor())
    return client


def test_a_discrepancy_has_readings_and_a_status_of_its_own(desk):
    discrepancy = make_discrepancy(**DRAFT)
    url = admin_url(discrepancy, "change")
    fields = fields_of(desk.get(url)) | {"status": "settled", "printed": "Darville"}

    desk.post(url, add_row(fields, "readings", order="", value="Danville", horizon="0"))

    saved = Discrepancy.objects.get()
    assert (saved.status, saved.printed, saved.state) == ("settled", "Darville", "draft")
    assert [reading.value for reading in saved.readings.all()] == ["Danville"]


def test_a_settled_discrepancy_says_what_is_printed(desk):
    response = save_form(desk, admin_url(make_discrepancy(), "change"), status="settled", printed="")

    assert errors_of(response) == {"__all__": ["Say what we print before calling it settled."]}


@pytest.mark.parametrize("about", ["person", "person:", "nokind:x"])
def test_a_discrepancy_is_about_an_entry_by_kind_and_key(desk, about):
    response = save_form(desk, admin_url(make_discrepancy(), "change"), about=about)

    assert list(errors_of(response)) == ["about"]


def test_a_publication_with_sources_is_not_deleted(desk):
    publication = make_publication()
    make_source(publication=publication)

    response = desk.post(admin_url(publication, "delete"), {"post": "yes"})

    assert [heading for heading, _, _ in response.context["groups"]] == ["Will not name it any more"]
    assert Publication.objects.get() == publication
