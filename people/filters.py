from django.db.models.functions import Left

from editorial.pages.facets import GroupFacet, RowFacet
from editorial.pages.filters import EntryFilterSet

from .groups import groups
from .models import initial_of


class PersonFilter(EntryFilterSet):
    one, many = "person", "people"

    group = GroupFacet("Who they are", groups=groups)
    initial = RowFacet("Surname begins with", Left("sort_name", 1), read_as=initial_of, by_name=True)


class CharacterFilter(EntryFilterSet):
    one, many = "character", "characters"

    unnamed = RowFacet(
        "Name",
        "unnamed",
        named_by={"no": "with a name", "yes": "left unnamed by the story"},
        read_as=lambda unnamed: "yes" if unnamed else "no",
    )
