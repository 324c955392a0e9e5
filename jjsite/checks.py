"""Django system checks of the settings."""

import ipaddress
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Tags, register
from django.core.checks import Warning as CheckWarning


@register(Tags.security)
def public_url_is_safe(**kwargs: Any) -> list[CheckMessage]:
    url = urlsplit(settings.PUBLIC_URL)
    if url.scheme == "https" or is_this_machine(url.hostname or ""):
        return []
    return [
        CheckWarning(
            f"PUBLIC_URL={settings.PUBLIC_URL} sends passwords and cookies over the network unencrypted.",
            hint="Plain http is for this machine only. Put a proxy that speaks https in front; set PUBLIC_URL=https://…",
            id="jjsite.W001",
        )
    ]


def is_this_machine(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
