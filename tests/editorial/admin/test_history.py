"""The history of a record, two revisions side by side, and what is brought back from them."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import escape

from editorial.desk import discard, hold, publish
from editorial.desk.restoring import restore
from editorial.publishing import State
from editorial.revisions.models import Action, Revision, WorkingCopy
from editorial.snapshot import snapshot
from people.models import Person, PersonAlias
from tests.editorial.desk.saving import save_fields, save_values
from tests.factories.episodes import make_album, make_season, make_track
from tests.factories.people import make_alias, make_person
from tests.factories.users import make_editor

from .posting import admin_url, fields_of

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>"
NO_NUMBERS = ["", "x", "-1", "1.5", "\0", "9" * 30, "9" * 5000, "1 OR 1=1", "٣", "99", "0", "9" * 18]


@pytest.fixture
def draft(db):
    """A draft with an alias, saved twice: revision 1 as it was found, then 2 and 3."""
    person = make_person("Krysten Ritter", key="krysten-ritter", state=State.DRAFT, publish_at=None)
    make_alias(person, "K. R.")
    save_fields(person, summary="A first line.", description="Plays somebody.")
    save_fields(person, description="Plays the lead.", biography="Born in Bloomsburg.")
    return person


@pytest.fixture
def live(db):
    """A live record with a working copy: 1 is what was found, 2 the copy."""
    person = make_person("Krysten Ritter", key="krysten-ritter")
    save_fields(person, description="Plays the lead.")
    return person


def page_url(record, name, *args):
    meta = record._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_{name}", args=[record.pk, *args])


def compare(client, record, **sides):
    return client.get(page_url(record, "compare"), sides)


def restore_by_form(client, record, number, **changes):
    """Open the page of restoring, change some of its fields, and send it."""
    url = page_url(record, "restore", number)
    return client.post(url, fields_of(client.get(url)) | changes)


def text_of(response):
    """What one reads on a page, in one line."""
    text = re.sub(r"<[^>]*>", "", response.content.decode())
    return " ".join(text.split())


def numbers_of(response):
    return [int(number) for number in re.findall(r'id="revision-(\d+)"', response.content.decode())]


def told(response):
    return [(each.kind, each.place, each.before, each.after) for each in response.context["changes"]]


def messages_of(response):
    return [str(message) for message in response.context["messages"]]


# The list


def test_each_save_is_told_with_who_when_why_and_what(desk, chief, draft):
    save_fields(draft, by=chief, summary="Named after the credits.", title="K. Ritter")

    response = desk.get(admin_url(draft, "history"))

    assert numbers_of(response) == [4, 3, 2, 1]
    text = text_of(response)
    at = Revision.objects.get(number=4).at
    assert f"Revision 4: saved {chief.username}, {at:%Y-%m-%d %H:%M:%S} UTC: Named after the credits. · draft" in text
    assert "Name from Krysten Ritter to K. Ritter" in text
    assert "Description from Plays somebody. to Plays the lead." in text
    assert "Revision 1: found as it was the site" in text
    assert "The first one that was kept." in text


def test_a_copy_is_told_apart_from_what_is_live(desk, live):
    response = desk.get(admin_url(live, "history"))

    assert [line.standing for line in response.context["lines"]] == ["working copy", "live"]


def test_reasons_for_warnings_are_kept_in_sight(desk, live):
    with hold(live) as held:
        publish(held, summary="Out.", reasons={"uncited": "Cited in the summary.", "no-more": "A check there was."})

    read = text_of(desk.get(admin_url(live, "history")))
    assert "Statements without a source: Cited in the summary." in read
    assert "no-more: A check there was." in read


def test_a_record_that_was_never_saved_at_the_desk_has_no_history_yet(desk):
    response = desk.get(admin_url(make_person(), "history"))

    assert "the first save is the first revision" in text_of(response)
    assert numbers_of(response) == []


def test_the_list_has_pages_that_keep_what_was_chosen(desk, draft):
    for number in range(4, 26):
        save_fields(draft, description=f"Text {number}.")

    first = desk.get(admin_url(draft, "history"))
    second = desk.get(admin_url(draft, "history"), {"page": "2", "from": "25", "to": "live"})

    assert numbers_of(first) == list(range(25, 5, -1))
    assert numbers_of(second) == [5, 4, 3, 2, 1]
    assert "Description from Text 5. to Text 6." in text_of(first)
    assert '<input type="radio" name="from" value="25" checked>' in second.content.decode()
    assert '<input type="radio" name="to" value="live" checked>' in second.content.decode()


@pytest.mark.parametrize("page", NO_NUMBERS)
def test_a_page_that_is_none_is_the_nearest_one(desk, draft, page):
    answers = [desk.get(admin_url(draft, "history"), {name: page}) for name in ("page", "from", "to")]

    assert [numbers_of(answer) for answer in answers] == [[3, 2, 1]] * 3


def test_the_list_costs_as_many_queries_for_many_as_for_few(desk, django_assert_max_num_queries):
    album = make_album(make_season(2))
    track = make_track(album, 1)
    path = ("tracks", str(track.uid), "performers")
    make_person(key="somebody-0")
    save_values(album, {path: ["somebody-0"]})
    few = count_queries(desk, admin_url(album, "history"))

    for number in range(1, 25):
        make_person(key=f"somebody-{number}")
        save_values(album, {path: [f"somebody-{number}"]})
    Revision.objects.filter(number__lte=20).update(name="pinned")

    with django_assert_max_num_queries(few):
        desk.get(admin_url(album, "history"))
    assert few <= 15


def count_queries(client, url):
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        client.get(url)
    return len(queries)


def test_long_prose_is_told_in_brief_and_in_full_one_click_away(desk, draft):
    prose = "\n\n".join(f"Paragraph {number} of a life that was told at length." for number in range(1500))
    save_fields(draft, biography=prose)
    save_fields(draft, biography=prose.replace("Paragraph 700 of", "Chapter 700 of"))

    response = desk.get(admin_url(draft, "history"))

    assert "Biography from …as told at length. Paragraph 700 of" in text_of(response)
    assert "to …as told at length. Chapter 700 of" in text_of(response)
    assert len(response.content) < 60_000
    assert f'<a href="{page_url(draft, "compare")}?from=4&amp;to=5">' in response.content.decode()
    pieces = compare(desk, draft, **{"from": "4", "to": "5"}).context["changes"][0].pieces
    assert [piece.text for piece in pieces if piece.kind != "same"] == ["Paragraph", "Chapter"]


# Names


def test_a_name_pins_a_revision_until_it_is_taken_away(desk, draft):
    response = desk.post(page_url(draft, "name", 2), {"name": "  As agreed ", "page": "1"}, follow=True)

    assert response.redirect_chain == [(admin_url(draft, "history") + "?page=1", 302)]
    assert messages_of(response) == ["Revision 2 of “Krysten Ritter” is named “As agreed” and pinned."]
    assert [revision.number for revision, _ in response.context["pinned"]] == [2]
    assert "Revision 2: saved · As agreed" in text_of(response)

    response = desk.post(page_url(draft, "name", 2), {"name": ""}, follow=True)

    assert messages_of(response) == ["Revision 2 of “Krysten Ritter” has no name any more."]
    assert response.context["pinned"] == []


@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("x" * 81, "Ensure this value has at most 80 characters (it has 81)."),
        ("a\0b", "Null characters are not allowed."),
    ],
)
def test_a_name_that_cannot_be_is_an_error_that_keeps_it(desk, draft, name, error):
    response = desk.post(page_url(draft, "name", 2), {"name": name})

    assert response.status_code == 400
    assert error in text_of(response)
    assert f'value="{name}"' in response.content.decode()
    assert not Revision.objects.exclude(name="").exists()


# Two side by side


def test_two_revisions_are_compared(desk, draft):
    response = compare(desk, draft, **{"from": "2", "to": "3"})

    assert told(response) == [
        ("changed", "Description", "Plays somebody.", "Plays the lead."),
        ("changed", "Biography", "—", "Born in Bloomsburg."),
    ]
    assert "<del>somebody.</del><ins>the lead.</ins>" in response.content.decode()
    assert "From revision 2 the site" in text_of(response)


@pytest.mark.parametrize(
    ("sides", "changes"),
    [
        (("1", "live"), []),
        (("live", "copy"), [("changed", "Description", "—", "Plays the lead.")]),
        (("copy", "1"), [("changed", "Description", "Plays the lead.", "—")]),
        (("2", "2"), []),
    ],
)
def test_a_revision_is_compared_with_what_is_live_and_with_the_copy(desk, live, sides, changes):
    response = compare(desk, live, **dict(zip(("from", "to"), sides, strict=True)))

    assert told(response) == changes


@pytest.mark.parametrize("number", [*NO_NUMBERS, None])
@pytest.mark.parametrize("side", ["from", "to"])
def test_what_cannot_be_compared_is_said(desk, draft, side, number):
    sides = {"from": "1", "to": "live"} | {side: number}

    response = compare(desk, draft, **{name: each for name, each in sides.items() if each is not None})

    assert response.status_code == 400
    is_number = number in ("99", "0", "9" * 18)
    sentence = f"has no revision {number} to compare with" if is_number else f"“{side}” names no revision"
    assert sentence in text_of(response)
    assert numbers_of(response) == [3, 2, 1]


def test_comparing_and_restoring_cost_as_many_queries_for_many_as_for_few(desk, django_assert_max_num_queries):
    album = make_album(make_season(2), state=State.DRAFT, publish_at=None)
    save_fields(album, title="Album")
    urls = [page_url(album, "compare") + "?from=1&to=live", page_url(album, "restore", 1)]

    def add_tracks(*numbers):
        for number in numbers:
            make_track(album, number, [make_person(), make_person()], order=number)

    add_tracks(1)
    save_fields(album, title="Album of one")
    few = [count_queries(desk, url) for url in urls]
    add_tracks(*range(2, 12))
    save_fields(album, title="Album of many")

    for url, count in zip(urls, few, strict=True):
        with django_assert_max_num_queries(count):
            desk.get(url)
    assert max(few) <= 22


def test_a_copy_that_is_not_there_is_said(desk, draft):
    response = compare(desk, draft, **{"from": "1", "to": "copy"})

    assert (response.status_code, "has no working copy to compare with" in text_of(response)) == (400, True)


@pytest.mark.parametrize("number", [number for number in NO_NUMBERS if number])
@pytest.mark.parametrize("name", ["restore", "name"])
def test_a_revision_that_is_not_there_is_not_found(desk, draft, name, number):
    address = page_url(draft, name, "NUMBER").replace("NUMBER", number.replace("\0", "%00"))

    response = desk.post(address, {"name": "Named"})

    assert (response.status_code, Revision.objects.filter(name="Named").exists()) == (404, False)


# Restoring


def test_a_draft_is_restored_itself_where_ticked(desk, chief, draft):
    url = page_url(draft, "restore", 1)
    assert fields_of(desk.get(url))["place"] == ["description", "biography"]

    response = desk.post(url, fields_of(desk.get(url)) | {"place": ["description"]}, follow=True)

    draft.refresh_from_db()
    assert (draft.description, draft.biography) == ("", "Born in Bloomsburg.")
    latest = Revision.objects.of(draft).first()
    assert (latest.number, latest.action, latest.by) == (4, Action.RESTORED, chief)
    assert latest.summary == "Restored from revision 1."
    assert response.redirect_chain == [(admin_url(draft, "change"), 302)]
    assert messages_of(response) == ["“Krysten Ritter”: revision 1 is restored as ticked."]


def test_what_is_live_is_restored_in_its_copy_and_stays_live(desk, live):
    with hold(live) as held:
        publish(held, summary="Out.")
    before = snapshot(live)

    response = restore_by_form(desk, live, 1, _summary="The lead was wrong.")

    assert response.status_code == 302
    assert snapshot(live) == before
    copy = WorkingCopy.objects.of(live).get()
    assert copy.revision.snapshot.fields["description"] == ""
    assert copy.revision.summary == "The lead was wrong."


def test_the_state_is_never_restored(desk, draft):
    with hold(draft) as held:
        publish(held)
    draft.refresh_from_db()

    assert fields_of(desk.get(page_url(draft, "restore", 2)))["place"] == ["description", "biography"]
    forged = ["state", "publish_at", "key", "version", "aliases", "aliases/x", "x", ""]
    response = restore_by_form(desk, draft, 2, place=forged)

    assert "Nothing is ticked, so nothing was restored." in text_of(response)
    assert not WorkingCopy.objects.exists()


def test_rows_come_back_go_and_are_changed_one_by_one(desk, draft):
    (uid,) = snapshot(draft).rows["aliases"]
    other = make_alias(draft, "Other")
    save_values(draft, {("aliases", uid, "note"): "Misread."})
    with_both = Revision.objects.of(draft).first().number
    save_values(draft, {("aliases", uid): None})

    restore_by_form(desk, draft, with_both, place=[f"aliases/{uid}"])
    assert list(PersonAlias.objects.order_by("name").values_list("name", "note")) == [
        ("K. R.", "Misread."),
        ("Other", ""),
    ]

    restore_by_form(desk, draft, 3, place=[f"aliases/{uid}/note", f"aliases/{other.uid}"])
    assert list(PersonAlias.objects.values_list("name", "note")) == [("K. R.", "")]


def test_the_order_of_rows_is_restored_as_one(desk):
    album = make_album(make_season(2), state=State.DRAFT, publish_at=None)
    uids = [str(make_track(album, number, title=f"T{number}", order=number).uid) for number in (1, 2, 3)]
    save_fields(album, title="Album")
    turned = {("tracks", uid, "order"): 3 - place for place, uid in enumerate(uids)}
    save_values(album, turned | {("tracks", uids[0], "title"): "Renamed"})
    url = page_url(album, "restore", 2)

    response = desk.get(url)
    assert "Order of the tracks" in text_of(response)
    assert text_of(response).count("back from place") == 2
    assert fields_of(response)["place"] == ["tracks/order", f"tracks/{uids[0]}/title"]

    desk.post(url, fields_of(response) | {"place": "tracks/order"})
    assert list(album.tracks.order_by("order").values_list("title", flat=True)) == ["Renamed", "T2", "T3"]


def test_nothing_ticked_is_said(desk, draft):
    response = restore_by_form(desk, draft, 1, place=[])

    assert response.status_code == 400
    assert "Nothing is ticked, so nothing was restored." in text_of(response)
    assert "place" not in fields_of(response)
    assert Revision.objects.of(draft).count() == 3


@pytest.mark.parametrize("version", ["2", "", "x", "\0", "-3", "03", "9" * 5000, ["3", "3"], []])
def test_a_page_of_another_version_restores_nothing_and_is_shown_again(desk, draft, version):
    response = restore_by_form(desk, draft, 1, _version=version, place=["description"])

    assert response.status_code == 409
    assert "This was saved meanwhile, so nothing was restored yet." in text_of(response)
    assert fields_of(response)["place"] == ["description"]
    assert fields_of(response)["_version"] == ["3"]
    assert Revision.objects.of(draft).count() == 3


def test_a_stale_page_says_what_was_saved_meanwhile(desk, draft):
    url = page_url(draft, "restore", 1)
    fields = fields_of(desk.get(url))
    save_fields(draft, title="K. Ritter")

    response = desk.post(url, fields)

    assert [(each.place, each.after) for each in response.context["meanwhile"]] == [("Name", "K. Ritter")]
    assert fields_of(response)["place"] == ["description", "biography"]
    draft.refresh_from_db()
    assert draft.description == "Plays the lead."


def test_what_is_not_right_any_more_is_not_restored_and_stays_ticked(desk, draft):
    make_person(key="other", slug="krysten")
    old_slug = {("slug",): "krysten"}
    revision = Revision.objects.of(draft).get(number=2)
    Revision.objects.filter(pk=revision.pk).update(data=revision.snapshot.with_values(old_slug).as_data())

    response = restore_by_form(desk, draft, 2, place=["slug", "biography"])

    assert response.status_code == 400
    assert "Person with this Address already exists." in text_of(response)
    assert fields_of(response)["place"] == ["slug", "biography"]
    draft.refresh_from_db()
    assert (draft.slug, draft.biography) == ("krysten-ritter", "Born in Bloomsburg.")


def test_what_names_somebody_who_is_gone_is_not_restored(desk):
    album = make_album(make_season(2), state=State.DRAFT, publish_at=None, composer=make_person(key="gone"))
    save_fields(album, title="Album")
    save_fields(album, composer=None)
    Person.objects.get(key="gone").delete()

    response = restore_by_form(desk, album, 2)

    assert response.status_code == 400
    assert "There is no person “gone”." in text_of(response)


def test_a_discarded_copy_can_be_had_again(desk, live):
    with hold(live) as held:
        discard(held)
    history = desk.get(admin_url(live, "history"))
    assert page_url(live, "restore", 2) in history.content.decode()

    response = restore_by_form(desk, live, 2)

    assert response.status_code == 302
    assert WorkingCopy.objects.of(live).get().revision.snapshot.fields["description"] == "Plays the lead."


def test_what_it_says_already_needs_no_restoring(desk, draft):
    assert "there is nothing to restore" in text_of(desk.get(page_url(draft, "restore", 3)))


# Who may


def role(name, owner_of=None):
    """Somebody with that role; the owner owns this entry."""
    permissions = {
        "reader": ["people.view_person"],
        "owner": ["people.change_person"],
        "publisher": ["people.change_person", "people.publish_person"],
        "other contributor": ["people.change_person"],
        "elsewhere": ["sources.change_source"],
    }
    user = make_editor(*permissions[name])
    if name == "owner":
        Person.objects.filter(pk=owner_of.pk).update(owner=user)
    client = Client()
    client.force_login(user)
    return client


def answers(client, record):
    """(read history, compare, open restoring, restore, name), as status codes."""
    return (
        client.get(admin_url(record, "history")).status_code,
        compare(client, record, **{"from": "1", "to": "live"}).status_code,
        client.get(page_url(record, "restore", 1)).status_code,
        client.post(page_url(record, "restore", 1), {"_version": "1", "place": "description"}).status_code,
        client.post(page_url(record, "name", 1), {"name": "Named"}).status_code,
    )


@pytest.mark.parametrize(
    ("name", "of_draft", "of_live"),
    [
        ("reader", (404,) * 5, (200, 200, 403, 403, 403)),
        ("owner", (200, 200, 200, 409, 302), (200, 200, 200, 409, 302)),
        ("publisher", (200, 200, 200, 409, 302), (200, 200, 200, 409, 302)),
        ("other contributor", (404,) * 5, (200, 200, 200, 409, 302)),
        ("elsewhere", (404,) * 5, (404,) * 5),
    ],
)
def test_who_may_read_and_restore(draft, name, of_draft, of_live):
    live = make_person(key="live")
    save_fields(live, description="Plays the lead.")

    assert answers(role(name, owner_of=draft), draft) == of_draft
    assert answers(role(name, owner_of=live), live) == of_live


def test_a_contributor_restores_what_is_live_in_its_copy(live):
    with hold(live) as held:
        publish(held, summary="Out.")
    before = snapshot(live)

    response = restore_by_form(role("other contributor"), live, 1)

    assert response.status_code == 302
    assert snapshot(live) == before
    assert WorkingCopy.objects.of(live).get().revision.snapshot.fields["description"] == ""


def test_whoever_is_not_logged_in_comes_to_the_login(client, draft):
    assert answers(client, draft) == (302,) * 5
    assert client.get(admin_url(draft, "history")).url.startswith(reverse("admin:login"))


def test_whoever_only_reads_is_offered_no_buttons(live):
    reader = role("reader")

    for response in (
        reader.get(admin_url(live, "history")),
        compare(reader, live, **{"from": "1", "to": "2"}),
    ):
        content = response.content.decode()
        assert "Plays the lead." in content
        assert "/restore/" not in content
        assert "/name/" not in content


def test_a_contributor_brings_back_no_owner(draft):
    contributor = role("owner", owner_of=draft)
    draft.refresh_from_db()
    mine = draft.owner
    revision = save_fields(draft, sort_name="R")
    Person.objects.filter(pk=draft.pk).update(owner=make_editor(), created_by=mine)

    response = contributor.get(page_url(draft, "restore", revision.number))
    assert "there is nothing to restore" in text_of(response)
    restore_by_form(contributor, draft, revision.number, place=["owner"], _version=str(revision.number))

    draft.refresh_from_db()
    assert draft.owner != mine
    assert revision.snapshot.fields["owner"] == mine.username


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_refused(desk, draft, method):
    for url in (admin_url(draft, "history"), page_url(draft, "compare"), page_url(draft, "restore", 1)):
        assert getattr(desk, method)(url).status_code == 405
    assert desk.get(page_url(draft, "name", 1)).status_code == 405
    assert desk.post(page_url(draft, "compare")).status_code == 405


@pytest.mark.parametrize("pk", ["0", "x", "9" * 30, "9" * 5000, "%00", "1/2"])
@pytest.mark.parametrize("page", ["history/", "compare/", "restore/1/"])
def test_a_record_that_is_none_is_not_found(desk, draft, pk, page):
    assert desk.get(f"{admin_url(Person, 'changelist')}{pk}/{page}").status_code == 404


# Hostile texts


def test_hostile_texts_are_only_shown(desk, draft):
    save_fields(draft, summary=HOSTILE, title=HOSTILE, biography=HOSTILE)
    save_values(draft, {("aliases", str(draft.aliases.get().uid), "name"): HOSTILE})
    Revision.objects.filter(number=4).update(name=HOSTILE, by_name=HOSTILE, reasons={HOSTILE: HOSTILE})

    for response in (
        desk.get(admin_url(draft, "history")),
        compare(desk, draft, **{"from": "1", "to": "5"}),
        desk.get(page_url(draft, "restore", 1)),
        desk.post(page_url(draft, "name", 4), {"name": HOSTILE * 3}),
    ):
        content = response.content.decode()
        assert escape("<script>") in content
        assert "<script>alert" not in content
        assert "<img src=x" not in content


def test_a_revision_from_when_the_model_was_another_is_shown(desk, draft):
    revision = Revision.objects.of(draft).get(number=2)
    data = revision.snapshot.as_data()
    data["fields"] = {"key": "krysten-ritter", "title": "Old", "gone": "x", "absent": {"gone": "none"}}
    data["rows"] = {"gone": {"x": {}}}
    Revision.objects.filter(pk=revision.pk).update(data=data)

    assert "What is missing from gone: none to —" in text_of(desk.get(admin_url(draft, "history")))
    assert desk.get(page_url(draft, "restore", 2)).status_code == 200


def test_restoring_by_the_desk_leaves_one_revision(draft):
    with hold(draft) as held:
        restore(held, Revision.objects.of(draft).get(number=1))

    assert list(Revision.objects.of(draft).values_list("number", flat=True)) == [4, 3, 2, 1]
