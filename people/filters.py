import django_filters

from editorial.pages.filters import OptionsFilter

from .models import Character, Person, initial_of


def initials(horizon):
    """The letters under which there is somebody who may be named."""
    firsts = Person.objects.public().open(horizon).first_characters()
    return [(letter, letter) for letter in sorted({initial_of(first) for first in firsts})]


class PersonFilter(django_filters.FilterSet):
    initial = OptionsFilter(options=initials, method="under_initial", label="Surname begins with")
    only = django_filters.ChoiceFilter(
        choices=[("quoted", "who are quoted"), ("otherwise-named", "whose names vary in print")],
        empty_label="all",
        method="narrowed",
        label="People",
    )

    class Meta:
        model = Person
        fields = []

    def under_initial(self, queryset, name, letter):
        return queryset.under(letter)

    def narrowed(self, queryset, name, choice):
        return {"quoted": queryset.quoted, "otherwise-named": queryset.otherwise_named}[choice](self.request.horizon)


class CharacterFilter(django_filters.FilterSet):
    unnamed = django_filters.ChoiceFilter(
        choices=[("no", "with a name"), ("yes", "whom the story leaves unnamed")],
        empty_label="all",
        method="by_name",
        label="Characters",
    )

    class Meta:
        model = Character
        fields = []

    def by_name(self, queryset, name, answer):
        return queryset.filter(unnamed=answer == "yes")
