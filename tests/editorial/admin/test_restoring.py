"""A restore that meets a colleague's save: nothing is overwritten unseen, and no text is lost."""

import pytest

from tests.factories.users import make_chief_editor
from tests.rounds import rounds

from .posting import admin_url, fields_of
from .restoring import MEETINGS, NEW, make_changed, meetings, restore_url, restored, said, ticks, typing, was_said

ROUNDS = rounds(len(MEETINGS))

pytestmark = [pytest.mark.django_db, pytest.mark.parametrize("state", ["draft", "published"])]


@pytest.fixture
def alice(client_of):
    return client_of(make_chief_editor(username="alice"))


@pytest.fixture
def bob(client_of):
    return client_of(make_chief_editor(username="bob"))


def test_a_restore_does_not_undo_what_was_saved_since_its_page_was_shown(alice, bob, state):
    for number, ticked, typed in meetings(ROUNDS):
        person, text = make_changed(state), f"Typed {number}"
        url = admin_url(person, "change")
        page, form = fields_of(bob.get(restore_url(person))), fields_of(alice.get(url))
        alice.post(url, form | typing(typed, text))

        refused = bob.post(restore_url(person), page | ticks(person, ticked))

        assert (refused.status_code, said(person)) == (409, NEW | {typed: text})
        assert text in refused.content.decode()

        assert bob.post(restore_url(person), fields_of(refused)).status_code == 302
        assert said(person) == NEW | {typed: text} | restored(ticked)
        assert text in was_said(person, typed)


def test_a_save_does_not_undo_what_was_restored_since_its_form_was_shown(alice, bob, state):
    for number, ticked, typed in meetings(ROUNDS):
        person, text = make_changed(state), f"Typed {number}"
        url = admin_url(person, "change")
        form = fields_of(alice.get(url))
        bob.post(restore_url(person), fields_of(bob.get(restore_url(person))) | ticks(person, ticked))

        response = alice.post(url, form | typing(typed, text))

        if typed in ticked:
            assert (response.status_code, said(person)) == (409, NEW | restored(ticked))
            (place,) = response.context["places"]
            assert text in place["texts"]["mine"]
            alice.post(url, fields_of(response) | {f"choice:{place['address']}": "mine"})
        assert said(person) == NEW | restored(ticked) | {typed: text}
