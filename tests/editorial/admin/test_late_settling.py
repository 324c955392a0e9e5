"""What was put together on the page that shows both sides, when that page comes in too late: it is never lost."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from editorial import seeding
from editorial.desk import discard, hold, publish, save
from editorial.models import SeedConflict, Unsaved, WorkingCopy
from people.models import Person
from tests.factories.people import make_person
from tests.factories.public import DRAFT
from tests.factories.users import make_chief_editor, make_editor

from .posting import admin_url, fields_of

pytestmark = pytest.mark.django_db

TOGETHER = {"choice:description": "together", "together:description": "Both of us."}


def url_of(person, page):
    return reverse(f"admin:people_person_{page}", args=[person.pk])


def change(person, by=None, **values):
    with hold(person) as held:
        save(held, held.current.with_values({(name,): value for name, value in values.items()}), by)


def said(person) -> dict:
    with hold(person) as held:
        return held.current.fields


def conflicting_forms(client):
    """The page that answers a form, of which the other side was saved meanwhile."""
    person = make_person(title="Old", description="Old.", **DRAFT)
    url = admin_url(person, "change")
    fields = fields_of(client.get(url))
    change(person, make_chief_editor(username="trish"), description="Theirs.")
    return person, url, client.post(url, fields | {"title": "New", "description": "Mine."})


def conflicting_copy(client):
    """The page of a working copy that goes no more with what is live."""
    person = make_person(title="Old", description="Old.")
    change(person, title="New", description="Mine.")
    Person.objects.update(description="Theirs.")
    return person, url_of(person, "settle"), client.get(url_of(person, "settle"))


def conflicting_seed(client):
    """The page of what an editor and a fixture both changed."""
    text = "- model: people.person\n  fields: {{key: a, title: {0}, sort_name: A, state: draft, description: {1}}}"

    def load(*said):
        seeding.load({"people.yaml": text.format(*said).encode()})

    load("Old", "Old.")
    person = Person.objects.get()
    change(person, title="New", description="Mine.")
    load("Old", "Theirs.")
    return person, url_of(person, "seed"), client.get(url_of(person, "seed"))


PAGES = [conflicting_forms, conflicting_copy, conflicting_seed]


def post_late(client, url, page, **fields):
    client.logout()
    return client.post(url, fields_of(page) | TOGETHER | {"_summary": "Why."} | fields)


@pytest.mark.parametrize("conflicting", PAGES)
def test_what_was_put_together_after_the_session_ended_is_offered_and_saved(desk, chief, conflicting):
    person, url, page = conflicting(desk)

    answer = post_late(desk, url, page)

    assert answer.url == f"{reverse('admin:login')}?next={url}"
    assert said(person)["description"] != "Both of us."
    desk.force_login(chief)
    for offering in (url, admin_url(person, "change")):
        assert "you typed something here that was not saved" in desk.get(offering).content.decode()
    difference = desk.get(url_of(person, "unsaved"))
    ((unsaved, changes, _),) = difference.context["offers"]
    assert ("Description", "Both of us.") in [(told.place, told.after) for told in changes]
    assert f'href="{admin_url(person, "change")}?unsaved={unsaved.pk}"' in difference.content.decode()

    put_back = desk.get(admin_url(person, "change"), {"unsaved": unsaved.pk})
    assert put_back.context["error"].startswith("This is what you put together until 20")
    fields = fields_of(put_back)
    assert (fields["together:description"], fields["_summary"]) == (["Both of us."], ["Why."])
    chosen = {f"choice:{place['address']}": "mine" for place in put_back.context["places"]}
    desk.post(put_back.context["url"], fields | chosen)

    assert (said(person)["title"], said(person)["description"]) == ("New", "Both of us.")
    assert not Unsaved.objects.exists()


@pytest.mark.parametrize("choice", ["mine", "theirs", "whatever", None])
def test_what_was_typed_is_offered_whatever_was_chosen_so_far(desk, chief, choice):
    person, url, page = conflicting_forms(desk)
    post_late(desk, url, page, **{"choice:description": choice or []})
    desk.force_login(chief)

    put_back = desk.get(admin_url(person, "change"), {"unsaved": Unsaved.objects.get().pk})

    mine = {"mine": "Mine.", "theirs": None}.get(choice, "Both of us.")
    places = {place["address"]: place["texts"]["mine"] for place in put_back.context["places"]}
    assert places == {"title": "New"} | ({"description": mine} if mine else {})


@pytest.mark.parametrize("conflicting", [conflicting_copy, conflicting_seed])
def test_the_other_side_that_was_chosen_is_offered(desk, chief, conflicting):
    _, url, page = conflicting(desk)
    person = Person.objects.get()
    post_late(desk, url, page, **{"choice:description": "theirs"})
    desk.force_login(chief)

    put_back = desk.get(admin_url(person, "change"), {"unsaved": Unsaved.objects.get().pk})

    texts = {
        place["address"]: (place["texts"]["theirs"], place["texts"]["mine"]) for place in put_back.context["places"]
    }
    assert texts == {"description": ("Mine.", "Theirs.")}


@pytest.mark.parametrize(
    ("conflicting", "typed"),
    [
        (conflicting_forms, ["title", "description"]),
        (conflicting_copy, ["description"]),
        (conflicting_seed, ["description"]),
    ],
)
def test_what_others_saved_since_is_not_in_dispute(desk, chief, conflicting, typed):
    person, url, page = conflicting(desk)
    post_late(desk, url, page)
    change(person, sort_name="Theirs")
    if "title" not in typed:
        change(person, title="Newer")
    desk.force_login(chief)

    put_back = desk.get(admin_url(person, "change"), {"unsaved": Unsaved.objects.get().pk})

    assert [place["address"] for place in put_back.context["places"]] == typed


def test_what_is_saved_by_now_is_not_asked_about(desk, chief):
    person, url, page = conflicting_forms(desk)
    post_late(desk, url, page)
    change(person, title="New", description="Both of us.")
    desk.force_login(chief)

    response = desk.get(admin_url(person, "change"), {"unsaved": Unsaved.objects.get().pk}, follow=True)

    assert response.redirect_chain == [(admin_url(person, "change"), 302)]
    assert [str(message) for message in response.context["messages"]] == ["“New”: there was nothing left to settle."]


@pytest.mark.parametrize("side", ["_mine", "_theirs"])
def test_a_late_page_that_does_not_say_truly_what_it_was_about_does_no_harm(desk, chief, side):
    person, url, page = conflicting_forms(desk)
    post_late(desk, url, page, **{side: "x"})
    desk.force_login(chief)

    assert desk.get(url_of(person, "unsaved")).status_code == 200
    for unsaved in Unsaved.objects.all():
        assert desk.get(admin_url(person, "change"), {"unsaved": unsaved.pk}).status_code == 404
    assert said(person)["description"] == "Theirs."


def test_what_is_refused_is_kept(client):
    user = make_editor("people.view_person", "people.change_person", "people.publish_person")
    client.force_login(user)
    _, url, page = conflicting_copy(client)
    user.user_permissions.remove(Permission.objects.get(codename="change_person"))

    answer = client.post(url, fields_of(page) | TOGETHER)

    assert answer.status_code == 404
    assert Unsaved.objects.get().fields["together:description"] == ["Both of us."]


ENDED = {
    discard: "Nothing was saved, since the working copy is there no more: changes discarded by trish at 20",
    publish: "Nothing was saved, since the working copy is there no more: published by trish at 20",
}


@pytest.mark.parametrize("verb", ENDED)
def test_what_was_put_together_for_a_copy_that_ended_stands_beside_what_is_there_now(desk, verb):
    person, url, page = conflicting_copy(desk)
    with hold(person) as held:
        if verb is publish:
            save(held, held.current.with_values({("description",): "Theirs."}))
        verb(held, make_chief_editor(username="trish"))

    answer = desk.post(url, fields_of(page) | TOGETHER)

    assert answer.status_code == 409
    assert answer.context["error"].startswith(ENDED[verb])
    texts = {place["address"]: (place["texts"]["theirs"], place["together"]) for place in answer.context["places"]}
    assert texts == {"description": ("Theirs.", "Both of us.")} | ({"title": ("Old", "New")} if verb is discard else {})
    assert not WorkingCopy.objects.exists()

    desk.post(answer.context["url"], fields_of(answer) | TOGETHER | {"choice:title": "theirs"})

    assert (said(person)["title"], said(person)["description"]) == (
        "Old" if verb is discard else "New",
        "Both of us.",
    )


@pytest.mark.parametrize("meanwhile", ["settled", "agreed"])
def test_what_was_put_together_for_a_fixture_with_which_somebody_settled_is_kept(desk, meanwhile):
    person, url, page = conflicting_seed(desk)
    change(person, description="Theirs.")
    if meanwhile == "settled":
        SeedConflict.objects.all().delete()

    answer = desk.post(url, fields_of(page) | TOGETHER)

    assert answer.context["error"].startswith("Nothing was saved, since this was settled meanwhile.")
    assert [(place["address"], place["together"]) for place in answer.context["places"]] == [
        ("description", "Both of us.")
    ]
    desk.post(answer.context["url"], fields_of(answer) | TOGETHER)
    assert said(person)["description"] == "Both of us."


def test_what_was_put_together_where_both_agree_by_now_is_asked_about(desk):
    person, url, page = conflicting_copy(desk)
    change(person, description="Theirs.", title="Newer")

    answer = desk.post(url, fields_of(page) | TOGETHER)

    assert "look again, and choose" in answer.context["error"]
    assert [(place["address"], place["together"]) for place in answer.context["places"]] == [
        ("title", "New"),
        ("description", "Both of us."),
    ]
    desk.post(answer.context["url"], fields_of(answer) | TOGETHER | {"choice:title": "theirs"})
    assert (said(person)["title"], said(person)["description"]) == ("Newer", "Both of us.")


@pytest.mark.parametrize("page", ["settle", "seed"])
def test_there_is_no_page_of_what_is_not_in_dispute(desk, page):
    url = url_of(make_person(), page)

    assert (desk.get(url).status_code, desk.post(url).status_code) == (404, 404)
