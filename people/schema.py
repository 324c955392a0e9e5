"""People and characters in the words of schema.org."""

from editorial.pages import schema

from .models import Alias, Character, Person


def names(entry):
    """Real or not: to schema.org both are persons. A misspelling is no name."""
    others = (alias for alias in schema.told(entry.public_aliases) if alias.kind != Alias.Kind.MISSPELLING)
    return {"alternateName": [alias.name for alias in others]}


def register():
    for model in (Person, Character):
        schema.register(model, "Person", names)
