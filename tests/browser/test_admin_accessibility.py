"""Every screen of the desk, in the ways editors see it: on a phone and at a desk, dark and light."""

import pytest
from django.contrib.auth.models import Group
from django.http import QueryDict
from playwright.sync_api import Page, expect

from editorial.desk import hold
from editorial.recovery.keeping import keep
from editorial.trash import trash
from episodes.models import Season
from people.models import Person
from tests.editorial.admin.test_lists import MODELS, make
from tests.factories.episodes import (
    make_appearance,
    make_casting,
    make_company,
    make_credit,
    make_crew_member,
    make_track,
)
from tests.factories.people import make_alias, make_person, make_quote
from tests.factories.sources import make_reading

from .barriers import WAYS, barriers

# Addresses; {name} is the number of the record of that kind.
SCREENS = [
    "/admin/",
    "/admin/episodes/",
    "/admin/password_change/",
    "/admin/password_change/done/",
    "/admin/auth/user/",
    "/admin/auth/user/add/",
    "/admin/auth/user/{user}/change/",
    "/admin/auth/user/{user}/password/",
    "/admin/auth/group/",
    "/admin/auth/group/add/",
    "/admin/auth/group/{group}/change/",
    "/admin/episodes/episode/?q=nothing+is+called+that",
    "/admin/episodes/episode/?status=published&o=-2.1",
    "/admin/episodes/episode/{episode}/delete/",
    "/admin/episodes/episode/{episode}/history/",
    "/admin/episodes/episode/add/",
    "/admin/episodes/episode/{episode}/change/",
    "/admin/episodes/season/{season}/change/",
    "/admin/editorial/picture/add/",
    "/admin/trash/",
    "/admin/trash/{trashed}/",
    "/admin/people/person/{person}/delete/",
    "/admin/people/person/add/?_popup=1",
    "/admin/people/person/{person}/links/",
    "/admin/people/person/{person}/unsaved/",
    "/admin/people/person/{person}/used/",
    "/admin/people/person/{person}/publishing/",
    "/admin/episodes/episode/{episode}/publishing/",
    "/admin/search/?q=number",
    "/admin/search/?q=nothing+is+called+that",
    "/admin/reports/",
    "/admin/reports/?kind=person",
    "/admin/reports/?kind=publication",
]
# They are made of the same parts in the same colors, so that one way tells what is of their own.
OF_EACH_KIND = [
    f"/admin/{model._meta.app_label}/{model._meta.model_name}/{rest}"
    for model in MODELS
    for rest in ("", f"{{{model._meta.model_name}}}/change/")
]


@pytest.fixture
def numbers(chief) -> dict[str, int]:
    """A record of each kind with its rows, by the name of its kind."""
    records = {model._meta.model_name: make(model) for model in MODELS}
    episode, season, album = records["episode"], Season.objects.get(number=2), records["album"]
    make_credit(episode, label_as_printed="Directed by")
    make_appearance(episode)
    make_casting(season)
    make_crew_member(season)
    make_company(season)
    make_track(album, performers=[records["person"]])
    make_alias(records["person"], "K. Ritter")
    make_alias(records["character"], "Jewel")
    make_quote(records["person"])
    make_reading(records["discrepancy"], "51:75")
    keep(chief, Person, records["person"].key, QueryDict("title=Typed"), "")
    taken = make_person("Taken by another", key="taken", slug="taken", picture=records["picture"])
    make_credit(episode, taken, "writer")
    make_casting(season, taken)
    with hold(taken) as held:
        trashed = trash(held, chief, "By mistake.")
    make_person("Another", key="taken", slug="taken")
    return {name: record.pk for name, record in records.items()} | {
        "season": season.pk,
        "user": chief.pk,
        "trashed": trashed.pk,
        "group": Group.objects.create(name="Editors").pk,
    }


@pytest.mark.parametrize(("screens", "ways"), [(SCREENS, WAYS), (OF_EACH_KIND, WAYS[:1])], ids=["screens", "kinds"])
def test_no_screen_of_the_desk_has_a_barrier(desk: Page, numbers, screens, ways):
    found = {}
    for screen in screens:
        response = desk.goto(screen.format_map(numbers))
        assert response.status == 200, screen
        if there := barriers(desk, ways):
            found[screen] = there

    assert found == {}


def test_the_doors_have_no_barrier(page: Page, numbers):
    page.goto("/admin/login/")
    found = barriers(page)
    page.get_by_label("Username").fill("nobody")
    page.get_by_label("Password").fill("nothing")
    page.get_by_role("button", name="Log in").click()
    page.wait_for_selector(".errornote")

    assert found == {}
    assert barriers(page) == {}


def test_a_form_with_errors_has_no_barrier_and_leads_to_each(desk: Page, numbers):
    desk.goto("/admin/episodes/episode/{episode}/change/".format_map(numbers))
    desk.get_by_label("Title:", exact=True).fill("")
    desk.get_by_label("Publish:", exact=True).fill("soon")
    desk.locator("#id_credits-0-horizon").evaluate("select => { select.options[0].value = 'x'; select.value = 'x' }")
    desk.locator(".submit-row").get_by_role("button", name="Save", exact=True).click()

    alert = desk.get_by_role("alert")
    links = alert.get_by_role("link")
    expect(links).to_have_text(["Title", "Publish", "Credit 1, Horizon"])
    expect(desk.get_by_label("Publish:", exact=True)).to_have_value("soon")
    described = desk.get_by_label("Publish:", exact=True).get_attribute("aria-describedby").split()
    assert "Write a day and a time, as in 2018-03-08 09:00." in [
        desk.locator(f"#{name}").text_content().strip() for name in described
    ]
    links.nth(0).click()
    assert desk.evaluate("document.activeElement.id") == "id_title"
    assert barriers(desk) == {}
