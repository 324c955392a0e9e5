"""Saves by the desk's verbs, short enough to be read in a row."""

from editorial.desk import hold, save


def save_values(record, values, by=None, summary=""):
    """Save a record with these values at these places, into its working copy if it is live."""
    with hold(record) as held:
        return save(held, held.current.with_values(values), by, summary)


def save_fields(record, by=None, summary="", **fields):
    return save_values(record, {(name,): value for name, value in fields.items()}, by, summary)
