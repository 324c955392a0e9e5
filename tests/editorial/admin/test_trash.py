"""The trash at the desk: moving there, with what that does to others, the list, and taking back."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from editorial import desk as verbs
from editorial.links.index import reindex
from editorial.models import FormerAddress, Revision, Trashed
from editorial.publishing import State
from editorial.snapshot import snapshot
from editorial.trash import trash
from episodes.models import Episode, Season
from people.models import Person
from tests.factories.episodes import make_credit, make_episode, make_season
from tests.factories.news import make_article
from tests.factories.people import make_person
from tests.factories.users import make_editor, make_user
from tests.reading import Page

from .posting import admin_url, fields_of, save_form
from .test_lists import EVERY_LIST, make

LIST = "/admin/trash/"
ALL_OF_PEOPLE = [f"people.{action}_person" for action in ("view", "add", "change", "delete", "publish")]
WRITES = ALL_OF_PEOPLE[:4]
HOSTILE = ["\0", "person:\0", "x" * 5000, "person:", ":", "nothing:ada", "'; --", "<script>"]


def trash_url(trashed):
    return f"/admin/trash/{trashed.pk}/"


def throw(record, by=None, **options):
    with verbs.hold(record) as held:
        return trash(held, by, **options)


def take_back(client, trashed, **changes):
    return client.post(trash_url(trashed), fields_of(client.get(trash_url(trashed))) | changes)


def read(client, url, status=200):
    response = client.get(url)
    assert response.status_code == status
    return Page(response.content.decode())


def told(response):
    return [str(message) for message in response.context["messages"]]


@EVERY_LIST
def test_every_kind_of_record_goes_to_the_trash_and_comes_back_by_form(desk, chief, model):
    record = make(model)
    before = snapshot(record)

    save_form(desk, admin_url(record, "delete"), way="trash", _summary="By mistake.")
    trashed = Trashed.objects.get(model=model._meta.label_lower)
    assert not model.objects.filter(key=record.key).exists()
    assert (trashed.by, trashed.summary, trashed.title) == (chief, "By mistake.", str(record)[:300])
    assert trash_url(trashed) in read(desk, LIST).links
    take_back(desk, trashed)

    after = snapshot(model.objects.get(key=record.key))
    draft = {("state",): "draft"} if "state" in before.fields else {}
    assert after == before.with_values(draft)
    assert "The trash is empty." in read(desk, LIST).text


def test_the_page_says_what_points_here(desk):
    season = make_season(2, key="season-2")
    make_episode(season, 1, title="Start")
    make_article(title="News", seasons=[season])
    reindex([make_person("Ada", biography="[[season:season-2]]")])

    page = read(desk, admin_url(season, "delete"))

    assert [text for tag, text in page.headings if tag in ("h2", "h3")] == [
        "Cannot be without it",
        "Episodes: season (1)",
        "Will not name it any more",
        "Articles: seasons (1)",
        "Texts that mention it",
        "People, in their texts (1)",
        "What next?",
    ]
    assert {admin_url(Episode.objects.get(), "change"), admin_url(Person.objects.get(title="Ada"), "change")} <= set(
        page.links
    )


def test_what_others_cannot_be_without_stays_and_says_why(desk):
    season = make_season(2)
    make_episode(season, 1, title="Start")

    response = save_form(desk, admin_url(season, "delete"), way="trash")

    assert response.status_code == 409
    assert "these cannot be without it: “Start”." in Page(response.content.decode()).text
    assert Season.objects.exists()
    assert not Trashed.objects.exists()


def test_a_page_that_is_not_up_to_date_moves_nothing(desk):
    person = make_person("Ada")
    url = admin_url(person, "delete")
    fields = fields_of(desk.get(url)) | {"way": "trash"}
    shown = fields["_shown"][0]
    with verbs.hold(person) as held:
        verbs.save(held, held.current.with_values({("description",): "New."}))

    for given in ({}, {"_shown": ""}, {"_shown": shown + "x"}, {"_shown": [shown, shown]}, {"_shown": "\0"}):
        response = desk.post(url, fields | given)
        assert response.status_code == 409
        assert "This was changed since the page was shown." in Page(response.content.decode()).text
    del fields["_shown"]
    assert desk.post(url, fields).status_code == 409
    assert Person.objects.exists()

    save_form(desk, url, way="trash")
    assert not Person.objects.exists()


@pytest.mark.parametrize("way", ["", "delete", "\0"])
def test_no_other_way_moves_anything(desk, way):
    person = make_person()

    response = save_form(desk, admin_url(person, "delete"), way=way)

    assert "Choose one of the ways: nothing was moved." in response.content.decode()
    assert Person.objects.exists()


def test_a_public_address_of_something_trashed_is_not_there(desk, client):
    person = make_person("Ada", slug="ada")

    save_form(desk, admin_url(person, "delete"), way="trash")

    client.logout()
    assert client.get("/people/ada/").status_code == 404


def test_its_address_leads_where_the_editor_chose_until_it_is_back(desk, client):
    ada, make = make_person("Ada", slug="ada"), make_person
    make("Bea", slug="bea", key="bea")

    save_form(desk, admin_url(ada, "delete"), way="redirect", redirect_to="person:bea")
    answer = client.get("/people/ada/")
    assert (answer.status_code, answer.headers["Location"]) == (301, "/people/bea/")
    trashed = Trashed.objects.get()
    assert "Its address leads to person:bea meanwhile." in read(desk, trash_url(trashed)).text
    response = take_back(desk, trashed, public="on")
    assert response.status_code == 409
    assert "To be public at once it needs a reason why" in Page(response.content.decode()).text
    take_back(desk, trashed, public="on", summary="She is real.")

    assert client.get("/people/ada/").status_code == 200
    assert not FormerAddress.objects.exists()


def test_what_points_here_points_to_the_chosen_one(desk):
    ada, bea = make_person("Ada", key="ada"), make_person("Bea", key="bea")
    credit = make_credit(make_episode(make_season(2), 1), ada)

    response = save_form(desk, admin_url(ada, "delete"), way="replace", replacement="person:bea")

    assert response.status_code == 302
    credit = type(credit).objects.get()
    assert credit.person == bea
    assert list(Person.objects.all()) == [bea]
    assert desk.get("/people/ada/")["Location"] == "/people/bea/"


@pytest.mark.parametrize(("way", "field"), [("redirect", "redirect_to"), ("replace", "replacement")])
@pytest.mark.parametrize("suffix", ["", "-key"])
@pytest.mark.parametrize("name", ["", *HOSTILE])
def test_nothing_goes_without_a_sound_choice(desk, way, field, suffix, name):
    ada = make_person("Ada", key="ada")

    response = save_form(desk, admin_url(ada, "delete"), way=way, **{field + suffix: name})

    assert response.status_code == 409
    assert "Choose the " in response.content.decode()
    assert Person.objects.exists()


def test_a_record_is_not_chosen_in_its_own_place(desk):
    ada = make_person("Ada", key="ada")
    url = admin_url(ada, "delete")

    assert "Choose another person" in save_form(desk, url, way="replace", replacement="ada").content.decode()
    assert "cannot lead to itself" in save_form(desk, url, way="redirect", redirect_to="ada").content.decode()
    assert Person.objects.get() == ada


def test_many_at_once_each_for_itself(desk):
    free, kept = make_season(1), make_season(2, title="Kept")
    make_episode(kept, 1, title="Start")
    chosen = {"action": "delete_selected", "_selected_action": [free.pk, kept.pk]}

    shown = desk.get(admin_url(Season, "changelist"))
    page = Page(shown.content.decode())
    response = desk.post(admin_url(Season, "changelist"), fields_of(shown) | chosen, follow=True)

    assert "Move to the trash" in page.text
    assert "Delete selected" not in page.text
    assert list(Season.objects.all()) == [kept]
    assert told(response) == [
        f'“<a href="{admin_url(kept, "publishing")}">Kept</a>”: “Kept” cannot go, since these cannot be without it: '
        "“Start”. Move them to the trash first, or replace it with another.",
        "Moved to the trash. Entries: 1 (“Season-1”).",
    ]


def test_what_was_saved_since_the_list_was_shown_stays(desk):
    season = make_season(1)
    shown = fields_of(desk.get(admin_url(Season, "changelist")))
    save_form(desk, admin_url(season, "change"), title="Changed")

    chosen = {"action": "delete_selected", "_selected_action": [season.pk]}
    response = desk.post(admin_url(Season, "changelist"), shown | chosen, follow=True)

    assert list(Season.objects.all()) == [season]
    assert "look at it first. Nothing was done to it." in " ".join(told(response))


def test_a_window_of_its_own_closes_after_moving(desk):
    person = make_person()
    url = admin_url(person, "delete") + "?_popup=1"

    response = save_form(desk, url, way="trash")

    assert f"&quot;value&quot;: &quot;{person.pk}&quot;" in response.content.decode()
    assert not Person.objects.exists()


def test_a_second_taking_back_is_refused_politely(desk):
    trashed = throw(make_person("Ada"))
    fields = fields_of(desk.get(trash_url(trashed)))
    desk.post(trash_url(trashed), fields)

    response = desk.post(trash_url(trashed), fields)

    assert response.status_code == 409
    assert "“Ada” was taken back from the trash already." in Page(response.content.decode()).text
    assert Person.objects.count() == 1


def test_another_address_and_key_are_asked_for_where_others_have_them(desk):
    trashed = throw(make_person("Ada", key="ada", slug="ada"))
    make_person("Other", key="ada", slug="ada")

    page = read(desk, trash_url(trashed))
    assert "Person with this Address already exists." in page.text
    assert "Person with this Key already exists." in page.text
    response = take_back(desk, trashed)
    assert response.status_code == 409
    take_back(desk, trashed, slug="ada-2", key="ada-two")

    assert sorted(Person.objects.values_list("title", "key", "slug")) == [
        ("Ada", "ada-two", "ada-2"),
        ("Other", "ada", "ada"),
    ]


@pytest.mark.parametrize("name", ["\0", "Ada B", "x" * 81, "<b>", "-"])
def test_another_address_or_key_is_one(desk, name):
    trashed = throw(make_person("Ada", key="ada", slug="ada"))

    for field in ("slug", "key"):
        if (field, name) != ("slug", "-"):
            response = take_back(desk, trashed, **{field: name})
            assert response.status_code == 409
    assert not Person.objects.exists()


def test_another_is_chosen_for_what_is_gone(desk):
    season = make_season(2)
    episode = make_episode(season, 1, title="Start")
    trashed = throw(episode)
    in_trash = throw(season)
    other = make_season(3, key="season-3", episodes_before=0)

    page = read(desk, trash_url(trashed))
    assert "Season: There is no season “season-2”." in page.text
    assert trash_url(in_trash) in page.links
    response = take_back(desk, trashed)
    assert response.status_code == 409
    assert "Choose another one, or take that back first." in Page(response.content.decode()).text
    for name in HOSTILE:
        assert take_back(desk, trashed, **{"gone:season": name}).status_code == 409
    take_back(desk, trashed, **{"gone:season": "season:season-3"})

    assert Episode.objects.get().season == other


def test_what_cannot_return_into_the_working_copy_is_said_first(desk):
    season, other = make_season(2), make_season(3, key="season-3", episodes_before=0)
    episode = make_episode(season, 1, title="Start")
    with verbs.hold(episode) as held:
        verbs.save(held, held.current.with_values({("season",): "season-3", ("slug",): "wanted"}))
    trashed = throw(episode)
    throw(other)
    make_episode(season, 2, slug="wanted")

    page = read(desk, trash_url(trashed))

    assert "Season in its working copy: There is no season “season-3”." in page.text
    taken = "In its working copy: Episode with this Address already exists."
    assert f"{taken} There it will say what the episode itself says." in page.text
    take_back(desk, trashed, **{"gone:season": "season:season-2"})
    assert Episode.objects.get(title="Start").season == season


@pytest.mark.parametrize(
    "field", ["gone:", "gone:x", "gone:credits/x/person", "gone:\0", "gone:a/b/c/d", "gone:season/x"]
)
def test_places_that_are_none_change_nothing(desk, field):
    trashed = throw(make_person("Ada"))

    assert take_back(desk, trashed, **{field: "ada", "pointer": ["", "\0", "x/y/z"]}).status_code == 302
    assert Person.objects.get().title == "Ada"


def test_only_what_is_ticked_names_it_again(desk):
    ada = make_person("Ada")
    season = make_season(2)
    episodes = [make_episode(season, number, title=f"Episode {number}") for number in (1, 2)]
    for episode in episodes:
        make_credit(episode, ada)
    trashed = throw(ada)
    fields = fields_of(desk.get(trash_url(trashed)))

    desk.post(trash_url(trashed), fields | {"pointer": fields["pointer"][1:]})

    assert [episode.credits.count() for episode in episodes] == [0, 1]


def test_the_list_is_searched_and_filtered(desk):
    ada = throw(make_person("Ada"), summary="Invented.")
    season = throw(make_season(2, title="The second"))

    assert [link for link in read(desk, LIST).links if "/trash/" in link and link[-2].isdigit()] == [
        trash_url(season),
        trash_url(ada),
    ]
    assert "Invented." in read(desk, f"{LIST}?kind=people.person").text
    assert trash_url(season) not in read(desk, f"{LIST}?kind=people.person").links
    assert trash_url(season) in read(desk, f"{LIST}?q=SECOND").links
    assert trash_url(ada) not in read(desk, f"{LIST}?q=SECOND").links


@pytest.mark.parametrize(
    "query", ["?q=%00", "?kind=%00", "?kind=x", "?page=9999999999999999999999", "?page=x", "?q=" + "a" * 3000]
)
def test_nonsense_shows_a_list(desk, query):
    throw(make_person("Ada"))

    assert read(desk, LIST + query).headings[0] == ("h1", "Trash")


@pytest.mark.parametrize("pk", ["0", "9" * 18, "9" * 30, "x", "%00", "-1", "1/2", "٣"])
def test_no_other_address_is_one_of_the_trash(desk, pk):
    assert desk.get(f"/admin/trash/{pk}/").status_code == 404
    assert desk.get(f"/admin/people/person/{pk}/delete/").status_code == 404


def test_the_pages_answer_no_other_method(desk):
    person = make_person("Ada")
    trashed = throw(make_person("Bea"))

    assert desk.put(admin_url(person, "delete")).status_code == 405
    assert desk.delete(trash_url(trashed)).status_code == 405
    assert desk.post(LIST).status_code == 405
    assert desk.post("/admin/trash/choose/?for=entry").status_code == 405


def test_the_list_and_the_form_of_a_kind_lead_to_the_trash(desk):
    person = make_person("Ada")

    assert f"{LIST}?kind=people.person" in read(desk, admin_url(Person, "changelist")).links
    assert admin_url(person, "delete") in read(desk, admin_url(person, "change")).links


@pytest.mark.parametrize("query", ["", "?for=x", "?for=%00"])
def test_there_is_nothing_to_choose_from_what_is_no_kind(desk, query):
    assert desk.get(f"/admin/trash/choose/{query}").status_code == 400


def test_choosing_finds_entries_of_any_kind_and_records_of_one(desk):
    make_person("Ada Person", key="ada")
    make_article(title="Ada in the news", key="news")

    def found(**asked):
        return [each["id"] for each in desk.get("/admin/trash/choose/", asked).json()["results"]]

    assert sorted(found(**{"for": "entry", "term": "ada"})) == ["article:news", "person:ada"]
    assert found(**{"for": "people.person", "term": "ada"}) == ["person:ada"]
    assert found(**{"for": "people.person", "term": "\0"}) == []
    assert found(**{"for": "entry", "term": "x" * 999}) == []


# Who may do what


@pytest.fixture
def writer(db):
    return make_editor(*WRITES)


@pytest.fixture
def publisher(db):
    return make_editor(*ALL_OF_PEOPLE)


def test_whoever_writes_drafts_may_trash_their_own_and_have_them_back(client, writer):
    person = make_person("Ada", state=State.DRAFT, owner=writer)
    client.force_login(writer)

    save_form(client, admin_url(person, "delete"), way="trash")
    trashed = Trashed.objects.get()
    assert trash_url(trashed) in read(client, LIST).links
    response = take_back(client, trashed, public="on")
    assert response.status_code == 409
    take_back(client, trashed)

    assert (Person.objects.get().state, Person.objects.get().owner) == (State.DRAFT, writer)


def test_whoever_writes_drafts_leads_no_address_elsewhere_that_was_public(client, writer):
    person = make_person("Ada", state=State.DRAFT, owner=writer)
    make_person("Bea", key="bea")
    client.force_login(writer)

    response = save_form(client, admin_url(person, "delete"), way="redirect", redirect_to="person:bea")

    assert response.status_code == 409
    assert "only who publishes can lead it elsewhere" in response.content.decode()
    assert not FormerAddress.objects.exists()


def test_what_no_database_can_hold_is_replaced_in_a_reason(desk):
    person = make_person("Ada")

    save_form(desk, admin_url(person, "delete"), way="trash", _summary="a\0b")
    trashed = Trashed.objects.get()
    take_back(desk, trashed, summary="c\0d")

    summaries = Revision.objects.filter(key=person.key).values_list("summary", flat=True)
    assert list(summaries)[:2] == ["c\ufffdd", "a\ufffdb"]


def test_the_unfinished_work_of_others_is_not_known_in_the_trash_either(client, writer):
    trashed = throw(make_person("Secret", state=State.DRAFT))
    client.force_login(writer)

    assert "Secret" not in read(client, LIST).text
    assert client.get(trash_url(trashed)).status_code == 404
    assert client.post(trash_url(trashed)).status_code == 404
    assert not Person.objects.exists()


def test_whoever_writes_drafts_neither_trashes_nor_takes_back_what_was_public(client, writer):
    person = make_person("Ada")
    client.force_login(writer)
    assert client.post(admin_url(person, "delete"), {"way": "trash"}).status_code == 403
    trashed = throw(person)

    page = read(client, trash_url(trashed))

    assert "An editor can take it back." in page.text
    assert client.post(trash_url(trashed)).status_code == 403
    assert not Person.objects.exists()


def test_a_public_page_moves_only_by_who_may_publish_it(client, publisher):
    person = make_person("Ada")
    make_credit(make_episode(make_season(2), 1, title="Start"), person)
    client.force_login(publisher)

    response = save_form(client, admin_url(person, "delete"), way="trash")

    assert response.status_code == 409
    text = Page(response.content.decode()).text
    assert "You may not change what points here: 1 that you do not know of." in text
    assert "Start" not in text
    assert Person.objects.exists()


def test_where_somebody_may_not_publish_it_is_named_again_in_a_working_copy(client, db):
    person = make_person("Ada")
    episode = make_episode(make_season(2), 1, title="Start")
    make_credit(episode, person)
    trashed = throw(person)
    client.force_login(make_editor(*ALL_OF_PEOPLE, "episodes.change_episode"))

    take_back(client, trashed)

    assert episode.credits.count() == 0
    with verbs.hold(episode) as held:
        assert held.copy is not None
        assert [row["person"] for row in held.current.rows["credits"].values()] == [person.key]


@pytest.mark.parametrize("user", ["nobody", "visitor", "looks at other things"])
def test_others_know_nothing_of_the_trash(client, user, db):
    trashed = throw(make_person("Ada"))
    if user == "visitor":
        client.force_login(make_user())
    elif user == "looks at other things":
        client.force_login(make_editor("episodes.view_episode"))
        assert "Ada" not in read(client, LIST).text
        assert client.get(trash_url(trashed)).status_code == 404
        return

    for url in (LIST, trash_url(trashed), "/admin/trash/choose/?for=entry"):
        assert client.get(url).headers["Location"].startswith("/admin/login/")


def test_what_editors_wrote_is_shown_as_it_is_written(desk):
    hostile = "<script>alert(1)</script>{{ 7 }}"
    person = make_person(hostile)
    make_credit(make_episode(make_season(2), 1, title=hostile), person)

    pages = [desk.get(admin_url(person, "delete"))]
    trashed = throw(person, summary=hostile)
    pages += [desk.get(LIST), desk.get(trash_url(trashed))]

    for response in pages:
        html = response.content.decode()
        assert "<script>alert" not in html
        assert "&lt;script&gt;alert(1)&lt;/script&gt;{{ 7 }}" in html


def test_the_pages_cost_the_same_for_few_and_many(desk):
    season = make_season(2)

    def costs(number):
        person = make_person("Ada")
        for each in range(number):
            make_credit(make_episode(season, 10 * number + each), person)
            make_article(people=[person])
        found = []
        for url in (admin_url(person, "delete"), LIST):
            with CaptureQueriesContext(connection) as captured:
                read(desk, url)
            found.append(len(captured))
        trashed = throw(person)
        with CaptureQueriesContext(connection) as captured:
            read(desk, trash_url(trashed))
        return [*found, len(captured)]

    throw(make_person("Somebody else"))
    few = costs(1)

    assert costs(5) == few
    assert max(few) <= 60
