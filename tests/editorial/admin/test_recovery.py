"""What is typed into a form and not saved: kept, offered, put back; and who else has the form open."""

import time

import pytest
from django.conf import settings as django_settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core import signing
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from editorial.admin import basis
from editorial.desk import hold, save
from editorial.models import Presence, Revision, Unsaved, WorkingCopy
from editorial.publishing import State
from editorial.recovery.keeping import MOST_BYTES, MOST_PAGES, new_page
from editorial.snapshot import snapshot
from people.models import Person, PersonAlias
from sources.models import Publication
from tests.factories.episodes import make_casting, make_crew_member, make_season
from tests.factories.people import make_alias
from tests.factories.people import make_person as make_public_person
from tests.factories.users import make_chief_editor, make_editor

from .posting import add_row, admin_url, fields_of
from .test_lists import MODELS, make

PAGES = [new_page() for _ in range(MOST_PAGES)]
JSON = {"headers": {"accept": "application/json"}}


def make_person(**fields):
    """A draft, unless it is said to be something else."""
    known = {"title": "Krysten Ritter", "key": "krysten-ritter"}
    draft = {} if "state" in fields else {"state": State.DRAFT, "publish_at": None}
    return make_public_person(**known | draft | fields)


@pytest.fixture
def person(db):
    return make_person()


@pytest.fixture
def form(desk, person):
    """The fields of the form of a person, as the chief editor has opened it."""
    return fields_of(desk.get(admin_url(person, "change")))


def url_of(record_or_model, action):
    meta = record_or_model._meta
    name = f"admin:{meta.app_label}_{meta.model_name}_"
    if isinstance(record_or_model, type):
        return reverse(f"{name}add_{action}")
    return reverse(f"{name}{action}", args=[record_or_model.pk])


def autosave(client, record_or_model, fields):
    return client.post(url_of(record_or_model, "autosave"), fields, **JSON)


def put_back(client, record_or_model):
    action = "add" if isinstance(record_or_model, type) else "change"
    return client.get(admin_url(record_or_model, action), {"unsaved": Unsaved.objects.get().pk})


def send(client, page, **typed):
    """Post the form of a page to where it stands, as a browser does."""
    return client.post(page.wsgi_request.get_full_path(), fields_of(page) | typed)


def told(client, record_or_model):
    """(place, before, after) of what the page of the difference says."""
    ((_, changes, _),) = client.get(url_of(record_or_model, "unsaved")).context["offers"]
    return [(change.place, change.before, change.after) for change in changes]


def typed():
    """The titles that are kept, the latest last."""
    return [unsaved.fields["title"][0] for unsaved in Unsaved.objects.order_by("at", "pk")]


# Keeping


def test_what_is_typed_is_kept_and_no_revision(desk, chief, person, form):
    revisions = Revision.objects.count()

    answer = autosave(desk, person, form | {"title": "K. Ritter"}).json()

    unsaved = Unsaved.objects.get()
    assert (unsaved.user, unsaved.model, unsaved.key) == (chief, "people.person", "krysten-ritter")
    assert unsaved.fields["title"] == ["K. Ritter"]
    assert answer["kept"] is True
    assert answer["said"].startswith("Kept at ")
    assert Revision.objects.count() == revisions
    assert (Person.objects.get().title, Person.objects.get().version) == ("Krysten Ritter", 1)


def test_a_form_for_a_new_record_is_kept_without_a_key(desk, db):
    fields = fields_of(desk.get(admin_url(Person, "add")))

    autosave(desk, Person, fields | {"title": "Rachael Taylor"})

    assert list(Unsaved.objects.values_list("key", "fields__title")) == [("", ["Rachael Taylor"])]
    assert not Person.objects.exists()


@pytest.mark.parametrize("model", MODELS)
def test_a_form_as_it_was_opened_is_nothing_unsaved(desk, model):
    """It would be offered without anything having been typed."""
    record = make(model)
    for thing, action in [(record, "change"), (model, "add")]:
        fields = fields_of(desk.get(admin_url(thing, action)))

        assert autosave(desk, thing, fields).json()["said"] == "Nothing is unsaved."


def test_typing_back_to_what_was_opened_forgets(desk, person, form):
    autosave(desk, person, form | {"title": "K. Ritter"})

    autosave(desk, person, form)

    assert not Unsaved.objects.exists()


def test_what_was_opened_is_the_working_copy_of_what_is_live(desk, chief):
    person = make_person(state=State.PUBLISHED)
    desk.post(admin_url(person, "change"), fields_of(desk.get(admin_url(person, "change"))) | {"title": "K. Ritter"})
    assert WorkingCopy.objects.count() == 1
    fields = fields_of(desk.get(admin_url(person, "change")))

    assert autosave(desk, person, fields).json()["kept"] is False
    assert autosave(desk, person, fields | {"title": "Krysten Ritter"}).json()["kept"] is True


@pytest.mark.parametrize(("left", "kept"), [("K. Ritter", False), ("Krysten Ritter", False), ("Ritter", True)])
def test_what_a_browser_could_not_send_is_kept_unless_it_was_saved_since(desk, person, form, left, kept):
    desk.post(admin_url(person, "change"), form | {"title": "K. Ritter"})

    answer = autosave(desk, person, form | {"title": left, "_left": "1"}).json()

    assert answer["kept"] is kept
    assert typed() == [left] * kept


@pytest.mark.parametrize(
    "typed_row", [{"aliases-0-name": "K. Ritter"}, {"aliases-0-DELETE": "on"}, {"aliases-0-order": "7"}]
)
def test_a_row_counts_as_typed(desk, person, typed_row):
    make_alias(person, "Ritter")
    fields = fields_of(desk.get(admin_url(person, "change")))

    assert autosave(desk, person, fields | typed_row).json()["kept"] is True


def test_without_a_token_it_says_only_who_is_here(desk, person):
    answer = autosave(desk, person, {"title": "K. Ritter"})

    assert answer.json() == {"kept": False, "saved_at": None, "said": "", "others": [], "present": ""}
    assert not Unsaved.objects.exists()


@pytest.mark.parametrize("kind", ["altered", "empty", "doubled", "of another", "of another record", "of a new record"])
def test_a_token_of_something_else_keeps_nothing(desk, chief, person, form, kind):
    sealed = form["_basis"][0]
    token = {
        "altered": sealed[:-1] + ("a" if sealed[-1] != "a" else "b"),
        "empty": "",
        "doubled": [sealed, sealed],
        "of another": basis.seal(snapshot(person), make_chief_editor()),
        "of another record": basis.seal(snapshot(make_person(key="other")), chief),
        "of a new record": basis.seal_blank(Person, chief),
    }[kind]

    answer = autosave(desk, person, form | {"title": "K. Ritter", "_basis": token})

    assert (answer.status_code, answer.json()) == (400, {"error": "This form was not given to you for this record."})
    assert not Unsaved.objects.exists()


def test_too_much_is_refused_with_a_word(desk, person, form):
    autosave(desk, person, form | {"title": "K. Ritter"})

    answer = autosave(desk, person, form | {"title": "x" * MOST_BYTES})

    assert answer.status_code == 413
    assert answer.json() == {"error": "A form of more than 1,000 kB is not kept: save it."}
    assert typed() == ["K. Ritter"]


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({f"field-{number}": "x" for number in range(10_000)}, 400),
        ({"title": "x" * 2_000_000}, 413),
        ({"title": "x" * 3_000_000}, 413),
        ({"title": "a\0b", "a\0b": "c"}, 200),
        ({"aliases-TOTAL_FORMS": "9" * 30}, 200),
        ({"aliases-TOTAL_FORMS": "x", "aliases-INITIAL_FORMS": "\0"}, 200),
        ({"aliases-0-id": "\0", "aliases-TOTAL_FORMS": "1"}, 200),
        ({"publish_at": "9" * 400, "horizon": "-1", "_page": "\0"}, 200),
    ],
)
def test_whatever_is_sent_is_kept_or_refused(desk, person, form, fields, status):
    answer = autosave(desk, person, form | fields)

    assert answer.status_code == status
    if status == 200:
        desk.get(admin_url(person, "change"))
        assert all(desk.get(url_of(person, "unsaved")).context["offers"] for _ in Unsaved.objects.all())
        if Unsaved.objects.exists():
            assert put_back(desk, person).status_code == 200
    assert Person.objects.get().title == "Krysten Ritter"


@pytest.mark.parametrize("action", ["autosave", "discard_unsaved"])
def test_only_posts_change_anything(desk, person, action):
    assert desk.get(url_of(person, action)).status_code == 405


def test_the_page_of_the_difference_is_only_to_be_read(desk, person):
    assert desk.post(url_of(person, "unsaved")).status_code == 405


@pytest.mark.parametrize("number", ["0", "9" * 18, "9" * 30, "x", "1%00"])
@pytest.mark.parametrize("action", ["autosave", "unsaved", "unsaved/discard"])
def test_what_is_not_there_is_404(desk, person, number, action):
    url = f"/admin/people/person/{number}/{action}/"

    assert (desk.get if action == "unsaved" else desk.post)(url).status_code == 404


# Roles

CASES = [
    # role, whose draft, what autosave answers
    ("Contributor", "own", 200),
    ("Contributor", "another's", 404),
    ("Editor", "another's", 200),
    ("Chief editor", "another's", 200),
    ("view", "another's", 404),
    (None, "another's", 404),
]


@pytest.mark.parametrize(("role", "whose", "status"), CASES)
def test_it_is_for_whoever_may_change_the_record(client, db, role, whose, status):
    user = make_editor(*(["people.view_person"] if role == "view" else []))
    if role not in (None, "view"):
        user.groups.add(Group.objects.get(name=role))
    person = make_person(created_by=user if whose == "own" else None)
    client.force_login(user)
    fields = {"title": "Typed", "_basis": basis.seal(snapshot(person), user)}

    assert autosave(client, person, fields).status_code == status
    assert client.get(url_of(person, "unsaved")).status_code == status
    assert client.post(url_of(person, "discard_unsaved"), {"number": "9" * 18}).status_code == (
        404 if status != 200 else 302
    )
    assert Unsaved.objects.count() == (status == 200)


def test_who_may_only_look_is_offered_nothing_and_is_not_here(client, db):
    viewer = make_editor("people.view_person")
    person = make_person(state=State.PUBLISHED)
    client.force_login(viewer)

    assert "data-autosave" not in client.get(admin_url(person, "change")).content.decode()
    assert autosave(client, person, {}).status_code == 403
    assert not Presence.objects.exists()


def test_who_may_not_add_keeps_nothing_of_a_new_record(client, db):
    user = make_editor("people.change_person")
    client.force_login(user)

    answer = autosave(client, Person, {"title": "Typed", "_basis": basis.seal_blank(Person, user)})

    assert answer.status_code == 403
    assert not Unsaved.objects.exists()


def test_nobody_sees_or_discards_what_another_typed(desk, person, form):
    autosave(desk, person, form | {"title": "K. Ritter"})
    number = Unsaved.objects.get().pk
    other = Client()
    other.force_login(make_chief_editor())

    assert "not saved" not in other.get(admin_url(person, "change")).content.decode()
    assert other.get(url_of(person, "unsaved")).context["offers"] == []
    assert fields_of(other.get(admin_url(person, "change"), {"unsaved": number}))["title"] == ["Krysten Ritter"]
    other.post(url_of(person, "discard_unsaved"), {"number": number})
    assert typed() == ["K. Ritter"]


# Offering


def test_the_form_says_that_something_is_not_saved(desk, person, form):
    assert "that was not saved" not in desk.get(admin_url(person, "change")).content.decode()

    autosave(desk, person, form | {"title": "K. Ritter"})

    page = desk.get(admin_url(person, "change"))
    assert "you typed something here that was not saved" in page.content.decode()
    assert url_of(person, "unsaved") in page.content.decode()
    assert fields_of(page)["title"] == ["Krysten Ritter"]


def test_the_difference_is_told_field_by_field_and_row_by_row(desk, person):
    make_alias(person, "Ritter", kind="alias")
    fields = fields_of(desk.get(admin_url(person, "change"))) | {"title": "K. Ritter", "aliases-0-name": "Kr. Ritter"}

    autosave(desk, person, add_row(fields, "aliases", name="K. R.", kind="alias", horizon="0"))

    assert told(desk, person) == [
        ("Name", "Krysten Ritter", "K. Ritter"),
        ("Person alias: Ritter · Name", "Ritter", "Kr. Ritter"),
        ("Person alias: K. R.", "", "Name: K. R."),
    ]
    assert Person.objects.get().title == "Krysten Ritter"
    assert [alias.name for alias in PersonAlias.objects.all()] == ["Ritter"]


def test_what_cannot_be_saved_is_told_as_it_was_typed(desk, person, form):
    autosave(desk, person, form | {"title": "", "publish_at": "soon"})

    assert told(desk, person) == [("Name", "Krysten Ritter", ""), ("Publish", "", "soon")]


def test_a_new_record_is_told_as_it_was_typed(desk, db):
    fields = fields_of(desk.get(admin_url(Person, "add")))

    autosave(desk, Person, fields | {"title": "Rachael Taylor", "key": "not a key"})

    assert told(desk, Person) == [("Name", "", "Rachael Taylor"), ("Key", "", "not a key")]


def test_what_others_saved_since_is_no_difference(desk, chief, person, form):
    autosave(desk, person, form | {"title": "K. Ritter"})
    with hold(person) as held:
        save(held, held.current.with_values({("description",): "Plays the lead."}), chief)

    assert told(desk, person) == [("Name", "Krysten Ritter", "K. Ritter")]


def test_the_same_changed_by_somebody_else_is_said(desk, chief, person, form):
    autosave(desk, person, form | {"title": "K. Ritter"})
    with hold(person) as held:
        save(held, held.current.with_values({("title",): "Ritter"}), chief)

    page = desk.get(url_of(person, "unsaved"))

    assert "Somebody else has changed some of this since." in page.content.decode()
    assert told(desk, person) == [("Name", "Ritter", "K. Ritter")]


def test_what_was_typed_is_put_back_and_saved(desk, person):
    make_alias(person, "Ritter", kind="alias")
    fields = fields_of(desk.get(admin_url(person, "change"))) | {"title": "K. Ritter", "_summary": "Shorter"}
    autosave(desk, person, add_row(fields, "aliases", name="K. R.", kind="alias", horizon="0"))

    page = put_back(desk, person)

    assert Person.objects.get().title == "Krysten Ritter"
    assert typed() == ["K. Ritter"]
    send(desk, page)
    assert Person.objects.get().title == "K. Ritter"
    assert [alias.name for alias in PersonAlias.objects.all()] == ["Ritter", "K. R."]
    assert Revision.objects.of(person).first().summary == "Shorter"
    assert not Unsaved.objects.exists()


def test_what_others_saved_meanwhile_stays_when_it_is_put_back(desk, chief, person, form):
    alias = make_alias(person, "Ritter", kind="alias")
    fields = fields_of(desk.get(admin_url(person, "change")))
    autosave(desk, person, fields | {"title": "K. Ritter", "aliases-0-name": "Ritter"})
    with hold(person) as held:
        without_alias = {("description",): "Plays the lead.", ("aliases", str(alias.uid)): None}
        save(held, held.current.with_values(without_alias), chief)

    send(desk, put_back(desk, person))

    saved = Person.objects.get()
    assert (saved.title, saved.description) == ("K. Ritter", "Plays the lead.")
    assert not saved.aliases.exists()


def test_a_new_record_is_put_back_and_saved(desk, db):
    fields = fields_of(desk.get(admin_url(Person, "add")))
    autosave(desk, Person, fields | {"title": "Rachael Taylor", "key": "rachael-taylor", "sort_name": "Taylor"})

    send(desk, put_back(desk, Person), description="Plays Trish.")

    assert list(Person.objects.values_list("key", "title", "description")) == [
        ("rachael-taylor", "Rachael Taylor", "Plays Trish.")
    ]
    assert not Unsaved.objects.exists()


def test_a_new_record_that_is_put_back_with_a_fault_is_shown_with_it(desk, db):
    fields = fields_of(desk.get(admin_url(Person, "add")))
    autosave(desk, Person, fields | {"title": "Rachael Taylor"})

    answer = send(desk, put_back(desk, Person), description="Plays Trish.")

    assert set(answer.context["adminform"].form.errors) == {"key", "sort_name"}
    assert fields_of(answer)["description"] == ["Plays Trish."]
    assert Unsaved.objects.exists()


def test_faults_are_put_back_as_they_were_typed(desk, person, form):
    autosave(desk, person, form | {"title": "", "publish_at": "soon"})

    fields = fields_of(put_back(desk, person))

    assert (fields["title"], fields["publish_at"]) == ([""], ["soon"])


@pytest.mark.parametrize("number", ["0", "x", "9" * 40, "%00"])
def test_what_is_not_there_is_not_put_back(desk, person, number):
    assert fields_of(desk.get(f"{admin_url(person, 'change')}?unsaved={number}"))["title"] == ["Krysten Ritter"]


def test_discarding_leads_back_to_the_form(desk, person, form):
    autosave(desk, person, form | {"title": "K. Ritter"})

    answer = desk.post(url_of(person, "discard_unsaved"), {"number": Unsaved.objects.get().pk})

    assert answer.url == admin_url(person, "change")
    assert not Unsaved.objects.exists()


def test_saving_forgets_what_this_window_sent_and_nothing_else(desk, person):
    first, second = (fields_of(desk.get(admin_url(person, "change"))) for _ in range(2))
    autosave(desk, person, first | {"title": "First"})
    autosave(desk, person, second | {"title": "Second"})

    desk.post(admin_url(person, "change"), first | {"title": "First"})

    assert Person.objects.get().title == "First"
    assert typed() == ["Second"]


def test_a_form_that_is_not_saved_forgets_nothing(desk, person, form):
    autosave(desk, person, form | {"title": ""})

    page = desk.post(admin_url(person, "change"), form | {"title": ""})

    assert typed() == [""]
    assert fields_of(page)["_page"] == form["_page"]
    desk.post(admin_url(person, "change"), fields_of(page) | {"title": "K. Ritter"})
    assert not Unsaved.objects.exists()


def test_settling_a_conflict_forgets(desk, chief, person, form):
    autosave(desk, person, form | {"title": "K. Ritter"})
    with hold(person) as held:
        save(held, held.current.with_values({("title",): "Ritter"}), chief)
    page = desk.post(admin_url(person, "change"), form | {"title": "K. Ritter"})
    assert typed() == ["K. Ritter"]

    desk.post(admin_url(person, "change"), fields_of(page) | {"choice:title": "mine"})

    assert Person.objects.get().title == "K. Ritter"
    assert not Unsaved.objects.exists()


# Sessions that ended


def late_answer(client, person, form, **typed_fields):
    client.logout()
    return client.post(admin_url(person, "change"), form | {"title": "K. Ritter"} | typed_fields)


def test_a_form_posted_after_the_session_ended_is_kept_and_offered(desk, chief, person, form):
    answer = late_answer(desk, person, form)

    assert answer.url == f"{reverse('admin:login')}?next={admin_url(person, 'change')}"
    assert typed() == ["K. Ritter"]
    assert Person.objects.get().title == "Krysten Ritter"
    desk.force_login(chief)
    assert "that was not saved" in desk.get(admin_url(person, "change")).content.decode()
    assert told(desk, person) == [("Name", "Krysten Ritter", "K. Ritter")]
    desk.post(admin_url(person, "change"), fields_of(put_back(desk, person)))
    assert Person.objects.get().title == "K. Ritter"


def test_a_new_record_posted_after_the_session_ended_is_kept(desk, chief):
    fields = fields_of(desk.get(admin_url(Publication, "add")))
    desk.logout()

    answer = desk.post(admin_url(Publication, "add"), fields | {"name": "Deadline"})

    assert answer.url == f"{reverse('admin:login')}?next={admin_url(Publication, 'add')}"
    desk.force_login(chief)
    assert fields_of(put_back(desk, Publication))["name"] == ["Deadline"]
    assert not Publication.objects.exists()


def test_the_autosave_of_an_ended_session_is_kept(desk, person, form):
    desk.logout()

    answer = autosave(desk, person, form | {"title": "K. Ritter"})

    assert answer.status_code == 401
    assert answer.json()["kept"] is True
    assert typed() == ["K. Ritter"]


@pytest.mark.parametrize(
    "kind",
    ["altered", "empty", "doubled", "missing", "inactive", "no staff", "deleted", "another logged in", "too long"],
)
def test_a_late_form_that_is_nobodys_keeps_nothing(desk, chief, person, form, kind):
    sealed = form.pop("_basis")[0]
    form["_basis"] = {"altered": sealed[:-2] + "xx", "empty": "", "doubled": [sealed, sealed]}.get(kind, sealed)
    if kind == "missing":
        del form["_basis"]
    if kind == "too long":
        form["description"] = "x" * MOST_BYTES
    desk.logout()
    if kind == "another logged in":
        desk.force_login(make_editor())
    accounts = get_user_model().objects.filter(pk=chief.pk)
    if kind == "deleted":
        accounts.delete()
    accounts.update(is_active=kind != "inactive", is_staff=kind != "no staff")

    desk.post(admin_url(person, "change"), form | {"title": "K. Ritter"})

    assert not Unsaved.objects.exists()
    assert Person.objects.get().title == "Krysten Ritter"


@pytest.mark.parametrize("kind", ["right lost", "record gone"])
def test_a_form_that_is_refused_is_kept(client, db, kind):
    user = make_editor("people.change_person", "people.view_person", "people.publish_person")
    client.force_login(user)
    person = make_person()
    fields = fields_of(client.get(admin_url(person, "change")))
    url = admin_url(person, "change")
    if kind == "right lost":
        user.user_permissions.remove(Permission.objects.get(codename="change_person"))
    else:
        person.delete()

    answer = client.post(url, fields | {"title": "K. Ritter"})

    assert answer.status_code == (403 if kind == "right lost" else 404)
    assert typed() == ["K. Ritter"]


def test_a_form_with_the_token_of_an_earlier_login_is_kept(person, chief):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(chief)
    form = fields_of(browser.get(admin_url(person, "change")))
    browser.cookies.pop(django_settings.CSRF_COOKIE_NAME)
    browser.get(reverse("admin:password_change"))

    answer = browser.post(admin_url(person, "change"), form | {"title": "K. Ritter"})

    assert answer.status_code == 403
    assert "What you typed is kept." in answer.content.decode()
    assert f'href="{admin_url(person, "change")}"' in answer.content.decode()
    assert typed() == ["K. Ritter"]
    said = browser.post(url_of(person, "autosave"), form | {"title": "Ritter"}, **JSON)
    assert (said.status_code, said.json()["kept"]) == (403, True)
    assert typed() == ["Ritter"]


def test_a_form_that_was_opened_long_ago_takes_the_place_of_nothing_newer(desk, person, monkeypatch):
    with monkeypatch.context() as earlier:
        an_hour_ago = signing.b62_encode(int(time.time()) - 3600)
        earlier.setattr(signing.TimestampSigner, "timestamp", lambda self: an_hour_ago)
        old = fields_of(desk.get(admin_url(person, "change")))
    form = fields_of(desk.get(admin_url(person, "change")))
    autosave(desk, person, form | {"title": "K. Ritter"})
    desk.logout()

    for page in (form["_page"], *PAGES):
        desk.post(admin_url(person, "change"), old | {"title": "From outside", "_page": page})

    assert typed().count("K. Ritter") == 1
    assert Unsaved.objects.count() == MOST_PAGES


def test_other_forms_without_a_token_get_the_usual_page(db):
    answer = Client(enforce_csrf_checks=True).post(reverse("admin:login"), {"username": "chief"})

    assert answer.status_code == 403
    assert "Go back, copy what you wrote if it is long" in answer.content.decode()
    assert "What you typed is kept." not in answer.content.decode()


# Who else is editing


def test_the_form_and_the_autosave_say_who_else_has_it_open(desk, person):
    berta = make_chief_editor(username="Berta")
    other = Client()
    other.force_login(berta)
    other.get(admin_url(person, "change"))

    page = desk.get(admin_url(person, "change")).content.decode()
    answer = autosave(desk, person, {}).json()

    assert "Berta has this open too, last seen " in page
    assert (answer["others"], answer["present"].startswith("Berta has this open too")) == (["Berta"], True)
    assert "has this open too" not in desk.get(admin_url(make_person(key="other"), "change")).content.decode()


def test_who_has_saved_and_left_is_not_here(desk, chief, person, form):
    assert Presence.objects.get().user == chief

    desk.post(admin_url(person, "change"), form | {"title": "K. Ritter"})

    assert not Presence.objects.exists()


# Costs


def queries(call, *args) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        call(*args)
    return [query["sql"] for query in captured.captured_queries]


def test_costs_do_not_grow_with_the_form(desk):
    season = make_season()

    def costs():
        make_casting(season)
        make_crew_member(season)
        url = admin_url(season, "change")
        Unsaved.objects.all().delete()
        fields = fields_of(desk.get(url)) | {"title": "Typed"}
        calls = [(autosave, desk, season, fields), (desk.get, url), (put_back, desk, season)]
        return [queries(*call) for call in calls]

    few = costs()
    for _ in range(3):
        many = costs()

    assert [len(each) for each in many] == [len(each) for each in few]
    assert max(len(each) for each in many) <= 40
    opening = few[1]
    assert sum("editorial_unsaved" in sql or "editorial_presence" in sql for sql in opening) == 3
