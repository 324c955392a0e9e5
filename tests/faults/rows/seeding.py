"""What a deployment is filled with before it is looked at: run by its own `manage.py shell`, it prints what it made."""

import json

from django.db import transaction

from tests.sweeps.filling import Filler
from tests.sweeps.test_canaries import (
    addresses_for,
    bare_addresses,
    entry_models,
    leave_unsaved,
    make_hidden_records,
    make_links,
    make_public_site,
    move_to_trash,
    name_hidden_records,
    state_of,
)

ABOVE_WHAT_IS_SHIPPED = 400  # some numbers are there once only


def plant() -> None:
    """Every kind of record in every state, with a secret word of its own in each text."""
    print(json.dumps(planted()))


@transaction.atomic
def planted() -> dict:
    filler = Filler(number=ABOVE_WHAT_IS_SHIPPED)
    make_public_site(filler)
    hidden, expected = make_hidden_records(filler)
    links, dead = make_links(filler, hidden)
    move_to_trash(filler, [entry for entry in hidden if state_of(filler, entry) == "trashed"])
    leave_unsaved(filler, hidden)
    name_hidden_records(filler, hidden)
    return {
        "words": {word: [place.public, place.field, str(place)] for word, place in filler.places.items()},
        "starts": [*bare_addresses(), *public_addresses()],
        "probes": [*expected, *addresses_for(hidden)],
        "expected": expected,
        "dead": dead,
        "links": [link for _, link in links],
    }


def public_addresses() -> list[str]:
    return [entry.get_absolute_url() for model in entry_models() for entry in model.objects.public()]
