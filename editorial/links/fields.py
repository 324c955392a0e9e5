from django.core.exceptions import ValidationError

from .. import kinds
from ..markup.fields import LineField


def validate_entry_ref(value):
    kind, colon, key = value.partition(":")
    if not colon or not key or not kinds.is_kind(kind):
        raise ValidationError(
            "“%(value)s” names no entry. Write kind:key with one of these kinds: %(kinds)s.",
            code="invalid_reference",
            params={"value": value, "kinds": ", ".join(kinds.words())},
        )


class EntryRefField(LineField):
    """The name of any entry, as `kind:key`, for apps that cannot import the app it is in.

    `part_field` names the field beside this one that says which of the entry's parts is meant.
    """

    default_validators = [*LineField.default_validators, validate_entry_ref]

    def __init__(self, *, part_field="", **kwargs):
        self.part_field = part_field
        kwargs.setdefault("help_text", "The entry concerned, as kind:key, for example person:eka-darville.")
        super().__init__(**kwargs)
