"""How far the reader has watched: chosen with a form, kept in a cookie, obeyed by lists, counts and addresses."""

import pytest

from editorial.addresses import remember
from tests.factories.episodes import make_appearance, make_credit, make_episode, make_season
from tests.factories.people import make_character, make_person
from tests.factories.public import HIDDEN
from tests.reading import Page, visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def season():
    season = make_season(2, episodes_before=13)
    make_episode(season, 1, title="AKA Start at the Beginning", teaser="A beginning.")
    make_episode(season, 11, title="AKA Three Lives and Counting", teaser="A lot to count.")
    return season


def choose(client, horizon, next_="/", **headers):
    return client.post("/horizon/", {"horizon": horizon, "next": next_}, headers=headers)


@pytest.mark.parametrize("horizon", ["0", "13", "24", "all"])
def test_what_was_chosen_is_kept_and_one_is_led_back(client, season, horizon):
    response = choose(client, horizon, "/episodes/?season=season-2")

    assert (response.status_code, response["Location"]) == (303, "/episodes/?season=season-2")
    cookie = client.cookies["horizon"]
    assert (cookie.value, cookie["httponly"], cookie["samesite"]) == (horizon, True, "Lax")
    html = client.get("/episodes/").content.decode()
    assert f'<option value="{horizon}" selected>' in html


def test_it_can_be_left_unsaid_again(client, season):
    choose(client, "13")

    choose(client, "")

    assert client.cookies["horizon"].value == ""
    assert "Watched: not said" in client.get("/episodes/").content.decode()


@pytest.mark.parametrize("horizon", ["-1", "x", "1.5", "99999", "\0", "9" * 5000])
def test_another_horizon_is_refused_and_nothing_is_kept(client, horizon):
    response = choose(client, horizon)

    assert response.status_code == 400
    assert "is no horizon: give a number from 0 to 9999" in response.content.decode()
    assert "horizon" not in client.cookies


@pytest.mark.parametrize(
    "headers",
    [{"origin": "https://evil.example"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"}],
)
def test_no_other_site_chooses_for_a_visitor(client, headers):
    response = choose(client, "all", **headers)

    assert response.status_code == 403
    assert "horizon" not in client.cookies


@pytest.mark.parametrize(
    "address",
    ["", "//evil.example/", "https://evil.example/", "/\\evil.example", "/a\r\nSet-Cookie: b", "javascript:x"],
)
def test_one_is_led_nowhere_else(client, address):
    assert choose(client, "13", address)["Location"] == "/"


@pytest.mark.parametrize("cookie", ["x", "99999", "-1", "all ", "1e3", '"13"x'])
def test_a_forged_cookie_says_nothing(client, season, cookie):
    client.cookies["horizon"] = cookie

    assert "Watched: not said" in client.get("/episodes/").content.decode()


def test_nothing_is_chosen_by_an_address(client, season):
    assert client.get("/horizon/?horizon=all").status_code == 405
    assert "horizon" not in client.cookies


def test_caches_keep_pages_of_different_horizons_apart(client, season):
    assert "Cookie" in client.get("/episodes/")["Vary"]


@pytest.mark.parametrize(
    ("horizon", "names"),
    [
        ("", ["Early", "Late"]),
        ("0", ["Early"]),
        ("23", ["Early"]),
        ("24", ["Early", "Late"]),
        ("all", ["Early", "Late"]),
    ],
)
def test_a_list_names_and_counts_whom_one_may_know(client, season, horizon, names):
    make_character("Early")
    make_character("Late", horizon=24)
    choose(client, horizon)

    page = visit(client, "/characters/")

    assert [name for name in ("Early", "Late") if name in page.text] == names
    assert ("Late" in page.open_text) is (horizon in ("24", "all"))


@pytest.mark.parametrize(("horizon", "status"), [("", 200), ("0", 404), ("23", 404), ("24", 200), ("all", 200)])
@pytest.mark.parametrize("way", ["own", "former", "expired"])
def test_whoever_comes_later_is_not_there_by_any_address(client, season, horizon, status, way):
    state = HIDDEN["expired"]() if way == "expired" else {}
    late = make_character("Late", horizon=24, key="late", **state)
    if way == "former":
        remember(late, "before")
    choose(client, horizon)

    response = client.get("/characters/before/" if way == "former" else "/characters/late/", follow=True)

    assert response.status_code == (410 if way == "expired" and status == 200 else status)
    if status == 404:
        assert response.content == client.get("/characters/nobody/").content


@pytest.mark.parametrize(
    ("horizon", "title", "teaser"),
    [
        ("", "AKA Three Lives and Counting", True),
        ("23", "Season 2, episode 11", False),
        ("24", "AKA Three Lives and Counting", True),
        ("all", "AKA Three Lives and Counting", True),
    ],
)
@pytest.mark.parametrize("address", ["/", "/episodes/", "/season/2/", "/episodes/s02e11/", "/episodes/s02e01/"])
def test_a_later_episode_is_called_by_its_number_wherever_it_is_named(client, season, address, horizon, title, teaser):
    choose(client, horizon)

    response = client.get(address, follow=True)
    page = Page(response.content.decode())

    assert title in page.text
    assert ("AKA Three Lives" in response.content.decode()) is (horizon != "23")
    assert ("A lot to count." in page.text) is (teaser and address != "/episodes/s02e01/")


@pytest.mark.parametrize(("horizon", "found"), [("13", []), ("14", ["s02e01"]), ("24", ["s02e01", "s02e11"])])
def test_a_filter_finds_only_what_one_may_be_told(client, season, horizon, found):
    character = make_character("Jessica", key="jessica")
    for episode in season.episodes.all():
        make_appearance(episode, character)
    choose(client, horizon)

    response = client.get("/episodes/?character=jessica")

    if found:
        page = Page(response.content.decode())
        assert [key for key in ("s02e01", "s02e11") if f"/episodes/{key}/" in page.open_links] == found
    else:
        assert response.status_code == 400  # It is none of the options.


def test_an_option_names_nobody_who_comes_later(client, season):
    episode = season.episodes.first()
    make_credit(episode, make_person("Early Director"))
    make_credit(episode, make_person("Other Director"))
    make_credit(episode, make_person("Late Director", horizon=24))

    options = {}
    for horizon in ("", "23", "24"):
        choose(client, horizon)
        html = client.get("/episodes/").content.decode()
        options[horizon] = [name for name in ("Early Director", "Late Director") if f"<bdi>{name}</bdi>" in html]

    assert options == {"": ["Early Director"], "23": ["Early Director"], "24": ["Early Director", "Late Director"]}


def test_only_public_episodes_are_there_to_be_chosen(client, season):
    make_episode(season, 12, **HIDDEN["draft"]())

    html = client.get("/episodes/").content.decode()

    assert '<option value="24"' in html
    assert '<option value="25"' not in html
