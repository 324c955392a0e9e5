"""Django system checks of the settings: what would be unsafe on a public site stops its start.

On this machine alone, over plain http, any key and error pages that explain are fine.
"""

import ipaddress
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

SHORTEST_KEY = 50  # characters, as Django itself makes them
FEWEST_LETTERS = 5  # different ones


@register(Tags.security)
def public_url_is_safe(**kwargs: Any) -> list[CheckMessage]:
    if not is_public() or is_https():
        return []
    return [
        Error(
            f"PUBLIC_URL={settings.PUBLIC_URL} sends passwords and cookies over the network unencrypted.",
            hint="Plain http is for this machine only. Put a proxy that speaks https in front; set PUBLIC_URL=https://…",
            id="jjsite.E001",
        )
    ]


@register(Tags.security)
def secret_key_is_secret(**kwargs: Any) -> list[CheckMessage]:
    key = settings.SECRET_KEY
    is_strong = len(key) >= SHORTEST_KEY and len(set(key)) >= FEWEST_LETTERS and not key.startswith("django-insecure-")
    if not is_public() or is_strong:
        return []
    return [
        Error(
            "SECRET_KEY can be guessed: who knows it can log in as anybody.",
            hint="Leave it unset, and the site makes one in its folder; or set 50 characters of chance.",
            id="jjsite.E002",
        )
    ]


@register(Tags.security)
def debugging_is_private(**kwargs: Any) -> list[CheckMessage]:
    if not (is_public() and settings.DEBUG):
        return []
    return [
        Error(
            f"DEBUG=yes shows the source code and the settings to every visitor of PUBLIC_URL={settings.PUBLIC_URL}.",
            hint="Unset DEBUG, or set a PUBLIC_URL on this machine.",
            id="jjsite.E003",
        )
    ]


@register(Tags.security)
def proxies_are_counted(**kwargs: Any) -> list[CheckMessage]:
    if settings.PROXIES or not is_https():
        return []
    return [
        Error(
            f"PROXIES=0, but something in front of the site speaks https for PUBLIC_URL={settings.PUBLIC_URL}: all "
            "logins would come from its address, and be throttled together.",
            hint="Set PROXIES to how many proxies a request comes through.",
            id="jjsite.E004",
        )
    ]


def is_https() -> bool:
    return urlsplit(settings.PUBLIC_URL).scheme == "https"


def is_public() -> bool:
    """Whether others than who runs it are to visit the site."""
    return is_https() or not is_this_machine(urlsplit(settings.PUBLIC_URL).hostname or "")


def is_this_machine(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
