from functools import cached_property

from editorial.pages.views import EntryDetailView, EntryListView, public_rows, shown_rows

from .faces import lead_to, truths
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

    def get_queryset(self):
        return super().get_queryset().exclude(pk__in=truths(self.request.horizon))


class CharacterDetailView(EntryDetailView):
    """A character; once a reader may be told who somebody is in truth, all of it on the page of that one."""

    model = Character

    def lead_on(self):
        pk = self.object.pk
        told = truths(self.request.horizon)
        if pk in told:
            return lead_to(Character.objects.get(pk=told[pk]))
        self.object.as_one = [pk, *(face for face, truth in told.items() if truth == pk)]
        return None

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"identities": self.identities, "faces": self.faces}

    def get_records(self):
        of_faces = [record for face in self.faces for record in [face, *shown_rows(face)]]
        return [*super().get_records(), *self.identities, *of_faces]

    @cached_property
    def faces(self):
        """The characters whose page this one is as well."""
        faces = (
            Character.objects.public()
            .told(self.request.horizon)
            .filter(pk__in=self.object.as_one)
            .exclude(pk=self.object.pk)
        )
        return (
            list(faces.for_listing().prefetch_related(*public_rows(Character, self.request.horizon)))
            if len(self.object.as_one) > 1
            else []
        )

    @cached_property
    def identities(self):
        return list(Identity.objects.public().told(self.request.horizon).of(self.object))
