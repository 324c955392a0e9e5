from django.db.models.functions import Left

from editorial.pages.facets import GroupFacet, RowFacet, open_to
from editorial.pages.filters import EntryFilterSet

from .groups import groups
from .models import Character, Person, initial_of


class PersonFilter(EntryFilterSet):
    one, many = "person", "people"

    group = GroupFacet(label="Who they are", groups=groups)
    initial = RowFacet(
        label="Surname begins with",
        rows=lambda horizon: Person.objects.public().open(horizon).annotate(first_character=Left("sort_name", 1)),
        value="first_character",
        read_as=initial_of,
        by_name=True,
    )

    class Meta:
        model = Person
        fields = []


class CharacterFilter(EntryFilterSet):
    one, many = "character", "characters"

    unnamed = RowFacet(
        label="Name",
        rows=open_to(Character),
        value="unnamed",
        read_as=lambda unnamed: "yes" if unnamed else "no",
        named_by={"no": "with a name", "yes": "left unnamed by the story"},
    )

    class Meta:
        model = Character
        fields = []
