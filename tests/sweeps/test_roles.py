"""Who may come where at the desk and change what: every role at every address, against a table of rules.

Addresses, forms and buttons are found as they are. An address of a new kind needs a rule here, and says so.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urljoin, urlsplit

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Group, Permission, User
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import resolve

from editorial.publishing import Entry, Row, State
from editorial.roles import CHIEF_EDITOR, CONTRIBUTOR, EDITOR
from editorial.snapshot.shape import record_models
from tests.factories.users import make_chief_editor, make_user

from .crawling import Answer, words_in
from .filling import WORD, Filler
from .forms import Form, forms_in
from .routes import Route, routes
from .tables import Change, Database

pytestmark = pytest.mark.django_db

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

    @property
    def model(self):
        return type(self.record)


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
        return self.reads and (self.thing is None or self.role in PUBLISHING or not self.is_anothers_work)

    @property
    def is_anothers_work(self) -> bool:
        return self.thing.state in UNFINISHED or (self.thing.state == OWN and self.role != CONTRIBUTOR)

    @property
    def edits(self) -> bool:
        return self.knows and self.role != VIEWER

    @property
    def adds(self) -> bool:
        waits = issubclass(self.model, Entry) or getattr(self.model, "shown_only_where_used", False)
        return self.edits and (self.role in PUBLISHING or waits)

    @property
    def deletes(self) -> bool:
        public = self.thing is None or self.thing.state.startswith("live")
        return self.edits and (self.role in PUBLISHING or not public)


# Who is shown a page, by the last part of its name. All others are told 403 or 404, whoever is not staff to log in.
RULES: dict[str, Callable[[Access], bool]] = {
    "index": lambda access: access.is_staff,
    "jsi18n": lambda access: access.is_staff,
    "guide": lambda access: access.is_staff,
    "password_change": lambda access: access.is_staff if access.model is None else access.reads,
    "password_change_done": lambda access: access.is_staff,
    "app_list": lambda access: access.role in READING,
    "changelist": lambda access: access.reads,
    "add": lambda access: access.adds,
    "change": lambda access: access.knows,
    "history": lambda access: access.knows,
    "used": lambda access: access.knows,
    "publishing": lambda access: access.knows,
    "delete": lambda access: access.deletes,
    "settle": lambda access: access.edits and access.thing.state == "live with a working copy",
    "": lambda access: True,  # leads from a record's number to its form, whether there is one or not
}
# What is asked for with parameters: see the tests of what these answer.
ASKED = {"suggest", "autocomplete"}
# Answers that have nothing to do with who one is.
OPEN = {"login", "logout"}

# What the parts of an address mean, each with the value for a thing.
ARGUMENTS: dict[str, Callable[[Thing | None], object]] = {
    "object_id": lambda thing: thing.record.pk,
    "id": lambda thing: thing.record.pk,
    "name": lambda thing: "markup",
    "app_label": lambda thing: "people",
}

# Tables that say nothing of content: who is logged in, and who has a form open.
NO_CONTENT = re.compile("django_session|.*presence.*|.*autosave.*")
# What a contributor's saving of a working copy writes: the copy, its revisions, and who saved when.
OF_COPIES = {"editorial_revision", "editorial_workingcopy"}
NOTED = {"updated_by_id", "updated_at", "version"}
LOGGED = {"django_admin_log"}  # what the stock admin notes of a deletion
OF_LINKS = {"editorial_link"}  # follows from the texts of records, whose own changes are looked at


class Desk:
    """A desk with things in every state, and somebody in every role."""

    def __init__(self):
        self.filler = Filler()
        self.users = self.make_users()
        self.contributor = self.users[CONTRIBUTOR]
        self.things = list(self.make_things())
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
                    yield Thing(self.filler.make(model, f"{kind}, {state}", False, **fields), state)
            if model.shown_only_where_used:
                copied = model.objects.public().order_by("pk").last()
            else:
                copied = self.filler.make(model, f"{kind}, live", True)
            self.filler.begin_copy(copied, f"{kind}, live", other)
            yield Thing(copied, "live with a working copy")
        yield Thing(self.users[NOBODY], "account")
        yield Thing(Group.objects.get(name=EDITOR), "group")

    @cached_property
    def addresses(self) -> list[tuple[str, Route, Thing | None]]:
        """Each address of the admin with the thing that it is about."""
        found = []
        for route in routes():
            if route.is_admin and action_of(route) is not None:
                model = model_of(route)
                about = [thing for thing in self.things if thing.model is model] if needs_thing(route) else [None]
                found += [(address_of(route, thing), route, thing) for thing in about]
        return found

    def for_role(self, role: str) -> Iterator[tuple[str, Route, Thing | None]]:
        """All addresses; of those that cost a page each one state of each kind in turn, another for each role."""
        turn = list(self.users).index(role)
        for address, route, thing in self.addresses:
            is_unknown = thing is not None and thing.state in UNFINISHED and role not in PUBLISHING
            cheap = thing is None or is_unknown or role in (*OUTSIDE, NOBODY)
            if cheap or self.is_turn_of(route, thing, turn):
                yield address, route, thing

    def is_turn_of(self, route, thing, turn) -> bool:
        siblings = [each for each in self.things if each.model is thing.model]
        siblings = [each for each in siblings if each.state not in UNFINISHED] or siblings
        place = sum(map(ord, route.name)) + turn
        return siblings[place % len(siblings)] == thing


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
    return bool({"object_id", "id"} & set(route.arguments))


def address_of(route: Route, thing) -> str:
    unknown = [name for name in route.arguments if name not in ARGUMENTS]
    assert not unknown, f"{route.path}: say in ARGUMENTS of {__name__} what {', '.join(unknown)} may be."
    values = {name: ARGUMENTS[name](thing) for name in route.arguments}
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
    unruled = {action: path for action, path in actions.items() if action not in {None, *RULES, *ASKED, *OPEN}}

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
        elif RULES[action](Access(role, model_of(route), thing)):
            is_right = answer.status == 200 or (action == "" and answer.status == 302)
        else:
            is_right = answer.status in (403, 404)
        if not is_right:
            wrong.append((answer.status, address, thing and thing.state))
        wrong += told_to(desk, role, address, answer)

    assert not wrong, in_lines(wrong)


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
    for address in questions(desk):
        answer = answer_of(desk.clients[role].get(address))
        if role in OUTSIDE and not leads_to_login(answer):
            told.append((answer.status, address))
        if answer.status >= 500:
            told.append((answer.status, address))
        told += told_to(desk, role, address, answer)

    assert not told, in_lines(told)
    if role == VIEWER:
        chief = [answer_of(desk.clients[CHIEF].get(address)).words() & desk.forbidden for address in questions(desk)]
        assert any(chief), "a chief editor finds them by the same questions"


def questions(desk) -> Iterator[str]:
    """Searches, lists, filters and choices that could find what is unfinished."""
    words = {thing.model: thing.record.title for thing in desk.things if thing.state in UNFINISHED}
    yield "/admin/suggest/?for=entry&q="
    yield "/admin/suggest/?for=source&q="
    for model, word in words.items():
        address = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
        yield f"{address}?q={word}"
        yield f"{address}?status=draft"
        yield f"{address}?status=in-review"
        yield f"{address}?state__exact=draft"
        yield f"{address}?o=1.-2&all="
        yield f"/admin/suggest/?for=entry&q={word}"
    for thing in desk.things:
        if thing.state in UNFINISHED:
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
        for lookup in ("startswith", "regex", "gt", "isnull"):
            truth, lie = (answer_of(client.get(address, {f"{column}__{lookup}": value})) for value in ("0", "zzzz"))
            answers[column, lookup] = (truth.status, lie.status)
            assert truth.status in (302, 400), (column, lookup)
            assert truth.headers.get("Location") == lie.headers.get("Location")

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
NOT_HERE = {"/admin/logout/", "/admin/login/"}


@pytest.fixture(scope="module")
def posts(desk) -> list[Post]:
    """What a superuser could send from one page of each kind of page and of record, and of all that is unfinished."""
    found = []
    for address, route, thing in desk.addresses:
        action = action_of(route)
        if action in OPEN | ASKED | {""} or (thing and not is_posted(desk, route, thing)):
            continue
        with transaction.atomic():
            answer = answer_of(desk.clients[CHIEF].get(address))
            transaction.set_rollback(True)
        forms = [form for form in forms_in(answer.text) if form.method == "post"]
        for form in forms:
            target = urlsplit(urljoin(f"http://testserver{address}", form.action)).path
            if target not in NOT_HERE:
                found += [Post(target, action, thing, fields) for fields in ways_to_send(form)]
        if not forms:
            found.append(Post(address, action, thing, {"post": "yes"}))
    return found


def is_posted(desk, route, thing) -> bool:
    """The unfinished, and of the others one in turn."""
    return thing.state == "another's draft" or any(desk.is_turn_of(route, thing, turn) for turn in (0,))


def ways_to_send(form: Form) -> Iterator[dict]:
    """With a text changed and everything ticked, by each button, and by buttons that the form does not have."""
    typed = {}
    for name in form.texts:
        if name not in ("key", "slug", "_summary", "cites") and "__prefix__" not in name:
            typed[name] = [f"{form.fields.get(name, [''])[0]} changed".strip()]
            break
    ticked = {name: values for name, values in form.boxes.items() if name == "_selected_action"}
    fields = form.filled(**typed, **ticked, _summary=["Because."])
    pressed = {(name, value) for name, value in form.buttons if name}
    if "title" in fields:
        pressed |= {(name, "1") for name in BUTTONS}
    if "verb" in dict(form.buttons):
        pressed |= {("verb", verb) for verb in ("publish", "submit", "return", "archive", "discard")}
    for action in form.choices.get("action", []):
        if action:
            yield fields | {"action": [action], "post": ["yes"], "_pressed": action}
    for name, value in sorted(pressed) or [("", "")]:
        yield fields | ({name: [value]} if name else {}) | {"_pressed": f"{name}={value}"}


def send(client, post: Post, **extra):
    fields = {name: value for name, value in post.fields.items() if name != "_pressed"}
    return answer_of(client.post(post.address, fields, **extra))


def content_changes(watched) -> list[Change]:
    return [change for change in watched.changes() if not NO_CONTENT.fullmatch(change.table)]


@pytest.mark.parametrize("role", [*OUTSIDE, NOBODY, VIEWER])
def test_whoever_may_not_write_writes_nothing(desk, posts, role):
    written = []
    for post in posts:
        if post.action == "password_change":
            continue  # everybody's own
        with desk.database.watched() as watched:
            answer = send(desk.clients[role], post)
            if content_changes(watched) or answer.status >= 500:
                written.append((answer.status, str(post), [change.table for change in content_changes(watched)]))
            written += told_to(desk, role, str(post), answer)

    assert not written, in_lines(written)


def test_a_contributor_makes_nothing_public_move(desk, posts):
    moved, saved = [], 0
    for post in posts:
        with desk.database.watched() as watched:
            answer = send(desk.clients[CONTRIBUTOR], post)
            changes = content_changes(watched)
            saved += bool(changes)
            wrong = [change for change in changes if not is_for_contributors(desk, change)]
            if wrong or answer.status >= 500:
                moved.append((answer.status, str(post), [(each.table, sorted(each.columns)[:5]) for each in wrong]))
            is_unknown = post.thing and post.thing.state in UNFINISHED and f"/{post.thing.record.pk}/" in post.address
            if is_unknown and answer.status != 404:
                moved.append((answer.status, str(post), "is not known to a contributor"))
            moved += told_to(desk, CONTRIBUTOR, str(post), answer)

    assert not moved, in_lines(moved)
    assert saved > 20, "a contributor saves drafts and working copies"


def is_for_contributors(desk, change: Change) -> bool:
    if change.table in OF_COPIES | OF_LINKS | LOGGED:
        return True
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
    done = {}
    for post in posts:
        if post.thing is None or post.thing.state != "another's draft":
            with desk.database.watched() as watched:
                answer = send(desk.clients[CHIEF], post)
                done[post.action] = done.get(post.action, False) or bool(content_changes(watched))
                assert answer.status < 500, str(post)

    assert {"change", "add", "publishing", "delete", "changelist"} <= {
        action for action, changed in done.items() if changed
    }


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
            if answer.status != 403 or content_changes(watched):
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
                if answer.status != 403 or content_changes(watched):
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
            if content_changes(watched) or answer.status >= 500:
                changed.append((answer.status, str(post)))

    assert not changed, in_lines(changed)


def test_the_words_of_the_unfinished_are_there_to_be_told(desk):
    assert len(desk.forbidden) > 100
    assert all(WORD.fullmatch(word) for word in desk.forbidden)
    assert resolve("/admin/").view_name == "admin:index"
