"""New records: drafts, and plain ones that are public as soon as they are made."""

import pytest

from people.models import Identity
from reviews.models import Score
from tests.factories.people import make_character
from tests.factories.reviews import make_season
from tests.factories.users import make_editor

from .posting import admin_url, errors_of, fields_of, save_form

SCORE = {"key": "approval", "body": "A Body", "measure": "approval"}


def test_what_would_be_public_at_once_is_published_by_name(desk):
    page = desk.get(admin_url(Score, "add"))

    assert [label for _, label in page.context["buttons"]] == ["Publish", "Publish and continue editing"]


def test_what_would_be_public_at_once_leads_nowhere_wrong(desk):
    season = make_season()

    response = save_form(desk, admin_url(Score, "add"), **SCORE, season=season.pk, note="See [[person:nobody]].")

    assert errors_of(response) == {"note": ["This leads nowhere: there is no person “nobody”."]}
    assert fields_of(response)["note"] == ["See [[person:nobody]]."]
    assert not Score.objects.exists()


def test_what_is_in_order_is_made(desk, chief):
    save_form(desk, admin_url(Score, "add"), **SCORE, season=make_season().pk)

    assert [(score.key, score.created_by) for score in Score.objects.all()] == [("approval", chief)]


@pytest.mark.django_db
def test_whoever_may_not_publish_makes_nothing_public(client):
    client.force_login(make_editor("people.add_identity", "people.view_identity", "people.change_identity"))
    face, truth = make_character(), make_character()

    response = client.post(admin_url(Identity, "add"), {"key": "new", "face": face.pk, "truth": truth.pk})

    assert (response.status_code, Identity.objects.count()) == (403, 0)
