"""Who may come where at the desk and change what: every role at every address, against a table of rules.

Addresses, forms and buttons are found as they are. An address of a new kind needs a rule here, and says so.

To be quick, not everything is asked in every combination. What is unknown to somebody is asked for in every kind of
record, at every address, in one of the unfinished states. All else is shared out: of the addresses that exist for each
kind those who publish take a ninth each, those who do not a fourth, and each comes to one state there, another for
another role and page. Forms are sent from a third of these addresses, from one state each, by a fourth of the buttons.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import cycle
from urllib.parse import urljoin, urlsplit
from zlib import crc32

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Group, Permission, User
from django.contrib.contenttypes.models import ContentType
from django.core import signing
from django.db import transaction
from django.http import HttpResponse, QueryDict
from django.test import Client, override_settings
from django.urls import resolve

from editorial import kinds
from editorial.desk import create, hold
from editorial.models import Picture, PreviewLink
from editorial.pictures.renditions import rendition_names
from editorial.previews.models import Lasts
from editorial.publishing import Entry, Row, State
from editorial.recovery.keeping import keep
from editorial.recovery.models import Unsaved
from editorial.revisions.models import WorkingCopy
from editorial.revisions.trashed import Trashed
from editorial.roles import CHIEF_EDITOR, CONTRIBUTOR, EDITOR
from editorial.seeding.models import SeedConflict
from editorial.snapshot.shape import record_models
from editorial.trash import trash
from tests.factories.users import make_chief_editor, make_user

from .crawling import Answer, words_in
from .filling import WORD, Filler
from .forms import Form, forms_in
from .routes import Route, routes
from .tables import Change, Database

pytestmark = [pytest.mark.django_db, pytest.mark.sweep]

ANONYMOUS, VISITOR, NOBODY, VIEWER, CHIEF = "anonymous", "visitor", "staff", "viewer", "superuser"
OUTSIDE = (ANONYMOUS, VISITOR)
PUBLISHING = (EDITOR, CHIEF_EDITOR, CHIEF)
READING = (VIEWER, CONTRIBUTOR, *PUBLISHING)
OWN = "own draft"
UNFINISHED = ("another's draft", "another's in review")


@dataclass(frozen=True)
class Thing:
    """A record at the desk, by the state that it is in."""

    record: object
    state: str
    is_seeded: bool = False  # whether a fixture says something else

    @property
    def model(self):
        return type(self.record)

    @property
    def kind(self):
        """What it is sampled with: what is in the trash goes by what it was."""
        return (self.model, self.record.record_model) if self.model is Trashed else self.model


@dataclass(frozen=True)
class Access:
    """Somebody at an address of the desk."""

    role: str
    model: type | None
    thing: Thing | None

    @property
    def is_staff(self) -> bool:
        return self.role not in OUTSIDE

    @property
    def reads(self) -> bool:
        if self.model in (User, Group):
            return self.role in (CHIEF_EDITOR, CHIEF)
        return self.role in READING

    @property
    def knows(self) -> bool:
        if self.thing is not None and self.thing.state == "superuser":
            return self.role == CHIEF
        return self.reads and (self.thing is None or self.role in PUBLISHING or not self.is_anothers_work)

    @property
    def is_anothers_work(self) -> bool:
        return self.thing.state in UNFINISHED or (self.thing.state == OWN and self.role != CONTRIBUTOR)

    @property
    def edits(self) -> bool:
        is_archived = self.thing is not None and self.thing.state == "archived"
        return self.knows and self.role != VIEWER and (self.role in PUBLISHING or not is_archived)

    @property
    def adds(self) -> bool:
        waits = issubclass(self.model, Entry) or getattr(self.model, "shown_only_where_used", False)
        return self.edits and (self.role in PUBLISHING or waits)

    @property
    def deletes(self) -> bool:
        return self.edits and (self.role in PUBLISHING or self.thing.state == OWN)

    @property
    def has_page(self) -> bool:
        return issubclass(self.model, Entry)


# Who is shown a page, by the last part of its name. All others are told 403 or 404, whoever is not staff to log in.
RULES: dict[str, Callable[[Access], bool]] = {
    "index": lambda access: access.is_staff,
    "jsi18n": lambda access: access.is_staff,
    "second-factor": lambda access: access.is_staff,
    "guide": lambda access: access.is_staff,
    "guide-picture": lambda access: access.is_staff,
    "search": lambda access: access.is_staff,  # and finds nothing for whoever may read nothing
    "reports": lambda access: access.is_staff,
    "trash": lambda access: access.is_staff,
    "undelete": lambda access: access.knows,
    "password_change": lambda access: access.is_staff if access.model is None else access.knows,
    "password_change_done": lambda access: access.is_staff,
    "app_list": lambda access: access.role in READING,
    "changelist": lambda access: access.reads,
    "add": lambda access: access.adds,
    "change": lambda access: access.knows,
    "history": lambda access: access.knows,
    "compare": lambda access: access.knows,
    "used": lambda access: access.knows,
    "publishing": lambda access: access.knows,
    "look": lambda access: access.knows and access.has_page,
    "restore": lambda access: access.edits,
    "links": lambda access: access.edits and access.has_page,
    "unsaved": lambda access: access.edits,
    "add_unsaved": lambda access: access.adds,
    "seed": lambda access: access.edits and access.thing.is_seeded,
    "delete": lambda access: access.deletes,
    "settle": lambda access: access.edits and access.thing.state == "live with a working copy",
    "": lambda access: True,  # leads from a record's number to its form, whether there is one or not
}
# What takes forms only, by who may send one; asked for otherwise, it says so to everybody at the desk.
SENT: dict[str, Callable[[Access], bool]] = {
    "preview": lambda access: access.edits and access.has_page,
    "preview_addition": lambda access: access.adds and access.has_page,
    "autosave": lambda access: access.edits,
    "add_autosave": lambda access: access.adds,
    "discard_unsaved": lambda access: access.edits,
    "add_discard_unsaved": lambda access: access.adds,
    "name": lambda access: access.edits,
}
# What is asked for with parameters: see the tests of what these answer.
ASKED = {"suggest", "autocomplete", "trash-choose"}
# Answers that have nothing to do with who one is.
OPEN = {"login", "logout"}

# What the parts of an address mean, each with the value for a thing.
ARGUMENTS: dict[str, Callable[[Thing | None], object]] = {
    "object_id": lambda thing: thing.record.pk,
    "id": lambda thing: thing.record.pk,
    "pk": lambda thing: thing.record.pk,
    "number": lambda thing: 1,
    "admin:guide:name": lambda thing: "markup",
    "admin:guide-picture:name": lambda thing: "trash",
    "app_label": lambda thing: "people",
}
QUESTIONS = {"compare": "?from=1&to=live"}

# Tables that say nothing of content: who is logged in, who has a form open, and how much the checks found when counted.
NO_CONTENT = re.compile("django_session|editorial_presence|editorial_tally")
# What a contributor's saving of a working copy writes: the copy, its revisions, and who saved when.
OF_COPIES = {"editorial_revision", "editorial_workingcopy", "editorial_seedconflict"}
NOTED = {"updated_by_id", "updated_at", "version"}
# The salts of what forms say of what they were made from, and of what a page showed.
SEALS = ("editorial.basis", "editorial.shown", "editorial.shown-version")
LOGGED = {"django_admin_log"}  # what the stock admin notes of a deletion
# What follows from the texts of records, whose own changes are looked at: links, and what the search knows them by.
DERIVED = {"editorial_link", "editorial_outline"}


class Desk:
    """A desk with things in every state, and somebody in every role."""

    def __init__(self):
        self.filler = Filler()
        self.users = self.make_users()
        self.contributor = self.users[CONTRIBUTOR]
        self.things = [self.completed(thing) for thing in self.make_things()]
        self.things += list(self.make_trashed())
        self.keep_unsaved()
        self.clients = {role: client_of(user) for role, user in self.users.items()}
        self.database = Database()
        self.forbidden = {
            word for word, place in self.filler.places.items() if place.owner.endswith(UNFINISHED) and not place.public
        }

    def make_users(self):
        permissions = Permission.objects.filter(content_type__app_label__in=APPS)
        users = {
            ANONYMOUS: None,
            VISITOR: make_user(username="visitor"),
            NOBODY: make_user(username="nobody", is_staff=True),
            VIEWER: make_user(username="viewer", is_staff=True),
            CHIEF: make_chief_editor(username="chief"),
        }
        users[VISITOR].user_permissions.set(permissions)
        users[VIEWER].user_permissions.set(permissions.filter(codename__startswith="view_"))
        for name in (CONTRIBUTOR, EDITOR, CHIEF_EDITOR):
            users[name] = make_user(username=name.lower().replace(" ", "-"), is_staff=True)
            users[name].groups.add(Group.objects.get(name=name))
        return users

    def make_things(self) -> Iterator[Thing]:
        other = self.users[EDITOR]
        for model in record_models():
            if not model.shown_only_where_used:
                self.filler.add_partner(model, f"{model._meta.model_name}, live")
        drafts = {}
        for model in record_models():
            kind = model._meta.model_name
            live = model.objects.public().order_by("pk").first()
            yield Thing(live, "live")
            if issubclass(model, Entry):
                states = {
                    OWN: {"state": State.DRAFT, "owner": self.contributor, "publish_at": None},
                    "another's draft": {"state": State.DRAFT, "owner": other, "publish_at": None},
                    "another's in review": {"state": State.IN_REVIEW, "owner": other, "publish_at": None},
                    "archived": {"state": State.ARCHIVED, "owner": other},
                }
                for state, fields in states.items():
                    thing = Thing(self.filler.make(model, f"{kind}, {state}", False, **fields), state)
                    yield thing
                    if state == "another's draft":
                        drafts[model] = thing.record.key
            if model.shown_only_where_used:
                copied = model.objects.public().order_by("pk").last()
            else:
                copied = self.filler.make(model, f"{kind}, live", True)
            self.filler.begin_copy(copied, f"{kind}, live", other, drafts)
            yield Thing(copied, "live with a working copy")
        yield from self.make_grounded()
        yield Thing(self.users[NOBODY], "account")
        yield Thing(self.users[CHIEF], "superuser")
        yield Thing(Group.objects.get(name=EDITOR), "group")

    def make_grounded(self) -> Iterator[Thing]:
        """Plain records that stand on a draft of another: whoever does not know of that does not know of them."""
        for model in record_models():
            grounds = [field for field in model.stands_on() if issubclass(field.related_model, Entry)]
            if grounds and not issubclass(model, Entry):
                drafts = {
                    field.name: self.filler.make(
                        field.related_model,
                        f"what {model._meta.model_name} stands on, another's draft",
                        False,
                        state=State.DRAFT,
                        owner=self.users[EDITOR],
                        publish_at=None,
                    )
                    for field in grounds
                }
                yield Thing(
                    self.filler.make(model, f"{model._meta.model_name}, another's draft", False, **drafts),
                    "another's draft",
                )

    def completed(self, thing: Thing) -> Thing:
        """With a first revision, links that show it, and a fixture that says something else."""
        if not isinstance(thing.record, tuple(record_models())):
            return thing
        with hold(thing.record) as held:
            if held.copy is None:
                create(held.record)
            if isinstance(thing.record, Entry):
                PreviewLink.make(held.record, held.copy, self.users[EDITOR], Lasts.DAY)
            if thing.state not in (UNFINISHED[0], "live with a working copy"):
                return thing
            said = held.current
            name = next(name for name, value in said.fields.items() if name != "key" and WORD.search(str(value)))
            fixture = said.with_values({(name,): self.filler.word("a fixture", True, thing.model, name).capitalize()})
            SeedConflict.objects.create(**SeedConflict.name_of(held.record), fixture=fixture.as_data())
        return Thing(thing.record, thing.state, is_seeded=True)

    def make_trashed(self) -> Iterator[Thing]:
        """Of each kind of entry one that was moved to the trash, from each state in turn."""
        states = cycle(
            [
                ("another's draft", {"state": State.DRAFT, "owner": self.users[EDITOR], "publish_at": None}),
                (OWN, {"state": State.DRAFT, "owner": self.contributor, "publish_at": None}),
                ("archived", {"state": State.ARCHIVED, "owner": self.users[EDITOR]}),
                ("another's in review", {"state": State.IN_REVIEW, "owner": self.users[EDITOR], "publish_at": None}),
            ]
        )
        for model, (state, fields) in zip(filter(is_entry, record_models()), states, strict=False):
            owner = f"{model._meta.model_name} in the trash, {state}"
            record = self.filler.make(model, owner, False, **fields)
            with hold(record) as held:
                why = f"Because of {self.filler.word(owner, False, model, 'reason')}."
                yield Thing(trash(held, self.users[EDITOR], why), state)

    def keep_unsaved(self) -> None:
        """What the superuser typed, and no one else is told."""
        for thing in self.things:
            if thing.state in ("another's draft", "live") and isinstance(thing.record, Entry):
                word = self.filler.word("unsaved, another's draft", False, thing.model, "title")
                typed = QueryDict(mutable=True)
                typed["title"] = word
                for key in (thing.record.key, ""):
                    keep(self.users[CHIEF], thing.model, key, typed, "")

    @cached_property
    def addresses(self) -> list[tuple[str, Route, Thing | None]]:
        """Each address of the admin with the thing that it is about."""
        found = []
        for route in routes():
            if route.is_admin and action_of(route) is not None:
                model = Trashed if action_of(route) == "undelete" else model_of(route)
                about = [thing for thing in self.things if thing.model is model] if needs_thing(route) else [None]
                question = QUESTIONS.get(action_of(route), "")
                found += [(address_of(route, thing) + question, route, thing) for thing in about]
        return found

    def for_role(self, role: str) -> Iterator[tuple[str, Route, Thing | None]]:
        """All addresses of what is unknown; of the others one state of each kind in turn, another for each role."""
        turn = list(self.users).index(role)
        for address, route, thing in self.addresses:
            is_unknown = thing is not None and thing.state in UNFINISHED and role in (VIEWER, CONTRIBUTOR)
            is_unknown = is_unknown and digest_of(route) % 2 == UNFINISHED.index(thing.state)
            share = SHARES.get(role, 1)
            is_taken = digest_of(route) % share == turn % share
            if thing is None or is_unknown or (is_taken and self.is_turn_of(route, thing, turn)):
                yield address, route, thing

    def is_turn_of(self, route, thing, turn) -> bool:
        siblings = [each for each in self.things if each.kind == thing.kind]
        siblings = [each for each in siblings if each.state not in UNFINISHED] or siblings
        place = digest_of(route) // 7 + turn
        return siblings[place % len(siblings)] == thing


# Of how many addresses a role takes one: the same page is there for every kind of record.
SHARES = dict.fromkeys(PUBLISHING, 9) | dict.fromkeys((NOBODY, VIEWER, CONTRIBUTOR), 4)


def digest_of(route: Route) -> int:
    return crc32(route.path.encode())


def is_entry(model) -> bool:
    return issubclass(model, Entry)


APPS = sorted({model._meta.app_label for model in record_models()})


def client_of(user, **options) -> Client:
    client = Client(raise_request_exception=False, **options)
    if user:
        client.force_login(user)
    return client


def model_of(route: Route):
    """The model whose admin has this address, or None."""
    parts = route.path.split("/")
    try:
        return apps.get_model(parts[1], parts[2])
    except (LookupError, IndexError, ValueError):
        return None


def action_of(route: Route) -> str | None:
    """What the address is for; None for the one that takes all that is left."""
    model = model_of(route)
    if model is None:
        return route.name.partition(":")[2] or None
    return route.name.partition(":")[2].removeprefix(f"{model._meta.app_label}_{model._meta.model_name}_")


def needs_thing(route: Route) -> bool:
    return bool({"object_id", "id", "pk"} & set(route.arguments))


def address_of(route: Route, thing) -> str:
    arguments = {name: ARGUMENTS.get(f"{route.name}:{name}") or ARGUMENTS.get(name) for name in route.arguments}
    unknown = [name for name, value in arguments.items() if value is None]
    assert not unknown, f"{route.path}: say in ARGUMENTS of {__name__} what {', '.join(unknown)} may be."
    values = {name: value(thing) for name, value in arguments.items()}
    if not route.name:
        return "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda match: str(values[match[1]]), route.path)
    return route.address(**values)


def answer_of(response: HttpResponse) -> Answer:
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return Answer(response.status_code, dict(response.headers), body)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("media")


@pytest.fixture(autouse=True)
def media_root(settings, folder):
    """The pictures of the desk are there in every test."""
    settings.MEDIA_ROOT = folder


@pytest.fixture(scope="module")
def desk(django_db_setup, django_db_blocker, folder):
    with (
        django_db_blocker.unblock(),
        override_settings(MEDIA_ROOT=folder),
        transaction.atomic(),
    ):
        yield Desk()
        transaction.set_rollback(True)


def in_lines(found) -> str:
    return "\n".join([f"{len(found)} in all", *map(str, found[:12])])


ROLES = [ANONYMOUS, VISITOR, NOBODY, VIEWER, CONTRIBUTOR, EDITOR, CHIEF_EDITOR, CHIEF]


def test_there_is_a_rule_for_every_address():
    actions = {action_of(route): route.path for route in routes() if route.is_admin}
    unruled = {action: path for action, path in actions.items() if action not in {None, *RULES, *SENT, *ASKED, *OPEN}}

    assert not unruled, f"Say in RULES of {__name__} who may see these pages: {unruled}."


# Reading


@pytest.mark.parametrize("role", ROLES)
def test_everybody_is_shown_what_the_rules_say(desk, role):
    wrong = []
    for address, route, thing in desk.for_role(role):
        action = action_of(route)
        if action in OPEN | ASKED:
            continue
        with transaction.atomic():
            answer = answer_of(desk.clients[role].get(address))
            transaction.set_rollback(True)
        if role in OUTSIDE:
            is_right = leads_to_login(answer)
        elif action in SENT:
            is_right = answer.status == 405
        elif RULES[action](access_to(role, route, thing)):
            is_right = answer.status == 200 or (action == "" and answer.status == 302)
        else:
            is_right = is_refused(access_to(role, route, thing), answer)
        if not is_right:
            wrong.append((answer.status, address, thing and thing.state))
        wrong += told_to(desk, role, address, answer)

    assert not wrong, in_lines(wrong)


def is_refused(access: Access, answer: Answer) -> bool:
    """What one may read in general and not know of is not there; no cache keeps that."""
    statuses = (404,) if access.reads and not access.knows else (403, 404)
    return answer.status in statuses and "no-store" in answer.headers["Cache-Control"]


def access_to(role, route, thing) -> Access:
    model = thing.record.record_model if thing and thing.model is Trashed else model_of(route)
    return Access(role, model, thing)


@pytest.mark.parametrize("role", ROLES)
def test_everybody_may_send_what_the_rules_say(desk, role):
    """Forms that are sent to addresses of their own, and not all of whose fields are there."""
    wrong = []
    for address, route, thing in desk.for_role(role):
        action = action_of(route)
        if action in SENT:
            with desk.database.watched() as watched:
                answer = answer_of(desk.clients[role].post(address, {"number": "1", "name": "Named"}))
                changes = content_changes(watched, desk.users[role])
            if role in OUTSIDE:
                is_right = leads_to_login(answer) and not changes
            elif SENT[action](access_to(role, route, thing)):
                is_right = answer.status < 500 and answer.status not in (401, 403, 404, 405)
            else:
                is_right = is_refused(access_to(role, route, thing), answer) and not changes
            if not is_right:
                wrong.append((answer.status, address, thing and thing.state))
            wrong += told_to(desk, role, address, answer)

    assert not wrong, in_lines(wrong)


@pytest.mark.parametrize("role", ROLES)
def test_files_of_pictures_are_for_those_who_may_see_pictures(desk, role):
    reads = role in READING
    for picture in Picture.objects.all():
        original = f"/pictures/original/{picture.file.name.rpartition('/')[2]}"
        assert answer_of(desk.clients[role].get(original)).status == (200 if reads else 404), original
        for name in sorted(rendition_names(picture.token, picture.renditions))[:2]:
            address = f"/pictures/{name.rpartition('/')[2]}"
            expected = 200 if reads or picture.is_public() else 404
            assert answer_of(desk.clients[role].get(address)).status == expected, address
    assert {picture.is_public() for picture in Picture.objects.all()} == {True, False}


@pytest.mark.parametrize("role", [VIEWER, CONTRIBUTOR])
def test_no_form_tells_what_a_working_copy_names(desk, role):
    told = []
    for address, route, thing in desk.addresses:
        if action_of(route) == "change" and thing.state == "live with a working copy":
            told += told_to(desk, role, address, answer_of(desk.clients[role].get(address)))

    assert not told, in_lines(told)


def leads_to_login(answer: Answer) -> bool:
    return answer.status == 302 and answer.headers["Location"].startswith("/admin/login/")


def told_to(desk, role, address, answer) -> list:
    """What an answer tells of unfinished work of others to somebody who does not know of that."""
    if role in PUBLISHING:
        return []
    told = answer.words() & desk.forbidden - words_in(address)
    return [(answer.status, address, str(desk.filler.places[word])) for word in told]


@pytest.mark.parametrize("role", [*OUTSIDE, NOBODY, VIEWER, CONTRIBUTOR])
def test_no_question_brings_out_the_unfinished_work_of_others(desk, role):
    told = []
    share = {VIEWER: 0, CONTRIBUTOR: 1}
    for number, address in enumerate(questions(desk)):
        if number % 2 != share.get(role, number % 2) or (role not in share and number % 5):
            continue
        answer = answer_of(desk.clients[role].get(address))
        if role in OUTSIDE and not leads_to_login(answer):
            told.append((answer.status, address))
        if answer.status >= 500:
            told.append((answer.status, address))
        told += told_to(desk, role, address, answer)

    assert not told, in_lines(told)
    if role == VIEWER:
        chief = (answer_of(desk.clients[CHIEF].get(address)).words() & desk.forbidden for address in questions(desk))
        assert any(chief), "a chief editor finds them by the same questions"


def questions(desk) -> Iterator[str]:
    """Searches, lists, filters and choices that could find what is unfinished."""
    words = {
        thing.model: thing.record.title for thing in desk.things if is_entry(thing.model) and thing.state in UNFINISHED
    }
    yield "/admin/suggest/?for=entry&q="
    yield "/admin/suggest/?for=source&q="
    yield "/admin/trash/choose/?for=entry&term="
    yield "/admin/trash/?q=&kind="
    for thing in desk.things:
        if thing.model is Trashed and thing.state in UNFINISHED:
            yield f"/admin/trash/?q={thing.record.title}"
            yield f"/admin/trash/?kind={thing.record.model}"
            yield f"/admin/search/?q={thing.record.title}"
    for model in record_models():
        yield f"/admin/reports/?kind={kinds.kind_of(model)}"
        yield f"/admin/trash/choose/?for={model._meta.label_lower}&term="
    for model, word in words.items():
        yield f"/admin/search/?q={word}"
        yield f"/admin/search/?q={word}&typing="
        yield f"/admin/trash/choose/?for=entry&term={word}"
        yield f"/admin/trash/choose/?for={model._meta.label_lower}&term={word}"
        address = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
        yield f"{address}?q={word}"
        yield f"{address}?status=draft"
        yield f"{address}?status=in-review"
        yield f"{address}?state__exact=draft"
        yield f"{address}?o=1.-2&all="
        yield f"/admin/suggest/?for=entry&q={word}"
    for thing in desk.things:
        if thing.state in UNFINISHED and thing.model is not Trashed:
            yield f"/admin/r/{ContentType.objects.get_for_model(thing.model).pk}/{thing.record.pk}/"
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if field.is_relation and field.concrete and field.related_model in words:
                meta = model._meta
                where = f"app_label={meta.app_label}&model_name={meta.model_name}&field_name={field.name}"
                yield f"/admin/autocomplete/?{where}&term=x"


@pytest.mark.parametrize("model", record_models(), ids=lambda model: model._meta.model_name)
def test_whoever_may_only_look_cannot_ask_for_a_column(desk, model):
    """The same list, or the same refusal, whatever is asked of a column that no filter of the list offers."""
    client = desk.clients[VIEWER]
    address = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
    declared = {str(item) for item in admin.site.get_model_admin(model).list_filter}
    columns = [field.name for field in model._meta.concrete_fields if field.name not in declared]
    columns += [f"{field.name}__password" for field in model._meta.concrete_fields if field.related_model is User]
    answers = {}
    for column in columns:
        for lookup in [("startswith", "regex", "gt", "isnull")[crc32(column.encode()) % 4]]:
            truth, lie = (answer_of(client.get(address, {f"{column}__{lookup}": value})) for value in ("0", "zzzz"))
            answers[column, lookup] = (truth.status, lie.status)
            assert truth.status == 400, (column, lookup)

    assert {truth == lie for truth, lie in answers.values()} == {True}


# Writing


@dataclass(frozen=True)
class Post:
    """A form sent with one of its buttons."""

    address: str
    action: str
    thing: Thing | None
    fields: dict

    def __str__(self):
        return f"{self.address} ({self.thing.state if self.thing else 'new'}) {self.fields.get('_pressed', '')}"


BUTTONS = ["_save", "_continue", "_addanother", "_saveasnew", "_submit", "_publish", "_settle"]
BUTTONS_EACH = 4  # of how many buttons a form is sent by one
NOT_HERE = {"/admin/logout/", "/admin/login/"}


@pytest.fixture(scope="module")
def posts(desk) -> list[Post]:
    """What a superuser could send from one page of each kind of page and of record, and of all that is unfinished."""
    found = []
    for address, route, thing in desk.addresses:
        action = action_of(route)
        if action in OPEN | ASKED | SENT.keys() | {""} or (thing and not is_posted(desk, route, thing)):
            continue
        with transaction.atomic():
            answer = answer_of(desk.clients[CHIEF].get(address))
            transaction.set_rollback(True)
        forms = [form for form in forms_in(answer.text) if form.method == "post"]
        for form in forms:
            target = urlsplit(urljoin(f"http://testserver{address}", form.action)).path
            if target not in NOT_HERE:
                found += [Post(target, action, thing, fields) for fields in ways_to_send(form, digest_of(route))]
        if model_of(route) in record_models() and action in ("change", "add"):
            form = max(forms, key=lambda form: len(form.fields))
            start = address.removesuffix("change/")
            fields = typed_into(form)
            found += [Post(f"{start}autosave/", f"{action}, autosave", thing, fields)]
            found += [Post(f"{start}preview/", f"{action}, preview", thing, fields)] if "preview" in answer.text else []
        if not forms:
            found.append(Post(address, action, thing, {"post": "yes"}))
    return found


def is_posted(desk, route, thing) -> bool:
    """A third of the pages that each kind has; of half of those another's draft, of the others one state in turn."""
    if thing.kind in record_models() and digest_of(route) // 5 % 3:
        return False
    if digest_of(route) % 2 and thing.kind in {each.kind for each in desk.things if each.state == "another's draft"}:
        return thing.state == "another's draft"
    if action_of(route) in ("settle", "seed"):
        return thing.state == "live with a working copy"
    return desk.is_turn_of(route, thing, 0)


def typed_into(form: Form) -> dict:
    """What is sent with a text changed and everything ticked."""
    typed = {}
    for name in form.texts:
        if name not in ("key", "slug", "_summary", "cites") and "__prefix__" not in name:
            typed[name] = [f"{form.fields.get(name, [''])[0]} changed".strip()]
            break
    ticked = {name: values for name, values in form.boxes.items() if name == "_selected_action"}
    chosen = {name: values[-1:] for name, values in form.boxes.items() if name.startswith("choice:")}
    return form.filled(**typed, **ticked, **chosen, _summary=["Because."])


def ways_to_send(form: Form, turn: int) -> Iterator[dict]:
    """By buttons, also such as the form does not have; other ones for another kind of record."""
    fields = typed_into(form)
    pressed = {(name, value) for name, value in form.buttons if name}
    if "title" in fields:
        pressed |= {(name, "1") for name in BUTTONS}
    if "verb" in dict(form.buttons):
        pressed |= {("verb", verb) for verb in ("publish", "submit", "return", "archive", "discard")}
    for action in form.choices.get("action", []):
        if action:
            yield fields | {"action": [action], "post": ["yes"], "_pressed": action}
    buttons = sorted(pressed) or [("", "")]
    for name, value in buttons[turn % BUTTONS_EACH :: BUTTONS_EACH] or buttons[:1]:
        yield fields | ({name: [value]} if name else {}) | {"_pressed": f"{name}={value}"}


def send(client, post: Post, user=None, unknown=frozenset(), **extra):
    """Send a form, as if it had been given to that user if there is one: no seal alone shall keep anybody out.

    It says nothing that is unknown to the user, so that an answer that does has it from elsewhere.
    """
    fields = {name: value for name, value in post.fields.items() if name != "_pressed"}
    if user:
        fields = {name: [given_to(user, each, unknown) for each in values] for name, values in fields.items()}
    return answer_of(client.post(post.address, fields, **extra))


def given_to(user, token: str, unknown) -> str:
    for salt in SEALS:
        try:
            data = signing.loads(token, salt=salt)
        except signing.BadSignature:
            continue
        data = data | {"user": user.pk} if isinstance(data, dict) else [*data[:-1], user.pk]
        return signing.dumps(data, salt=salt, compress=True)
    return WORD.sub(lambda match: "Something" if match[0].lower() in unknown else match[0], token)


def content_changes(watched, user) -> list[Change]:
    """What is not noted of this user alone: a form that comes in too late is kept for whom it was given to."""

    def is_own(change):
        row = change.after or change.before
        return change.table == Unsaved._meta.db_table and user is not None and row["user_id"] == user.pk

    return [change for change in watched.changes() if not (NO_CONTENT.fullmatch(change.table) or is_own(change))]


@pytest.mark.parametrize("role", [*OUTSIDE, NOBODY, VIEWER])
def test_whoever_may_not_write_writes_nothing(desk, posts, one_of_each, role):
    written = []
    user = desk.users[role]
    given = user or desk.users[CHIEF]  # whoever is logged out was once given the form
    for post in posts if role == VIEWER else one_of_each:
        if post.action == "password_change":
            continue  # everybody's own
        with desk.database.watched() as watched:
            answer = send(desk.clients[role], post, user, desk.forbidden)
            changes = content_changes(watched, given)
            if changes or answer.status >= 500:
                written.append((answer.status, str(post), [change.table for change in changes]))
            written += told_to(desk, role, str(post), answer)

    assert not written, in_lines(written)


def test_a_contributor_makes_nothing_public_move(desk, posts):
    moved, saved = [], 0
    for post in posts:
        with desk.database.watched() as watched:
            answer = send(desk.clients[CONTRIBUTOR], post, desk.contributor, desk.forbidden)
            changes = content_changes(watched, desk.contributor)
            saved += bool(changes)
            wrong = [change for change in changes if not is_for_contributors(desk, change)]
            wrong += [change for change in changes if post.action == "publishing" and ends_work_of_others(desk, change)]
            if wrong or answer.status >= 500:
                moved.append((answer.status, str(post), [(each.table, sorted(each.columns)[:5]) for each in wrong]))
            is_unknown = post.thing and post.thing.state in UNFINISHED and f"/{post.thing.record.pk}/" in post.address
            if is_unknown and answer.status not in (404, 405):  # A page that takes nothing says so to everybody.
                moved.append((answer.status, str(post), "is not known to a contributor"))
            moved += told_to(desk, CONTRIBUTOR, str(post), answer)

    assert not moved, in_lines(moved)
    assert saved > 20, "a contributor saves drafts and working copies"


def ends_work_of_others(desk, change: Change) -> bool:
    is_ended = change.table == WorkingCopy._meta.db_table and change.after is None
    return is_ended and change.before["started_by_id"] != desk.contributor.pk


def is_for_contributors(desk, change: Change) -> bool:
    if change.table in OF_COPIES | DERIVED | LOGGED:
        return True
    if change.table == Trashed._meta.db_table:
        row = change.before or change.after
        return row["state"] == State.DRAFT and desk.contributor.pk in (row["owner_id"], row["made_by_id"])
    if change.table == PreviewLink._meta.db_table:
        if change.before is None:
            return change.after["by_id"] == desk.contributor.pk
        return change.after is not None and change.columns == {"revoked_at"}
    model = {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)}[change.table]
    if model is User:
        return change.pk == desk.contributor.pk and change.columns <= {"password", "last_login"}
    if issubclass(model, tuple(record_models())) and change.before and change.after and change.columns <= NOTED:
        return True
    owner = owner_of(desk, model, change.after or change.before)
    return owner is not None and is_own_and_unfinished(desk, *owner)


def owner_of(desk, model, row: dict):
    """The record that a row of a table is part of: (model, primary key)."""
    if issubclass(model, tuple(record_models())):
        return model, row["id"]
    if issubclass(model, Row):
        parent = model._meta.get_field(model.parent)
        return parent.related_model, row[parent.attname]
    if model._meta.auto_created:
        source = model._meta.auto_created
        name = next(field.attname for field in model._meta.fields if field.related_model is source)
        before = desk.database.beginning[source._meta.db_table].get(row[name])
        instance = before or source._base_manager.filter(pk=row[name]).values().first()
        return instance and owner_of(desk, source, instance)
    return None


def is_own_and_unfinished(desk, model, pk) -> bool:
    before = desk.database.beginning[model._meta.db_table].get(pk)
    if before is not None and issubclass(model, Entry):
        return before["owner_id"] == desk.contributor.pk and before["state"] in (State.DRAFT, State.IN_REVIEW)
    record = model._base_manager.filter(pk=pk).first()
    return before is None and (record is None or not record.is_public())


def test_a_superuser_changes_something_by_most_forms(desk, posts):
    """What the others are kept from is there to be done."""
    done, broken = {}, []
    for number, post in enumerate(posts):
        if not done.get(post.action) or number % 4 == 0:
            with desk.database.watched() as watched:
                answer = send(desk.clients[CHIEF], post)
                changed = content_changes(watched, None)
                done[post.action] = done.get(post.action, False) or bool(changed)
                broken += [str(post)] if answer.status >= 500 else []

    expected = {
        "change",
        "add",
        "publishing",
        "delete",
        "changelist",
        "history",
        "links",
        "restore",
        "seed",
        "undelete",
    }
    expected |= {"settle", "unsaved", "change, autosave", "add, autosave"}
    assert not broken, in_lines(broken)
    assert expected <= {action for action, changed in done.items() if changed}
    assert not done["change, preview"]
    assert not done["add, preview"]


# Forgery


@pytest.fixture(scope="module")
def one_of_each(posts) -> list[Post]:
    return list({(post.action, re.sub("[0-9]+", "", post.address)): post for post in posts}.values())


def test_no_form_is_taken_without_its_token(desk, one_of_each):
    client = client_of(desk.users[CHIEF], enforce_csrf_checks=True)
    taken = []
    for post in one_of_each:
        with desk.database.watched() as watched:
            without = Post(post.address, post.action, post.thing, without_token(post))
            answer = send(client, without)
            if answer.status != 403 or content_changes(watched, desk.users[CHIEF]):
                taken.append((answer.status, str(post)))

    assert not taken, in_lines(taken)
    assert len(one_of_each) > 50


def without_token(post) -> dict:
    return {name: value for name, value in post.fields.items() if name != "csrfmiddlewaretoken"}


def test_no_form_is_taken_from_another_origin(desk, one_of_each):
    https = override_settings(CSRF_TRUSTED_ORIGINS=["https://testserver"], SECURE_SSL_REDIRECT=True)
    with https:
        client = client_of(desk.users[CHIEF], enforce_csrf_checks=True)
        token = forms_in(client.get("/admin/password_change/", secure=True).content.decode())[-1].fields[
            "csrfmiddlewaretoken"
        ]
        taken, statuses = [], set()
        for post in one_of_each:
            forged = Post(post.address, post.action, post.thing, post.fields | {"csrfmiddlewaretoken": token})
            with desk.database.watched() as watched:
                answer = send(client, forged, secure=True, headers={"origin": "http://evil.example"})
                if answer.status != 403 or content_changes(watched, desk.users[CHIEF]):
                    taken.append((answer.status, str(post)))
        with desk.database.watched():
            own = send(client, forged, secure=True, headers={"origin": "https://testserver"})
            statuses.add(own.status)

    assert not taken, in_lines(taken)
    assert statuses != {403}, "the token is a good one"


def test_nothing_changes_by_looking(desk, one_of_each):
    changed = []
    for post in one_of_each:
        with desk.database.watched() as watched:
            fields = {name: value for name, value in post.fields.items() if name not in ("_pressed", "_basis")}
            answer = answer_of(desk.clients[CHIEF].get(post.address, fields))
            if content_changes(watched, desk.users[CHIEF]) or answer.status >= 500:
                changed.append((answer.status, str(post)))

    assert not changed, in_lines(changed)


def test_the_words_of_the_unfinished_are_there_to_be_told(desk):
    assert len(desk.forbidden) > 100
    assert all(WORD.fullmatch(word) for word in desk.forbidden)
    assert resolve("/admin/").view_name == "admin:index"
