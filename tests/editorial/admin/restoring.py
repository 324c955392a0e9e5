"""Somebody who was changed, and what a restore brings back of that while a colleague types something."""

from itertools import cycle, islice, product
from uuid import uuid4

from django.urls import reverse

from editorial.desk import hold
from editorial.revisions.models import Revision
from editorial.snapshot import Snapshot
from tests.editorial.desk.saving import save_fields, save_values
from tests.factories.people import make_person

FIELD, ROW, OTHER = "description", "alias", "title"
OLD = {FIELD: "Old", ROW: ""}
NEW = {FIELD: "New", ROW: "New", OTHER: "Title"}
# What is ticked, and what is typed meanwhile: the same or something else.
MEETINGS = list(product([(FIELD, ROW), (FIELD,), (ROW,)], [FIELD, ROW, OTHER]))


def meetings(rounds: int):
    """(number, what is ticked, what is typed), round by round."""
    return ((number, *each) for number, each in enumerate(islice(cycle(MEETINGS), rounds)))


def make_changed(state: str):
    """Somebody of whom revision 2 says what is OLD, and who is NEW to editors."""
    person = make_person(state=state, title="Title", description="Older")
    save_fields(person, description="Old")
    alias = {"name": "New", "kind": "alias", "note": "", "cites": "", "horizon": 0, "order": 0}
    save_values(person, {("description",): "New", ("aliases", str(uuid4())): alias})
    return person


def restore_url(record, number: int = 2) -> str:
    meta = record._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_restore", args=[record.pk, number])


def ticks(person, ticked) -> dict[str, list[str]]:
    with hold(person) as held:
        (uid,) = held.current.rows["aliases"]
    addresses = {FIELD: "description", ROW: f"aliases/{uid}"}
    return {"place": [addresses[place] for place in ticked]}


def typing(place: str, text: str) -> dict[str, str]:
    names = {FIELD: "description", ROW: "aliases-0-name", OTHER: "title"}
    return {names[place]: text}


def restored(ticked) -> dict[str, str]:
    return {place: OLD[place] for place in ticked}


def said(person) -> dict[str, str]:
    """What editors see of it, by place."""
    with hold(person) as held:
        return said_in(held.current)


def said_in(snapshot: Snapshot) -> dict[str, str]:
    names = [row["name"] for row in snapshot.rows["aliases"].values()]
    return {FIELD: snapshot.fields["description"], ROW: ", ".join(names), OTHER: snapshot.fields["title"]}


def was_said(person, place: str) -> list[str]:
    """What its history says that stood there, the latest first."""
    return [said_in(revision.snapshot)[place] for revision in Revision.objects.of(person)]
