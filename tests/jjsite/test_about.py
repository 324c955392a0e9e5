import pytest

from tests.reading import visit

pytestmark = pytest.mark.django_db


def test_says_who_whose_how_and_under_which_terms(client):
    page = visit(client, "/about/")

    for text in [
        "the jjsite contributors",
        "This site has no ties to anyone who made, owns or shows the series",
        "trademarks of their owners",
        "Marvel",
        "ABC Studios",
        "Netflix",
        "Creative Commons license Attribution-ShareAlike 4.0",
        "MIT license",
    ]:
        assert text in page.text


def test_says_how_to_reach_the_editors(client, settings):
    settings.CONTACT_EMAIL = "desk@example.net"

    page = visit(client, "/about/")

    assert "desk@example.net" in page.text
    assert "mailto:desk@example.net" in page.links


def test_asks_only_which_episodes_one_may_have_watched(client):
    assert visit(client, "/about/").queries == 1


def test_the_style_guide_is_shown_but_not_to_search_engines(client):
    response = client.get("/styleguide/")

    assert response.status_code == 200
    assert '<meta name="robots" content="noindex">' in response.content.decode()
