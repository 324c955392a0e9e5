import pytest

from news.models import Article
from tests.editorial.admin.posting import add_row, admin_url, errors_of, fields_of, save_form
from tests.factories.news import make_article, make_claim
from tests.factories.people import make_person
from tests.factories.public import DRAFT
from tests.factories.users import make_chief_editor


@pytest.fixture
def desk(client, db):
    client.force_login(make_chief_editor())
    return client


def test_an_article_concerns_people_and_describes_pictures(desk):
    article, person = make_article(**DRAFT), make_person()
    url = admin_url(article, "change")
    fields = fields_of(desk.get(url)) | {"people": [str(person.pk)]}

    desk.post(url, add_row(fields, "depictions", order="", title="A poster", description="A street.", horizon="0"))

    saved = Article.objects.get()
    assert list(saved.people.all()) == [person]
    assert [depiction.title for depiction in saved.depictions.all()] == ["A poster"]
    assert saved.version == 2


@pytest.mark.parametrize("people", [["9" * 30], ["x"], ["\0"], ["0"]])
def test_people_who_do_not_exist_are_an_error(desk, people):
    response = save_form(desk, admin_url(make_article(), "change"), people=people)

    assert list(errors_of(response)) == ["people"]


def test_what_an_article_predicted_is_kept_while_the_claim_stands(desk):
    claim = make_claim()

    desk.post(admin_url(claim.article, "delete"), {"post": "yes"})

    assert Article.objects.get() == claim.article
