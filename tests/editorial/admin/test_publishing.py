"""States, moments and links that lead nowhere, by form and by action."""

import datetime

import pytest
from django.utils import timezone

from editorial.publishing import State, Status
from people.models import Person, PersonAlias
from tests.factories.public import HIDDEN, make_public
from tests.factories.users import make_editor

from .posting import add_row, admin_url, errors_of, fields_of, save_form

DRAFT = {"state": State.DRAFT, "publish_at": None}
NOWHERE = "See [[person:nobody]]."
NO_PERSON = "This leads nowhere: there is no person “nobody”."
NO_EPISODE = "There is no episode “s09e01” that could give this away."


def make_person(**fields):
    return make_public(Person, **{"sort_name": "Ritter, Krysten"} | fields)


def run_action(client, action, *people):
    chosen = {"action": action, "_selected_action": [person.pk for person in people]}
    return client.post(admin_url(Person, "changelist"), chosen, follow=True)


def messages_of(response):
    return [str(message) for message in response.context["messages"]]


def test_published_without_a_moment_means_now(desk):
    person = make_person(**DRAFT)
    before = timezone.now().replace(microsecond=0)

    save_form(desk, admin_url(person, "change"), state="published")

    person.refresh_from_db()
    assert before <= person.publish_at <= timezone.now()
    assert person.is_public() is True


def test_a_moment_to_come_schedules(desk):
    person = make_person(**DRAFT)

    save_form(desk, admin_url(person, "change"), state="published", publish_at="2999-01-01 09:00")

    person.refresh_from_db()
    assert person.status_at() == Status.SCHEDULED
    assert person.publish_at == datetime.datetime(2999, 1, 1, 9, tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        (
            {"expire_at": "2000-01-01 00:00"},
            {"__all__": ["It can only expire after it was published."]},
        ),
        ({"publish_at": "9999-12-31 23:59"}, {"publish_at": ["Give a year from 1900 to 2999."]}),
        ({"publish_at": "0001-01-01"}, {"publish_at": ["Give a year from 1900 to 2999."]}),
        ({"state": "publishd"}, {"state": ["Select a valid choice. publishd is not one of the available choices."]}),
    ],
)
def test_moments_and_states_that_cannot_be_are_errors(desk, changes, errors):
    person = make_person()

    response = save_form(desk, admin_url(person, "change"), **changes)

    assert errors_of(response) == errors


def test_nothing_public_leads_nowhere(desk):
    person = make_person()
    url = admin_url(person, "change")
    fields = fields_of(desk.get(url)) | {"biography": NOWHERE, "cites": "[@no-source]"}
    fields = add_row(fields, "aliases", name="K", kind="alias", horizon="0", cites="[@no-source-either]")

    response = desk.post(url, fields)

    assert errors_of(response) == {
        "biography": [NO_PERSON],
        "cites": ["This leads nowhere: there is no source “no-source”."],
        "aliases-0-cites": ["This leads nowhere: there is no source “no-source-either”."],
    }
    assert fields_of(response)["biography"] == [NOWHERE]


def test_a_veil_of_no_episode_is_an_error(desk):
    response = save_form(desk, admin_url(make_person(), "change"), biography="||Gone.||{s09e01}")

    assert errors_of(response) == {"biography": [NO_EPISODE]}


def test_a_draft_may_lead_nowhere_yet(desk):
    person = make_person(**DRAFT)

    save_form(desk, admin_url(person, "change"), biography=NOWHERE)

    person.refresh_from_db()
    assert person.biography == NOWHERE


def test_an_entry_may_name_itself_before_it_is_there(desk):
    fields = {"key": "me", "title": "Me", "sort_name": "Me", "state": "published", "biography": "[[person:me]]"}

    save_form(desk, admin_url(Person, "add"), **fields)

    assert Person.objects.get().is_public() is True


def test_publishing_as_an_action_publishes_and_notes_it(desk, chief):
    draft, public = make_person(**DRAFT), make_person()

    response = run_action(desk, "publish_selected", draft, public)

    draft.refresh_from_db()
    public.refresh_from_db()
    assert draft.is_public() is True
    assert (draft.version, draft.updated_by) == (2, chief)
    assert public.version == 1
    assert messages_of(response) == ["Published. Entries changed: 1."]


def test_publishing_as_an_action_refuses_what_leads_nowhere(desk):
    dead = make_person(title="Somebody", biography=NOWHERE, **DRAFT)
    with_dead_row = make_person(title="Somebody else", **DRAFT)
    PersonAlias.objects.create(person=with_dead_row, name="K", cites="[@nothing]")

    response = run_action(desk, "publish_selected", dead, with_dead_row)

    assert not Person.objects.public().exists()
    assert sorted(messages_of(response)) == [
        "Published. Entries changed: 0.",
        "“Somebody else” was not published. person alias, cites: This leads nowhere: there is no source “nothing”.",
        f"“Somebody” was not published. person, biography: {NO_PERSON}",
    ]


def test_archiving_as_an_action_takes_off_the_site(desk):
    person = make_person()

    run_action(desk, "archive_selected", person)

    person.refresh_from_db()
    assert (person.status_at(), person.version) == (Status.ARCHIVED, 2)


def test_publishing_many_costs_no_more_questions_about_links(desk, django_assert_max_num_queries):
    for _ in range(3):
        make_person(biography=NOWHERE, **DRAFT)
    run = (
        admin_url(Person, "changelist"),
        {
            "action": "publish_selected",
            "_selected_action": list(Person.objects.values_list("pk", flat=True)),
        },
    )

    with django_assert_max_num_queries(12):
        desk.post(*run)


@pytest.mark.django_db
def test_whoever_may_only_look_cannot_publish(client):
    client.force_login(make_editor("people.view_person"))
    person = make_person(**DRAFT)

    run_action(client, "publish_selected", person)
    response = client.post(admin_url(person, "change"), {"state": "published"})

    person.refresh_from_db()
    assert response.status_code == 403
    assert person.state == State.DRAFT


def test_the_desk_links_to_the_public_page_only_while_there_is_one(desk):
    person = make_person(key="ritter", title="Krysten Ritter")
    link = f'<a href="{person.get_absolute_url()}" class="viewsitelink">'

    assert link in desk.get(admin_url(person, "change")).content.decode()
    for fields in HIDDEN.values():
        Person.objects.update(**{"expire_at": None} | fields())
        assert link not in desk.get(admin_url(person, "change")).content.decode()
