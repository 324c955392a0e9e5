"""Who is asking, behind proxies and without one, and who says to be somebody else."""

import pytest
from django.test import RequestFactory

from editorial.clients import address_of, network_of

NEAREST = "10.0.0.9"


def asked(forwarded=None, nearest=NEAREST):
    meta = {"REMOTE_ADDR": nearest} | ({} if forwarded is None else {"HTTP_X_FORWARDED_FOR": forwarded})
    return RequestFactory().get("/", **meta)


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, None, NEAREST),
        (0, "203.0.113.5", NEAREST),
        (1, "203.0.113.5", "203.0.113.5"),
        (1, "198.51.100.1, 127.0.0.1,203.0.113.5", "203.0.113.5"),
        (2, "198.51.100.1, 203.0.113.5, 10.0.0.1", "203.0.113.5"),
        (2, "203.0.113.5", "203.0.113.5"),
        (1, None, NEAREST),
        (1, "", NEAREST),
        (1, "203.0.113.5, not an address", NEAREST),
        (1, "203.0.113.5,", NEAREST),
        (1, "2001:DB8::0:1", "2001:db8::1"),
        (1, "::ffff:203.0.113.5", "203.0.113.5"),
    ],
)
def test_only_what_our_own_proxies_wrote_counts(settings, proxies, forwarded, address):
    settings.PROXIES = proxies

    assert address_of(asked(forwarded)) == address


def test_a_socket_without_an_address_has_none(settings):
    settings.PROXIES = 0

    assert address_of(asked(nearest="")) == ""


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.5", "203.0.113.5"),
        ("2001:db8:0:7::1", "2001:db8:0:7::/64"),
        ("2001:db8:0:7:ffff::2", "2001:db8:0:7::/64"),
        ("2001:db8:0:8::1", "2001:db8:0:8::/64"),
        ("::1", "::/64"),
        ("", ""),
    ],
)
def test_version_6_is_counted_by_what_one_owner_can_have(address, network):
    assert network_of(address) == network
