import pytest

from jjsite.checks import public_url_is_safe


@pytest.mark.parametrize(
    "url",
    ["https://example.org", "http://localhost:8000", "http://jj.localhost", "http://127.0.0.5", "http://[::1]:8000"],
)
def test_https_and_this_machine_pass(settings, url):
    settings.PUBLIC_URL = url

    assert public_url_is_safe() == []


@pytest.mark.parametrize("url", ["http://example.org", "http://10.0.0.7:8000", "http://localhost.example.org"])
def test_plain_http_elsewhere_warns(settings, url):
    settings.PUBLIC_URL = url

    (warning,) = public_url_is_safe()

    assert warning.id == "jjsite.W001"
    assert warning.msg == f"PUBLIC_URL={url} sends passwords and cookies over the network unencrypted."
