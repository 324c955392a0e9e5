"""What is live changes by being published: until then, its form works on a working copy."""

import pytest
from django.contrib.auth.models import Group

from editorial.desk import archive, hold, publish, restore
from editorial.models import Unsaved
from editorial.publishing import State
from editorial.revisions.models import Action, Revision, WorkingCopy
from editorial.roles import CONTRIBUTOR
from people.models import Identity, Person, PersonAlias
from tests.factories.episodes import make_release, make_season
from tests.factories.people import make_alias, make_character, make_identity, make_person
from tests.factories.public import DRAFT
from tests.factories.users import make_editor

from . import posting
from .posting import add_row, admin_url, copy_of, fields_of, rows_of, save_form

NEW_ROW = {"order": "", "kind": "alias", "horizon": "0"}


@pytest.fixture
def person(db):
    return make_person("Krysten Ritter", key="krysten-ritter", biography="Old.")


@pytest.fixture
def contributor(db):
    user = make_editor(username="contributor")
    user.groups.add(Group.objects.get(name=CONTRIBUTOR))
    return user


@pytest.fixture
def contributing(client_of, contributor):
    return client_of(contributor)


def publish_form(client, person, **changes):
    return save_form(client, admin_url(person, "change"), _publish="1", **changes)


def reload(record):
    return type(record).objects.get(pk=record.pk)


def test_a_contributor_saves_nothing_into_what_was_archived_since_the_form_was_opened(contributing, person):
    url = admin_url(person, "change")
    fields = fields_of(contributing.get(url))
    with hold(person) as held:
        archive(held)

    answer = contributing.post(url, fields | {"biography": "New."})

    assert answer.status_code == 403
    assert reload(person).biography == "Old."
    assert Revision.objects.of(person).first().action == Action.ARCHIVED
    assert Unsaved.objects.get().fields["biography"] == ["New."]


def test_a_contributor_only_reads_what_is_archived_though_a_copy_waits(contributing, person):
    url = admin_url(person, "change")
    save_form(contributing, url, biography="New.")
    with hold(person) as held:
        archive(held)

    page = contributing.get(url)

    assert "biography" not in fields_of(page)
    assert "New." in page.content.decode()


def test_a_contributor_takes_back_from_review_what_is_not_live(contributing, contributor, person):
    Person.objects.update(state=State.IN_REVIEW, owner=contributor)

    save_form(contributing, admin_url(person, "publishing"), verb="return")

    assert reload(person).state == State.DRAFT


def test_a_contributor_takes_nothing_off_the_site(contributing, person):
    answer = save_form(contributing, admin_url(person, "publishing"), verb="return")

    assert answer.status_code == 403
    assert reload(person).state == State.PUBLISHED


def test_the_heading_of_the_form_says_what_is_live_and_not_what_its_copy_says(desk, person):
    save_form(desk, admin_url(person, "change"), biography="New.", _summary="Because.")
    with hold(person) as held:
        archive(held)

    page = desk.get(admin_url(person, "change")).content.decode()

    assert '<span class="status status-archived">archived</span>' in page
    assert "status-published" not in page


def test_saving_what_is_live_leaves_the_public_page_as_it_is(desk, chief, client, person):
    public = client.get(person.get_absolute_url()).content

    save_form(desk, admin_url(person, "change"), biography="New.", _summary="Because.")

    copy = WorkingCopy.objects.of(person).get()
    assert reload(person).biography == "Old."
    assert client.get(person.get_absolute_url()).content == public
    assert (copy.revision.snapshot.fields["biography"], copy.started_by) == ("New.", chief)
    assert copy.base.snapshot.fields["biography"] == "Old."
    saved, found = Revision.objects.of(person)
    assert (saved.number, saved.action, saved.is_live, saved.summary) == (2, Action.SAVED, False, "Because.")
    assert (found.number, found.action, found.is_live) == (1, Action.FOUND, True)


def test_the_form_opens_with_what_the_working_copy_says(desk, person):
    kept, gone = make_alias(person, "kept", order=1), make_alias(person, "gone", order=2)
    url = admin_url(person, "change")
    fields = add_row(fields_of(desk.get(url)), "aliases", **NEW_ROW, name="new")
    desk.post(url, fields | {"aliases-0-name": "changed", "aliases-1-DELETE": "on", "title": "K. Ritter"})

    page = desk.get(url)

    fields = fields_of(page)
    assert fields["title"] == ["K. Ritter"]
    assert [fields[f"aliases-{number}-name"] for number in (0, 1)] == [["changed"], ["new"]]
    assert fields["aliases-TOTAL_FORMS"] == ["2"]
    assert fields["aliases-0-id"] == [str(kept.uid)]
    assert [alias.name for alias in person.aliases.all()] == ["kept", "gone"]
    assert PersonAlias.objects.filter(pk=gone.pk).exists()


def test_rows_that_are_only_in_the_working_copy_can_be_changed_and_taken_out(desk, person):
    url = admin_url(person, "change")
    fields = fields_of(desk.get(url))
    for name in ("first", "second"):
        fields = add_row(fields, "aliases", **NEW_ROW, name=name)
    desk.post(url, fields)
    uids = set(copy_of(person).rows["aliases"])

    save_form(desk, url, **{"aliases-0-name": "changed", "aliases-1-DELETE": "on"})

    assert [row["name"] for row in rows_of(person, "aliases")] == ["changed"]
    assert set(copy_of(person).rows["aliases"]) < uids
    assert not PersonAlias.objects.exists()
    posting.publish(desk, person)
    alias = person.aliases.get()
    assert (alias.name, str(alias.uid) in uids) == ("changed", True)


def test_saving_again_goes_on_with_the_working_copy(desk, person):
    save_form(desk, admin_url(person, "change"), biography="New.")
    save_form(desk, admin_url(person, "change"), title="K. Ritter")

    assert WorkingCopy.objects.get().base.number == 1
    assert (copy_of(person).fields["biography"], copy_of(person).fields["title"]) == ("New.", "K. Ritter")
    assert [revision.number for revision in Revision.objects.of(person)] == [3, 2, 1]


def test_a_working_copy_that_says_what_is_live_ends(desk, person):
    save_form(desk, admin_url(person, "change"), biography="New.")
    save_form(desk, admin_url(person, "change"), biography="Old.")

    assert not WorkingCopy.objects.exists()
    assert [revision.is_live for revision in Revision.objects.of(person)] == [False, False, True]


def test_changes_are_discarded_and_had_back(desk, chief, person):
    save_form(desk, admin_url(person, "change"), biography="New.")
    latest = WorkingCopy.objects.get().revision

    save_form(desk, admin_url(person, "publishing"), verb="discard")

    assert not WorkingCopy.objects.exists()
    assert fields_of(desk.get(admin_url(person, "change")))["biography"] == ["Old."]
    assert Revision.objects.of(person).first().action == Action.DISCARDED
    with hold(person) as held:
        restore(held, latest, chief)
    assert copy_of(person).fields["biography"] == "New."
    assert fields_of(desk.get(admin_url(person, "change")))["biography"] == ["New."]


def make_ready(person):
    """Give a person what the checks ask for."""
    from tests.factories.sources import make_source

    Person.objects.filter(pk=person.pk).update(description="Plays the lead.", cites=f"[@{make_source().key}]")


def test_save_and_publish_with_a_summary_is_public_at_once(desk, person):
    make_ready(person)

    publish_form(desk, person, biography="New.", _summary="Because.")

    assert reload(person).biography == "New."
    assert not WorkingCopy.objects.exists()
    published = Revision.objects.of(person).first()
    assert (published.action, published.is_live, published.summary) == (Action.PUBLISHED, True, "Because.")


def test_save_and_publish_without_a_summary_saves_and_asks_for_one(desk, person):
    make_ready(person)

    response = publish_form(desk, person, biography="New.")

    assert response["Location"] == admin_url(person, "publishing")
    assert reload(person).biography == "Old."
    page = desk.get(response["Location"])
    assert page.context["summary"] == "Changed: Biography."
    refused = save_form(desk, response["Location"], verb="publish", _summary=" ")
    assert refused.context["error"] == "Say in a few words what you changed, and why."
    save_form(desk, response["Location"], verb="publish", _summary="Because.")
    assert reload(person).biography == "New."


def test_save_and_publish_asks_for_a_reason_for_each_warning(desk, person):
    response = publish_form(desk, person, biography="New.", _summary="Because.")

    assert response["Location"] == admin_url(person, "publishing")
    assert reload(person).biography == "Old."
    posting.publish(desk, person)
    reasons = Revision.objects.of(person).first().reasons
    assert set(reasons.values()) == {"So be it."}
    assert reload(person).biography == "New."


def test_the_page_of_publishing_shows_the_difference(desk, person):
    make_alias(person, "K. Ritter")
    url = admin_url(person, "change")
    fields = add_row(fields_of(desk.get(url)), "aliases", **NEW_ROW, name="Ritter, K.")
    desk.post(url, fields | {"biography": "New."})

    page = desk.get(admin_url(person, "publishing"))

    changes = [(told.kind, told.place, told.before, told.after) for told in page.context["changes"]]
    assert changes[0] == ("changed", "Biography", "Old.", "New.")
    assert [change[:2] for change in changes[1:]] == [("added", "Person alias: Ritter, K.")]
    html = page.content.decode()
    assert "<del>Old.</del>" in html
    assert "<ins>New.</ins>" in html


def test_everyone_sees_that_a_working_copy_waits_and_whose_it_is(desk, contributing, client_of, person):
    save_form(contributing, admin_url(person, "change"), biography="New.")

    reader = client_of(make_editor("people.view_person"))
    for client in (desk, contributing, reader):
        for action in ("change", "publishing"):
            page = client.get(admin_url(person, action)).content.decode()
            assert "A working copy waits since" in page
            assert "begun by <bdi>contributor</bdi>, last saved by <bdi>contributor</bdi>" in page


def test_a_plain_record_has_a_working_copy_too(desk):
    release = make_release(make_season(), platform="Screen")

    save_form(desk, admin_url(release, "change"), platform="Another")

    assert (reload(release).platform, copy_of(release).fields["platform"]) == ("Screen", "Another")
    posting.publish(desk, release)
    assert reload(release).platform == "Another"
    assert not WorkingCopy.objects.exists()


def test_what_was_found_not_to_be_known_of_stays_unknown(contributing):
    others = make_person(**DRAFT)

    for action in ("change", "publishing", "settle"):
        assert contributing.get(admin_url(others, action)).status_code == 404
        assert contributing.post(admin_url(others, action), {"verb": "publish"}).status_code == 404


FORGED = {
    "button": {"_publish": "1", "_summary": "Because."},
    "verb": {"verb": "publish", "_summary": "Because."},
    "state": {"state": "published"},
    "past": {"publish_at": "2000-01-01 00:00", "state": "published"},
    "expiry": {"expire_at": "2999-01-01 00:00"},
    "as new": {"_saveasnew": "1", "state": "published", "key": "copied"},
    "owner": {"owner": "1", "owner-key": "contributor"},
}


@pytest.mark.parametrize("forged", FORGED)
@pytest.mark.parametrize("state", [State.DRAFT, State.IN_REVIEW, State.PUBLISHED])
def test_a_contributor_saves_and_never_publishes(contributing, contributor, forged, state):
    moment = None if state == State.DRAFT else make_person().publish_at
    mine = {"created_by": contributor} if state in (State.DRAFT, State.IN_REVIEW) else {}
    person = make_person(state=state, publish_at=moment, biography="Old.", **mine)
    make_ready(person)
    count = Person.objects.count()

    save_form(contributing, admin_url(person, "change"), biography="New.", **FORGED[forged])

    after = reload(person)
    assert (after.state, after.publish_at, after.expire_at, after.owner) == (state, moment, None, None)
    assert after.biography == ("Old." if state == State.PUBLISHED else "New.")
    assert WorkingCopy.objects.of(person).exists() is (state == State.PUBLISHED)
    if state == State.PUBLISHED:
        copy = copy_of(person)
        assert copy.fields["biography"] == "New."
        assert copy.fields["publish_at"] == fields_at(person)["publish_at"]
        assert (copy.fields["expire_at"], copy.fields["owner"]) == (None, None)
    assert Person.objects.count() == count


def fields_at(person):
    with hold(person) as held:
        return held.live.fields


@pytest.mark.parametrize("verb", ["publish", "return", "archive", "", "\0", "delete"])
def test_a_contributor_has_none_of_the_verbs_that_decide(contributing, person, verb):
    save_form(contributing, admin_url(person, "change"), biography="New.")

    response = contributing.post(admin_url(person, "publishing"), {"verb": verb, "_summary": "Because."})

    assert response.status_code == 403
    assert (reload(person).biography, reload(person).state) == ("Old.", State.PUBLISHED)


def test_whoever_can_do_nothing_on_the_page_of_publishing_finds_the_way_back(contributing, person):
    page = contributing.get(admin_url(person, "publishing")).content.decode()

    assert 'name="verb"' not in page
    assert f'<a class="button" href="{admin_url(person, "change")}">Back to the form</a>' in page


@pytest.mark.parametrize("action", ["publish_selected", "archive_selected"])
def test_a_contributor_has_none_of_the_actions_that_decide(contributing, contributor, action):
    draft, public = make_person(created_by=contributor, **DRAFT), make_person()
    make_ready(draft)

    chosen = {"action": action, "_selected_action": [draft.pk, public.pk]}
    contributing.post(admin_url(Person, "changelist"), chosen)

    assert (reload(draft).state, reload(public).state) == (State.DRAFT, State.PUBLISHED)


@pytest.mark.parametrize("state", ["published", "archived"])
def test_what_a_contributor_adds_is_a_draft(contributing, contributor, state):
    fields = {"key": "new", "title": "New", "sort_name": "New", "state": state, "publish_at": "2000-01-01 00:00"}

    save_form(contributing, admin_url(Person, "add"), **fields, _publish="1", _summary="Because.")

    person = Person.objects.get()
    assert (person.state, person.publish_at, person.created_by) == (State.DRAFT, None, contributor)


def test_a_contributor_adds_nothing_that_is_public_at_once(contributing):
    face, truth = make_character(), make_character()

    response = contributing.post(
        admin_url(Identity, "add"), {"key": "one", "face": face.pk, "truth": truth.pk, "revealed": "0"}
    )

    assert response.status_code == 403
    assert not Identity.objects.exists()


def test_a_contributor_proposes_changes_of_a_plain_record(contributing):
    identity = make_identity(make_character(), make_character(), revealed=0)

    save_form(contributing, admin_url(identity, "change"), cites="[@a-source]", _publish="1", _summary="Because.")

    assert (reload(identity).cites, copy_of(identity).fields["cites"]) == ("", "[@a-source]")


def test_a_contributor_moves_no_row_of_another_record(contributing, contributor):
    mine, public = make_person(created_by=contributor, **DRAFT), make_person()
    ours, theirs = make_alias(mine, "ours"), make_alias(public, "theirs")
    url = admin_url(mine, "change")
    fields = fields_of(contributing.get(url))

    for name in (str(theirs.pk), str(theirs.uid)):
        contributing.post(url, fields | {"aliases-0-id": name, "aliases-0-name": "stolen"})
    contributing.post(url, fields | {"aliases-0-person": str(public.pk), "aliases-0-name": "moved"})

    theirs.refresh_from_db()
    ours.refresh_from_db()
    assert [alias.name for alias in public.aliases.all()] == ["theirs"]
    assert (theirs.name, ours.name, ours.person) == ("theirs", "ours", mine)


def test_what_a_contributor_proposed_an_editor_publishes(contributing, contributor, desk, chief, person):
    save_form(contributing, admin_url(person, "change"), biography="New.")

    posting.publish(desk, person)

    assert reload(person).biography == "New."
    published, saved, _ = Revision.objects.of(person)
    assert [(each.by, each.is_live) for each in (published, saved)] == [(chief, True), (contributor, False)]


def test_publishing_twice_is_publishing_once(desk, person):
    save_form(desk, admin_url(person, "change"), biography="New.")
    with hold(person) as held:
        publish(held)

    response = save_form(desk, admin_url(person, "publishing"), verb="publish", _summary="Again.")

    assert response.status_code == 403
    assert Revision.objects.of(person).count() == 3
