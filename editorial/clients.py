"""Who is asking: the address of whoever sent a request, as far as it can be trusted."""

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from django.conf import settings
from django.http import HttpRequest

SITE_OF_IPV6 = 64  # bits: what one customer of a provider is given at least, and may change within at will


def address_of(request: HttpRequest) -> str:
    """The address from which a request came to the outermost of our proxies.

    Each proxy writes at the end of X-Forwarded-For who asked it; what stands before that, anybody can write.
    """
    nearest = parse(request.META.get("REMOTE_ADDR", ""))
    written = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")[-settings.PROXIES :] if settings.PROXIES else []
    address = parse(written[0]) if written else nearest
    return str(address or nearest or "")


def network_of(address: str) -> str:
    """What is counted as one place: an address, of version 6 all that its owner can have."""
    parsed = parse(address)
    if isinstance(parsed, IPv6Address):
        return str(IPv6Network((int(parsed), SITE_OF_IPV6), strict=False))
    return address


def parse(text: str) -> IPv4Address | IPv6Address | None:
    """An address of version 4 is one however it is written."""
    try:
        address = ip_address(text.strip())
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address
