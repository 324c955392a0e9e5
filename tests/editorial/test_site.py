"""Pages of the desk that are asked once more."""

import pytest
from django.contrib import messages
from django.contrib.messages.storage import default_storage
from django.db import IntegrityError

from editorial.site import once_more


@pytest.fixture
def asked(rf):
    request = rf.post("/")
    request.session = {}
    request._messages = default_storage(request)
    return request


@pytest.fixture
def view():
    """Makes a view that does its work in vain so many times, and answers with what it said."""

    def make(times_in_vain):
        tries = []

        def save(request):
            tries.append(request)
            messages.success(request, f"Saved at try {len(tries)}.")
            if len(tries) <= times_in_vain:
                raise IntegrityError(f"in vain {len(tries)}")
            return [str(message) for message in messages.get_messages(request)]

        return once_more(save)

    return make


def test_what_was_done_in_vain_is_done_again_and_only_the_second_time_is_told(asked, view):
    assert view(1)(asked) == ["Saved at try 2."]


def test_it_is_asked_no_third_time(asked, view):
    with pytest.raises(IntegrityError, match="in vain 2"):
        view(2)(asked)
