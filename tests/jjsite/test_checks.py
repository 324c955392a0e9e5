import pytest

from jjsite.checks import debugging_is_private, proxies_are_counted, public_url_is_safe, secret_key_is_secret

HERE = ["http://localhost:8000", "http://jj.localhost", "http://127.0.0.5", "http://[::1]:8000"]
ELSEWHERE = ["http://example.org", "http://10.0.0.7:8000", "http://localhost.example.org"]
PUBLIC = "https://example.org"
GUESSABLE = ["secret", "a" * 60, "django-insecure-" + "abcdefghij" * 6, "only for tests"]


def ids(found) -> list[str]:
    return [each.id for each in found]


@pytest.mark.parametrize("url", [PUBLIC, *HERE])
def test_https_and_this_machine_pass(settings, url):
    settings.PUBLIC_URL = url

    assert public_url_is_safe() == []


@pytest.mark.parametrize("url", ELSEWHERE)
def test_plain_http_elsewhere_is_refused(settings, url):
    settings.PUBLIC_URL = url

    (error,) = public_url_is_safe()

    assert (error.id, error.is_serious()) == ("jjsite.E001", True)
    assert error.msg == f"PUBLIC_URL={url} sends passwords and cookies over the network unencrypted."


@pytest.mark.parametrize("key", GUESSABLE)
def test_a_key_that_can_be_guessed_is_for_this_machine(settings, key):
    settings.SECRET_KEY = key
    settings.PUBLIC_URL = HERE[0]
    assert secret_key_is_secret() == []

    settings.PUBLIC_URL = PUBLIC
    assert ids(secret_key_is_secret()) == ["jjsite.E002"]


def test_a_key_of_chance_is_for_everywhere(settings):
    settings.SECRET_KEY = "q8Zr-0vKx2mYp_1LhTn5" * 3
    settings.PUBLIC_URL = PUBLIC

    assert secret_key_is_secret() == []


@pytest.mark.parametrize(("url", "found"), [(HERE[0], []), (PUBLIC, ["jjsite.E003"]), (ELSEWHERE[0], ["jjsite.E003"])])
def test_source_code_is_shown_on_this_machine_alone(settings, url, found):
    settings.PUBLIC_URL, settings.DEBUG = url, True
    assert ids(debugging_is_private()) == found

    settings.DEBUG = False
    assert debugging_is_private() == []


@pytest.mark.parametrize(("url", "proxies", "found"), [(HERE[0], 0, []), (PUBLIC, 1, []), (PUBLIC, 0, ["jjsite.E004"])])
def test_who_speaks_https_is_counted(settings, url, proxies, found):
    settings.PUBLIC_URL, settings.PROXIES = url, proxies

    assert ids(proxies_are_counted()) == found
