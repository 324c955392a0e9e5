"""What nobody finds out by what they ask of a list: the columns that it does not offer, and the drafts of others."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, Permission, User
from django.urls import reverse

from editorial.admin.relations import records_on_the_way
from editorial.publishing import Entry
from editorial.roles import CHIEF_EDITOR, CONTRIBUTOR
from episodes.models import Album
from news.models import Article, Claim
from people.models import Identity
from reviews.models import Nomination, Review
from tests.factories.episodes import make_album, make_season
from tests.factories.news import make_article, make_claim
from tests.factories.people import make_character, make_identity, make_person
from tests.factories.public import DRAFT
from tests.factories.reviews import make_nomination, make_review
from tests.factories.sources import make_publication, make_source
from tests.factories.users import make_chief_editor, make_editor

from .posting import admin_url
from .test_lists import MODELS, make

pytestmark = pytest.mark.django_db

SECRET = {"title": "Zebra", **DRAFT}
# Searches that go through another entry, each with a record that is found by it.
SEARCHES = {
    (Album, "composer__title"): lambda: make_album(make_season(), composer=make_person(**SECRET)),
    (Article, "source__title"): lambda: make_article(source=make_source(**SECRET)),
    (Claim, "article__title"): lambda: make_claim(article=make_article(**SECRET)),
    (Identity, "face__title"): lambda: make_identity(make_character(**SECRET), make_character()),
    (Identity, "truth__title"): lambda: make_identity(make_character(), make_character(**SECRET)),
    (Nomination, "nominees__person__title"): lambda: make_nomination(make_person(**SECRET), make_person(**SECRET)),
    (Review, "critic__title"): lambda: make_review(critic=make_person(**SECRET)),
    (Review, "source__title"): lambda: make_review(source=make_source(**SECRET)),
    (Review, "source__publication__name"): lambda: make_review(
        source=make_source(publication=make_publication(name="Zebra"), **DRAFT)
    ),
}
FILTERS = [
    (model, name)
    for model in MODELS
    for name in admin.site.get_model_admin(model).list_filter
    if isinstance(name, str) and any(issubclass(other, Entry) for _, other in records_on_the_way(model, name))
]


def member(role, **fields):
    user = make_editor(**fields)
    user.groups.add(Group.objects.get(name=role))
    return user


@pytest.fixture
def contributing(client_of):
    return client_of(member(CONTRIBUTOR))


def listed(client, model, **query):
    return list(client.get(admin_url(model, "changelist"), query).context["cl"].result_list)


def test_every_search_through_another_entry_is_looked_at():
    through = {
        (model, path)
        for model in MODELS
        for path in admin.site.get_model_admin(model).search_fields
        for _, other in records_on_the_way(model, path)
        if issubclass(other, Entry)
    }

    assert through == SEARCHES.keys()


@pytest.mark.parametrize(("model", "path"), SEARCHES)
def test_a_search_finds_nothing_by_a_draft_of_others(contributing, desk, model, path):
    record = SEARCHES[model, path]()
    change_url = admin_url(record, "change")
    where = {"app_label": "episodes", "model_name": "credit", "field_name": "person"}

    for query in ("zebra", "zeb ra", "brA"):
        assert listed(contributing, model, q=query) == []
        assert listed(desk, model, q=query) == [record]
        found = contributing.get(reverse("admin:search"), {"q": query}).context["items"]
        assert change_url not in [item["url"] for item in found]
        choices = {"for": model._meta.label_lower, "term": query}
        assert contributing.get(reverse("admin:trash-choose"), choices).json()["results"] == []
        assert len(desk.get(reverse("admin:trash-choose"), choices).json()["results"]) == 1
        assert contributing.get(reverse("admin:autocomplete"), where | {"term": query}).json()["results"] == []


def test_a_search_finds_by_what_is_finished_or_ones_own(contributing, client_of):
    owner = member(CONTRIBUTOR)
    finished = make_review(critic=make_person("Zebra"))
    own = make_review(critic=make_person(owner=owner, **SECRET))

    assert listed(contributing, Review, q="zebra") == [finished]
    assert {*listed(client_of(owner), Review, q="zebra")} == {finished, own}


@pytest.mark.parametrize(("model", "name"), FILTERS)
def test_a_filter_takes_no_number_that_it_does_not_offer(contributing, desk, model, name):
    season, _, _ = make_season(2, **DRAFT), make_season(3), make_season(4)
    record = make(model)
    lookup = f"{name}__id__exact"

    assert listed(desk, model, **{lookup: season.pk}) == [record]
    assert listed(contributing, model, **{lookup: season.pk}) == []
    assert listed(contributing, model, **{lookup: 999}) == []


def test_a_filter_finds_nothing_by_a_draft_that_is_named_beside_what_one_may_know(contributing, desk):
    hidden, known, _ = make_season(2, **DRAFT), make_season(3), make_season(4)
    article = make_article(seasons=[hidden, known])
    lookup = "seasons__id__exact"

    assert listed(contributing, Article, **{lookup: hidden.pk}) == []
    assert listed(contributing, Article, **{lookup: known.pk}) == [article]
    assert listed(desk, Article, **{lookup: hidden.pk}) == [article]


@pytest.mark.parametrize("model", MODELS)
def test_a_list_is_in_no_order_by_names_of_which_one_may_not_know_all(contributing, desk, model):
    make(model)
    address = admin_url(model, "changelist")
    columns = admin.site.get_model_admin(model).list_display
    naming = [name for name in columns for _, other in records_on_the_way(model, name) if issubclass(other, Entry)]

    theirs, chiefs = (client.get(address).context["cl"] for client in (contributing, desk))

    assert [name for name in naming if theirs.get_ordering_field(name)] == []
    assert [name for name in naming if not chiefs.get_ordering_field(name)] == []
    assert [name for name in columns if theirs.get_ordering_field(name)] != []


def test_an_order_that_is_not_offered_is_none(contributing, desk):
    season = make_season()
    albums = [make_album(season, composer=make_person(name, **DRAFT), title=name) for name in ("Ann", "Zoe")]
    number = admin.site.get_model_admin(Album).list_display.index("composer") + 1

    assert listed(contributing, Album, o=f"{number}") == listed(contributing, Album, o=f"-{number}") == albums[::-1]
    assert listed(desk, Album, o=f"{number}") == albums


@pytest.mark.parametrize("model", [*MODELS, User, Group], ids=lambda model: model._meta.label_lower)
@pytest.mark.parametrize("column", ["password", "key", "title", "owner", "name", "nothing", "pk\0"])
def test_no_list_hands_out_a_column_to_a_popup(client_of, chief, model, column):
    viewer = make_editor()
    viewer.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))

    response = client_of(viewer).get(admin_url(model, "changelist"), {"_popup": "1", "_to_field": column})

    assert response.status_code == 400
    assert "cl" not in (response.context or {})


@pytest.mark.parametrize("lookup", ["password__startswith", "email__contains", "user_permissions__codename", "pk__gt"])
def test_no_list_of_accounts_answers_what_none_of_its_filters_asks(client_of, lookup):
    client = client_of(member(CHIEF_EDITOR))

    answers = [client.get(admin_url(User, "changelist"), {lookup: said}) for said in ("p", "no such thing")]

    assert [(each.status_code, "cl" in (each.context or {})) for each in answers] == [(400, False)] * 2


def test_accounts_are_told_by_no_group_that_one_may_not_know_of(client_of):
    beyond = Group.objects.create(name="Beyond")
    beyond.permissions.set(Permission.objects.all())
    account = make_editor(username="somebody")
    account.groups.add(beyond)
    client, chief = client_of(member(CHIEF_EDITOR)), client_of(make_chief_editor())

    assert "Beyond" not in client.get(admin_url(User, "changelist")).content.decode()
    assert listed(client, User, groups__id__exact=beyond.pk) == []
    assert listed(chief, User, groups__id__exact=beyond.pk) == [account]
