"""Several who save at the same moment, each over a connection of their own."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections
from django.test import Client

from editorial.revisions.models import Revision
from editorial.snapshot import snapshot
from episodes.models import Episode
from people.models import Person
from tests.editorial.desk.saving import save_fields, save_values
from tests.factories.episodes import make_credit, make_episode, make_season
from tests.factories.people import make_person
from tests.factories.public import DRAFT
from tests.factories.users import make_chief_editor
from tests.rounds import rounds

from .posting import add_row, admin_url, fields_of
from .restoring import MEETINGS, NEW, make_changed, meetings, restore_url, restored, said, ticks, typing, was_said

pytestmark = pytest.mark.django_db(transaction=True)

CLIENTS, SAVES = 16, 2


@pytest.fixture(autouse=True)
def database(transactional_db, tmp_path):
    """SQLite in a file: threads that share one in memory lock each other out of its tables instead of waiting."""
    if connection.vendor != "sqlite":
        yield
        return
    memory, settings = connections["default"], connection.settings_dict
    name, path = settings["NAME"], tmp_path / "db.sqlite3"
    with sqlite3.connect(path) as file:
        memory.connection.backup(file)
    file.close()
    settings["NAME"] = str(path)
    del connections["default"]
    yield
    connections["default"].close()
    connections["default"] = memory
    settings["NAME"] = name


class Browser(Client):
    """Sees no more than a browser does: what Django's client notes of templates, it notes of those of all threads."""

    def request(self, **request):
        return self.handler(self._base_environ(**request))


@pytest.fixture
def editors(database):
    def make(number):
        clients = [Browser() for _ in range(number)]
        for client in clients:
            client.force_login(make_chief_editor())
        return clients

    return make


def at_once(*calls):
    """What these return when they are called at the same moment."""
    barrier = Barrier(len(calls))

    def run(call):
        try:
            barrier.wait(timeout=30)
            return call()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(calls)) as threads:
        return list(threads.map(run, calls))


def numbers_of(record):
    return sorted(Revision.objects.of(record).values_list("number", flat=True))


def test_of_eight_who_add_the_same_entry_one_does(editors):
    clients = editors(8)
    url = admin_url(Person, "add")
    fields = fields_of(clients[0].get(url)) | {"key": "ritter", "title": "Ritter", "sort_name": "Ritter"}

    responses = at_once(*(lambda client=client: client.post(url, fields) for client in clients))

    assert sorted(response.status_code for response in responses) == [200] * 7 + [302]
    refused = next(response for response in responses if response.status_code == 200)
    assert "Person with this Key already exists." in refused.content.decode()
    assert numbers_of(Person.objects.get()) == [1]


@pytest.mark.parametrize("state", ["draft", "published"])
def test_two_who_save_the_same_form_lose_nothing(editors, state):
    clients, times = editors(2), rounds()
    person = make_person(state=state)
    url = admin_url(person, "change")
    for number in range(times):
        mine = fields_of(clients[0].get(url)) | {"title": f"Title {number}"}
        theirs = fields_of(clients[1].get(url)) | {"description": f"Description {number}"}

        responses = at_once(lambda: clients[0].post(url, mine), lambda: clients[1].post(url, theirs))  # noqa: B023

        assert [response.status_code for response in responses] == [302, 302]
        said = Revision.objects.of(person).first().snapshot.fields
        assert (said["title"], said["description"]) == (f"Title {number}", f"Description {number}")
    assert numbers_of(person) == list(range(1, 2 * times + 2))


@pytest.mark.parametrize("state", ["draft", "published"])
def test_a_restore_and_a_save_undo_nothing_of_each_other(editors, state):
    saver, restorer = editors(2)
    for number, ticked, typed in meetings(rounds(len(MEETINGS))):
        person, text = make_changed(state), f"Typed {number}"
        url, back = admin_url(person, "change"), restore_url(person)
        form = fields_of(saver.get(url)) | typing(typed, text)
        page = fields_of(restorer.get(back)) | ticks(person, ticked)

        save, restore = at_once(lambda: saver.post(url, form), lambda: restorer.post(back, page))  # noqa: B023

        if restore.status_code == 409:
            assert (save.status_code, said(person)) == (302, NEW | {typed: text})
            assert restorer.post(back, fields_of(restore)).status_code == 302
            assert said(person) == NEW | {typed: text} | restored(ticked)
            assert text in was_said(person, typed)
        elif typed in ticked:
            assert (save.status_code, restore.status_code, said(person)) == (409, 302, NEW | restored(ticked))
            assert text in save.content.decode()
        else:
            assert (save.status_code, restore.status_code) == (302, 302)
            assert said(person) == NEW | restored(ticked) | {typed: text}


def adding_a_credit(client, episode, person):
    url = admin_url(episode, "change")
    row = {"order": "", "person": str(person.pk), "job": "writer", "horizon": "0"}
    fields = add_row(fields_of(client.get(url)), "credits", **row)
    return lambda: client.post(url, fields)


def restoring_a_credit(client, episode, person):
    credit = make_credit(episode, person, "writer")
    number = save_fields(episode, teaser="With a writer.").number
    save_values(episode, {("credits", str(credit.uid)): None})
    url = restore_url(episode, number)
    fields = fields_of(client.get(url))
    return lambda: client.post(url, fields)


def replacing_what_the_person_mentions(client, episode, person):
    save_fields(person, biography=f"[[episode:{episode.key}]]")
    other = make_episode(episode.season, episode.number_in_season + 100, key=f"instead-of-{episode.key}", **DRAFT)
    fields = {"way": "replace", "replacement": f"episode:{other.key}"}
    return moving_to_trash(client, episode, **fields)


def moving_to_trash(client, record, **fields):
    url = admin_url(record, "delete")
    fields = fields_of(client.get(url)) | {"way": "trash"} | fields
    return lambda: client.post(url, fields)


@pytest.mark.parametrize("is_credited", [True, False])
@pytest.mark.parametrize("working", [adding_a_credit, restoring_a_credit, replacing_what_the_person_mentions])
def test_whoever_goes_to_the_trash_and_whatever_begins_to_name_them_do_not_block_each_other(
    editors, working, is_credited
):
    mover, worker = editors(2)
    season = make_season()
    for number in range(1, rounds(2) + 1):
        person = make_person(key=f"person-{number}", **DRAFT)
        episode = make_episode(season, number, **DRAFT)
        save_fields(episode, title="An episode")
        if is_credited:
            make_credit(episode, person)
            save_fields(episode, teaser="With a director.")
        work = working(worker, episode, person)

        moved, worked = at_once(moving_to_trash(mover, person), work)

        assert {moved.status_code, worked.status_code} <= {200, 302, 400, 409}
        assert Person.objects.filter(pk=person.pk).exists() == (moved.status_code != 302)
        for left in Episode.objects.filter(pk=episode.pk):
            said = snapshot(left)
            assert said == Revision.objects.of(left).live().first().snapshot
            assert moved.status_code != 302 or said.rows["credits"] == {}


def test_many_who_save_wait_for_each_other(editors):
    clients, people = editors(CLIENTS), [make_person(**DRAFT) for _ in range(CLIENTS)]

    def work(client, person):
        statuses = []
        url = admin_url(person, "change")
        fields = fields_of(client.get(url))
        for number in range(SAVES):
            statuses.append(client.post(url, fields | {"title": f"Title {number}", "_continue": "1"}).status_code)
            fields = fields_of(client.get(url))
        return statuses

    answers = at_once(*(lambda pair=pair: work(*pair) for pair in zip(clients, people, strict=True)))

    assert answers == [[302] * SAVES] * CLIENTS
    assert set(Person.objects.values_list("title", flat=True)) == {f"Title {SAVES - 1}"}
    assert all(numbers_of(person) == list(range(1, SAVES + 2)) for person in people)
