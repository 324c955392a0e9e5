from itertools import count

from people.models import Character, CharacterAlias, Identity, Person, PersonAlias, Quote

from .public import make_public
from .sources import make_source

serial = count(1)


def make_person(title="A. Person", **fields):
    return make_public(Person, title=title, **{"sort_name": title} | fields)


def make_character(title="A. Character", **fields):
    return make_public(Character, title=title, **{"sort_name": title} | fields)


def make_alias(entry, name, **fields):
    if isinstance(entry, Person):
        return PersonAlias.objects.create(person=entry, name=name, **fields)
    return CharacterAlias.objects.create(character=entry, name=name, **fields)


def make_quote(speaker, text="Words.", **fields):
    if "source" not in fields:
        fields["source"] = make_source()
    return Quote.objects.create(speaker=speaker, text=text, **fields)


def make_identity(face, truth, **fields):
    return Identity.objects.create(key=f"identity-{next(serial)}", face=face, truth=truth, **fields)
