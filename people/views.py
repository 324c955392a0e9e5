from functools import cached_property

from editorial.pages.views import EntryDetailView, EntryListView

from .filters import CharacterFilter, PersonFilter
from .models import Character, Identity, Person


class PersonListView(EntryListView):
    model = Person
    filterset_class = PersonFilter
    paginate_by = 100


class PersonDetailView(EntryDetailView):
    model = Person
    row_joins = {"quotes": ["source__publication"]}


class CharacterListView(EntryListView):
    model = Character
    filterset_class = CharacterFilter
    paginate_by = 100


class CharacterDetailView(EntryDetailView):
    model = Character

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"identities": self.identities}

    def get_records(self):
        return [*super().get_records(), *self.identities]

    @cached_property
    def identities(self):
        return list(Identity.objects.public().of(self.object))
