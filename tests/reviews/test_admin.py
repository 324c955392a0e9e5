import pytest

from reviews.models import Nomination, Score
from tests.editorial.admin.posting import add_row, admin_url, errors_of, fields_of, save_form
from tests.factories.people import make_person
from tests.factories.public import DRAFT
from tests.factories.reviews import make_nomination, make_review, make_score
from tests.factories.users import make_chief_editor


@pytest.fixture
def desk(client, db):
    client.force_login(make_chief_editor())
    return client


@pytest.mark.parametrize(
    ("grade", "errors"),
    [
        (
            {"grade": "80", "grade_as_printed": ""},
            {"__all__": ["A grade is read from a printed one: give that as well."]},
        ),
        ({"grade": "101"}, {"grade": ["Ensure this value is less than or equal to 100."]}),
        ({"grade": "9" * 30}, {"grade": ["Ensure this value is less than or equal to 100."]}),
    ],
)
def test_a_grade_that_cannot_be_is_an_error(desk, grade, errors):
    response = save_form(desk, admin_url(make_review(), "change"), **{"grade_as_printed": "4 out of 5"} | grade)

    assert errors_of(response) == errors


def test_a_score_that_exceeds_its_scale_is_an_error(desk):
    response = save_form(desk, admin_url(make_score(), "change"), value="101", scale="100")

    assert errors_of(response) == {"__all__": ["The value is greater than its scale."]}
    assert Score.objects.get().value is None


def test_a_nomination_names_its_nominees(desk):
    nomination, nominee = make_nomination(**DRAFT), make_person()
    url = admin_url(nomination, "change")

    desk.post(url, add_row(fields_of(desk.get(url)), "nominees", order="", person=str(nominee.pk), horizon="0"))

    assert [row.person for row in Nomination.objects.get().nominees.all()] == [nominee]
