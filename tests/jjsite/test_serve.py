import socket

import pytest
from django.core.management import CommandError

from jjsite.management.commands.serve import free_address


def test_address_is_numeric():
    assert free_address("localhost", 0) in {"127.0.0.1", "::1"}


def test_taken_port_is_refused_in_one_line():
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]

        with pytest.raises(CommandError) as error:
            free_address("127.0.0.1", port)

    assert str(error.value).startswith(f"Cannot listen on HOST=127.0.0.1 PORT={port}: Address already in use")


def test_unknown_host_is_refused_in_one_line():
    with pytest.raises(CommandError, match=r"Cannot listen on HOST=nowhere\.invalid PORT=80: "):
        free_address("nowhere.invalid", 80)
