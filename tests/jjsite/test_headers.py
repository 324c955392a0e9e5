"""What answers say beside their content."""

import pytest
from django.test import Client

from editorial.pictures.renditions import rendition_names
from tests.factories.editorial import make_image, make_picture
from tests.factories.users import make_chief_editor

pytestmark = pytest.mark.django_db

POLICY = {
    "base-uri 'none'",
    "connect-src 'self'",
    "default-src 'none'",
    "font-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "img-src 'self'",
    "script-src 'self'",
    "style-src 'self'",
}


@pytest.mark.parametrize(
    "path", ["/about/", "/nothing/", "/admin/login/", "/api/", "/api/people/", "/?q=" + "a" * 9_000]
)
def test_every_answer_says_what_is_allowed_and_not_what_made_it(path):
    answer = Client().get(path)

    assert set(answer["Content-Security-Policy"].split("; ")) == POLICY
    assert (answer["Server"], answer["X-Content-Type-Options"], answer["X-Frame-Options"]) == ("web", "nosniff", "DENY")
    assert answer["Referrer-Policy"] == "same-origin"


def test_no_other_site_builds_its_pages_of_ours():
    assert Client().get("/about/")["Cross-Origin-Resource-Policy"] == "same-origin"


def test_nothing_in_a_file_that_was_uploaded_can_run():
    client = Client()
    client.force_login(make_chief_editor())
    picture = make_picture(file=make_image("WEBP", (600, 400)))
    renditions = [
        f"/pictures/{name.removeprefix('renditions/')}" for name in rendition_names(picture.token, picture.renditions)
    ]

    for address in [picture.get_original_url(), *renditions]:
        answer = client.get(address)
        assert answer.getvalue()
        assert answer["Content-Type"].startswith("image/")
        assert answer["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'; sandbox"
        assert answer["X-Content-Type-Options"] == "nosniff"
