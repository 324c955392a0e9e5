"""States, moments and links that lead nowhere, by form and by action."""

import datetime

import pytest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import strip_tags

from editorial.publishing import State, Status
from editorial.revisions.models import Action, Revision
from people.models import Person
from tests.factories.public import DRAFT, HIDDEN, make_public
from tests.factories.sources import make_source

from .posting import add_row, admin_url, copy_of, errors_of, fields_of, publish, save_form

NOWHERE = "See [[person:nobody]]."
NO_PERSON = "This leads nowhere: there is no person “nobody”."
NO_EPISODE = "There is no episode “s09e01” that could give this away."


def make_person(**fields):
    return make_public(Person, **{"sort_name": "Ritter, Krysten"} | fields)


def make_ready(**fields):
    """A draft of which the checks find nothing to say."""
    source = make_source()
    texts = {"description": "Plays the lead.", "biography": "Born.", "cites": f"[@{source.key}]"}
    return make_person(**DRAFT | texts | fields)


def run_action(client, action, *people):
    chosen = {"action": action, "_selected_action": [person.pk for person in people]}
    return client.post(admin_url(Person, "changelist"), chosen, follow=True)


def messages_of(response):
    return [str(message) for message in response.context["messages"]]


def test_published_without_a_moment_means_now(desk):
    person = make_person(**DRAFT)
    before = timezone.now().replace(microsecond=0)

    publish(desk, person)

    person.refresh_from_db()
    assert before <= person.publish_at <= timezone.now()
    assert person.is_public() is True


def test_a_moment_to_come_schedules(desk):
    person = make_person(**DRAFT)

    save_form(desk, admin_url(person, "change"), publish_at="2999-01-01 09:00")
    publish(desk, person)

    person.refresh_from_db()
    assert person.status_at() == Status.SCHEDULED
    assert person.publish_at == datetime.datetime(2999, 1, 1, 9, tzinfo=datetime.UTC)
    assert messages_of(desk.get("/admin/"))[-1] == f"“{person}”: Scheduled for 2999-01-01 09:00 UTC."


BEFORE, AFTER = (datetime.datetime(year, 1, 1, tzinfo=datetime.UTC) for year in (2001, 2999))
LATER = AFTER.replace(month=2)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        (DRAFT, "Draft."),
        ({"publish_at": BEFORE}, "Published since 2001-01-01 00:00 UTC."),
        (
            {"publish_at": BEFORE, "expire_at": AFTER},
            "Published since 2001-01-01 00:00 UTC, until 2999-01-01 00:00 UTC.",
        ),
        ({"publish_at": AFTER}, "Scheduled for 2999-01-01 00:00 UTC."),
        ({"publish_at": AFTER, "expire_at": LATER}, "Scheduled for 2999-01-01 00:00 UTC, until 2999-02-01 00:00 UTC."),
        ({"publish_at": BEFORE, "expire_at": BEFORE.replace(month=2)}, "Expired since 2001-02-01 00:00 UTC."),
        ({"state": State.ARCHIVED}, "Archived."),
    ],
)
def test_what_an_entry_is_just_now_is_said_with_its_moments(db, fields, said):
    line = render_to_string("admin/desk/_state.html", {"record": make_person(**fields)})

    assert " ".join(strip_tags(line).split()) == said


def test_submitting_says_so_once_and_keeps_what_was_typed_of_it(desk):
    person = make_person(**DRAFT)

    page = desk.get(admin_url(person, "change"))
    answer = desk.post(
        admin_url(person, "change"), fields_of(page) | {"_submit": "1", "_summary": "Please look."}, follow=True
    )

    assert messages_of(answer) == [f"“{person}”: submitted for review."]
    latest = Revision.objects.of(person).first()
    assert (latest.action, latest.summary) == (Action.SUBMITTED, "Please look.")


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({"expire_at": "2000-01-01 00:00"}, {"__all__": ["It can only expire after it was published."]}),
        ({"publish_at": "9999-12-31 23:59"}, {"publish_at": ["Give a year from 1900 to 2999."]}),
        ({"publish_at": "0001-01-01"}, {"publish_at": ["Give a year from 1900 to 2999."]}),
    ],
)
def test_moments_that_cannot_be_are_errors(desk, changes, errors):
    person = make_person()

    response = save_form(desk, admin_url(person, "change"), **changes)

    assert errors_of(response) == errors


@pytest.mark.parametrize("state", ["published", "archived", "publishd", "\0"])
def test_the_state_is_no_field_of_the_form(desk, state):
    draft, public = make_person(**DRAFT), make_person()

    for person in (draft, public):
        save_form(desk, admin_url(person, "change"), state=state, description="Changed.")
    save_form(desk, admin_url(Person, "add"), key="new", title="New", sort_name="New", state=state)

    assert list(Person.objects.order_by("pk").values_list("state", flat=True)) == ["draft", "published", "draft"]
    assert copy_of(public).fields["state"] == "published"


def test_what_leads_nowhere_is_saved_and_not_published(desk):
    person = make_person()
    url = admin_url(person, "change")
    fields = fields_of(desk.get(url)) | {"biography": NOWHERE, "cites": "[@no-source]"}
    fields = add_row(fields, "aliases", name="K", kind="alias", horizon="0", cites="[@no-source-either]")
    desk.post(url, fields)

    response = publish(desk, person)

    assert response.status_code == 400
    assert {(each.place, each.message) for each in response.context["readiness"].errors} == {
        ("biography", NO_PERSON),
        ("sources", "This leads nowhere: there is no source “no-source”."),
        ("person alias “K”, sources", "This leads nowhere: there is no source “no-source-either”."),
    }
    person.refresh_from_db()
    assert (person.biography, person.aliases.count()) == ("", 0)
    assert copy_of(person).fields["biography"] == NOWHERE


def test_a_veil_of_no_episode_is_saved_and_not_published(desk):
    person = make_person()
    save_form(desk, admin_url(person, "change"), biography="||Gone.||{s09e01}")

    response = publish(desk, person)

    assert [each.message for each in response.context["readiness"].errors] == [NO_EPISODE]
    person.refresh_from_db()
    assert person.biography == ""


def test_a_draft_may_lead_nowhere_yet(desk):
    person = make_person(**DRAFT)

    save_form(desk, admin_url(person, "change"), biography=NOWHERE)

    person.refresh_from_db()
    assert person.biography == NOWHERE


def test_an_entry_may_name_itself_before_it_is_there(desk):
    fields = {"key": "me", "title": "Me", "sort_name": "Me", "biography": "[[person:me]]"}

    save_form(desk, admin_url(Person, "add"), **fields)
    publish(desk, Person.objects.get())

    assert Person.objects.get().is_public() is True


def test_the_desk_links_to_the_public_page_only_while_there_is_one(desk):
    person = make_person(key="ritter", title="Krysten Ritter")
    link = f'<a href="{person.get_absolute_url()}" class="viewsitelink">'

    assert link in desk.get(admin_url(person, "change")).content.decode()
    for fields in HIDDEN.values():
        Person.objects.update(**{"expire_at": None} | fields())
        assert link not in desk.get(admin_url(person, "change")).content.decode()
