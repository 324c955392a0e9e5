"""What happened since a page was shown, or since a working copy was begun: nothing is lost, nothing goes out unseen."""

import pytest
from django.contrib.auth.models import Group

from editorial.desk import hold, return_to_draft, save
from editorial.publishing import State
from editorial.revisions.models import Revision, WorkingCopy
from editorial.roles import CONTRIBUTOR
from editorial.trash import trash
from people.models import Person
from reviews.models import Review
from sources.models import Publication
from tests.factories.episodes import make_season
from tests.factories.people import make_person
from tests.factories.public import DRAFT
from tests.factories.sources import make_publication, make_source
from tests.factories.users import make_editor

from .posting import add_row, admin_url, copy_of, errors_of, fields_of, save_form


@pytest.fixture
def contributing(db, client_of):
    user = make_editor(username="contributor")
    user.groups.add(Group.objects.get(name=CONTRIBUTOR))
    return client_of(user)


@pytest.fixture
def person(db):
    return make_person("One", key="one", biography="Old.", description="Old.")


def now(record):
    return type(record).objects.get(pk=record.pk)


def test_a_copy_whose_address_somebody_took_still_opens(desk, person):
    save_form(desk, admin_url(person, "change"), slug="wanted", description="New.")
    make_person("Two", key="two", slug="wanted", **DRAFT)

    fields = fields_of(desk.get(admin_url(person, "change")))

    assert (fields["slug"], fields["description"]) == (["one"], ["New."])


def test_a_form_whose_address_somebody_took_keeps_its_text(desk, client_of, chief):
    person = make_person("One", key="one", slug="aaa", **DRAFT)
    fields = fields_of(desk.get(admin_url(person, "change")))
    other = client_of(make_editor("people.change_person", "people.publish_person"))
    save_form(other, admin_url(person, "change"), slug="b")
    make_person("Two", key="two", slug="aaa", **DRAFT)

    response = desk.post(admin_url(person, "change"), fields | {"biography": "Typed."})

    assert "Typed." in response.content.decode() or now(person).biography == "Typed."


@pytest.mark.parametrize(("verb", "state"), [("archive", State.ARCHIVED), ("return", State.DRAFT)])
def test_what_waits_keeps_no_page_public(desk, person, verb, state):
    save_form(desk, admin_url(person, "change"), slug="wanted", description="New.")
    make_person("Two", key="two", slug="wanted", **DRAFT)

    save_form(desk, admin_url(person, "publishing"), verb=verb)

    assert (now(person).state, now(person).description) == (state, "Old.")
    assert copy_of(person).fields["description"] == "New."


def test_the_copy_of_what_is_a_draft_again_goes_into_it_with_the_next_save(person):
    with hold(person) as held:
        save(held, held.current.with_values({("description",): "New."}))
    with hold(person) as held:
        return_to_draft(held)
    with hold(person) as held:
        save(held, held.current.with_values({("biography",): "Longer."}))

    assert (now(person).description, now(person).biography, now(person).state) == ("New.", "Longer.", State.DRAFT)
    assert not WorkingCopy.objects.of(person).exists()


def test_saving_a_copy_that_is_not_live_any_more_keeps_what_changed_beside_it(desk):
    publication = make_publication(key="pub")
    source = make_source(publication=publication)
    save_form(desk, admin_url(publication, "change"), name="In the copy")
    save_form(desk, admin_url(source, "publishing"), verb="archive")
    Publication.objects.update(note="Beside it.")

    save_form(desk, admin_url(publication, "change"), owner="Somebody")

    saved = now(publication)
    assert (saved.name, saved.note, saved.owner) == ("In the copy", "Beside it.", "Somebody")


def test_settling_overwrites_no_later_copy(desk, client_of, person):
    save_form(desk, admin_url(person, "change"), biography="Copy.")
    Person.objects.update(biography="Live.")
    fields = fields_of(desk.get(admin_url(person, "settle")))
    other = client_of(make_editor("people.change_person", "people.publish_person"))
    save_form(other, admin_url(person, "change"), description="Later.")

    response = desk.post(admin_url(person, "settle"), fields | {"choice:biography": "mine"})

    assert "look again, and choose" in response.content.decode()
    assert copy_of(person).fields["description"] == "Later."


@pytest.mark.parametrize("verb", ["publish", "discard"])
@pytest.mark.parametrize("shown", ["stale", "missing", "forged"])
def test_the_page_of_publishing_does_nothing_to_what_it_did_not_show(desk, contributing, person, verb, shown):
    save_form(desk, admin_url(person, "change"), biography="Better.")
    fields = fields_of(desk.get(admin_url(person, "publishing")))
    save_form(contributing, admin_url(person, "change"), description="Unseen.")
    fields |= {"stale": {}, "missing": {"_shown": []}, "forged": {"_shown": "x"}}[shown]

    response = desk.post(admin_url(person, "publishing"), fields | {"verb": verb, "_summary": "Better."})

    assert "This was saved since the page was shown." in response.content.decode()
    assert now(person).description == "Old."
    assert copy_of(person).fields["description"] == "Unseen."


def test_what_somebody_else_saved_meanwhile_is_looked_at_before_it_is_public(desk, contributing):
    source = make_source(digest="Old.")
    fields = fields_of(desk.get(admin_url(source, "change")))
    save_form(contributing, admin_url(source, "change"), authors="Unseen")

    response = desk.post(admin_url(source, "change"), fields | {"digest": "New.", "_summary": "Mine.", "_publish": "1"})

    assert response.headers["Location"] == admin_url(source, "publishing")
    assert (now(source).authors, now(source).digest) == ("", "Old.")


def test_a_number_after_which_no_other_fits_is_refused(desk):
    person = make_person(**DRAFT)
    url = admin_url(person, "change")
    alias = {"kind": "alias", "horizon": "0", "name": "A"}

    response = desk.post(url, add_row(fields_of(desk.get(url)), "aliases", order="32767", **alias))

    assert errors_of(response) == {"aliases-0-order": ["Ensure this value is less than or equal to 30000."]}


def test_a_new_record_of_an_old_key_has_a_history_of_its_own(contributing, chief):
    secret = make_person("Secret", key="secret", biography="Hidden.", **DRAFT)
    with hold(secret) as held:
        save(held, held.current.with_values({("biography",): "Hidden still."}), chief)
    with hold(secret) as held:
        trash(held, chief)
    save_form(contributing, admin_url(Person, "add"), key="secret", title="Mine", sort_name="Mine")
    mine = Person.objects.get()

    page = contributing.get(admin_url(mine, "history")).content.decode()

    assert "Hidden" not in page
    assert [revision.by_name for revision in Revision.objects.of(mine)] == ["contributor"]


def test_a_relation_offers_and_takes_only_what_one_may_know_of(contributing):
    season = make_season(7, title="A secret season", **DRAFT)
    url = admin_url(Review, "add")

    for chosen in ({"season": season.pk}, {"season": "", "season-key": season.key}):
        response = contributing.post(url, fields_of(contributing.get(url)) | chosen)
        assert "season" in errors_of(response)
        assert "A secret season" not in response.content.decode()
