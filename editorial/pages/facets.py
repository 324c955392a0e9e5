"""What a list can be narrowed by, with how many entries each option would leave.

Several values of one facet are any of them, different facets are all of them. The number beside an option is how many
entries the list would have if it were chosen in addition to what is chosen in the other facets. Nothing is offered or
counted but what may stand open before the reader: a number would give away what stands behind a veil.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

import django_filters
from django.core.exceptions import ValidationError
from django.db.models import Case, Count, Q, QuerySet, When
from django.db.models.functions import Left
from django.utils.functional import cached_property
from django.utils.text import capfirst

from ..dates.partial import UNDATED
from ..horizon import Horizon

SHOWN = 12  # options at once; the others are folded away
MOST_SHOWN = 100
MOST_CHOSEN = 50
VALUE = "facet_value"  # what an expression makes of a row


@dataclass(frozen=True)
class Option:
    """A value to choose, as readers know it; `stored` is how the database does."""

    value: str
    label: str
    count: int | None = None  # None where the number would give something away
    is_chosen: bool = False
    stored: tuple = ()


class FacetField(django_filters.fields.MultipleChoiceField):
    default_error_messages = {
        "invalid_choice": "Select a valid choice. What was asked for is none of these.",
        "too_many": f"Select at most {MOST_CHOSEN}.",
    }

    def to_python(self, value):
        return list(dict.fromkeys(filter(None, super().to_python(value))))

    def validate(self, value):
        if len(value) > MOST_CHOSEN:
            raise ValidationError(self.error_messages["too_many"], code="too_many")
        super().validate(value)


class Facet(django_filters.MultipleChoiceFilter):
    """One question about the entries of a list.

    `matched_by` is the field of the entries by which an answer names them. Of a facet that `gives_away`, each answer
    is a spoiler: who has not said how far they are is told no numbers, and gets the list behind a veil.

    Options are read from the database, and what a visitor sends is looked for among them: nothing typed gets there.
    """

    field_class = FacetField

    def __init__(self, label, *, matched_by="pk", gives_away=False):
        super().__init__(label=label)
        self.matched_by, self.gives_away = matched_by, gives_away

    def counted(self, entries: QuerySet, limit: int | None = None) -> list[Option]:
        """What these entries answer, in the order of the options; the chosen and the most frequent, if not all."""
        raise NotImplementedError

    def matching(self, options: Iterable[Option]) -> QuerySet:
        """What names the entries that give one of these answers."""
        raise NotImplementedError

    @property
    def name(self) -> str:
        return self.field_name

    @property
    def horizon(self) -> Horizon:
        return self.parent.request.horizon

    @property
    def is_veiled(self) -> bool:
        return self.gives_away and not self.horizon.is_chosen

    @cached_property
    def sent(self) -> list[str]:
        values = self.field_class.widget().value_from_datadict(self.parent.data, {}, self.name)
        return list(dict.fromkeys(filter(None, values or ())))

    @cached_property
    def offered(self) -> dict[str, Option]:
        """All that may be chosen: asked for only where something was sent."""
        if not self.sent:
            return {}
        found = self.parent.once((self.name,), lambda: self.counted(self.parent.countable()))
        return {option.value: option for option in found}

    @cached_property
    def chosen(self) -> list[Option]:
        return [self.offered[value] for value in self.sent if value in self.offered][:MOST_CHOSEN]

    @cached_property
    def options(self) -> list[Option]:
        """What the form shows: the options with entries, and those that are chosen already."""
        chosen = {option.value: option for option in self.chosen}
        counted = self.parent.once(
            (self.name, *self.parent.answers),
            lambda: self.counted(self.parent.countable(beside=self), MOST_SHOWN + 1),
        )
        found = {option.value: option for option in counted}
        missing = [replace(option, count=0) for value, option in chosen.items() if value not in found]
        says_nothing = self.is_veiled or self.parent.is_veiled
        return [
            replace(
                option,
                count=None if says_nothing else option.count,
                is_chosen=option.value in chosen,
            )
            for option in [*missing, *found.values()]
        ]

    @property
    def shown(self) -> list[Option]:
        return self.options[:SHOWN]

    @property
    def folded(self) -> list[Option]:
        return self.options[SHOWN:MOST_SHOWN]

    @property
    def is_folded_open(self) -> bool:
        return any(option.is_chosen for option in self.folded)

    @property
    def is_cut(self) -> bool:
        return len(self.options) > MOST_SHOWN

    @property
    def is_offered(self) -> bool:
        """Whether there is something to choose between, or to take back."""
        return len(self.options) > (0 if self.is_veiled else 1) or bool(self.sent)

    @property
    def errors(self):
        return self.parent.form.errors.get(self.name, ())

    @cached_property
    def field(self):
        self.extra["choices"] = [(option.value, option.label) for option in self.chosen]
        return super().field

    def filter(self, queryset: QuerySet, options: Iterable[Option]) -> QuerySet:
        return queryset.filter(**{f"{self.matched_by}__in": self.matching(options)}) if options else queryset


class RowFacet(Facet):
    """A facet whose answers stand in rows: each names an entry, and a value of it.

    value    the field that holds the value, or an expression of it
    rows     a queryset for a horizon: what may be told and counted; else the entries themselves
    entry    the field that names the entry
    named_by the field that holds what readers call the value, or the names by value; else the value itself
    read_as  what becomes of a stored value in the address; "" is none
    by_name  whether the options stand in the order of their values, and not by their number
    """

    def __init__(self, label, value, *, rows=None, entry="pk", named_by=None, read_as=str, by_name=False, **kwargs):
        super().__init__(label, **kwargs)
        self.value, self.expressions = (value, {}) if isinstance(value, str) else (VALUE, {VALUE: value})
        self.rows_for: Callable[[Horizon], QuerySet] | None = rows
        self.entry, self.read_as, self.by_name = entry, read_as, by_name
        self.named_by = named_by
        self.label_field = named_by if isinstance(named_by, str) else self.value

    @cached_property
    def rows(self) -> QuerySet:
        rows_for = self.rows_for or open_to(self.model)
        return rows_for(self.horizon).annotate(**self.expressions).order_by()

    @cached_property
    def names(self) -> Mapping:
        return self.named_by if isinstance(self.named_by, Mapping) else {}

    def counted(self, entries, limit=None):
        rows = self.rows.filter(**{f"{self.entry}__in": entries.order_by().values(self.matched_by)})
        found = rows.values(*dict.fromkeys([self.value, self.label_field])).annotate(
            entries_found=Count(self.entry, distinct=True)
        )
        # What is read alike has to be added up first, and is never much.
        if limit and self.read_as is str:
            found = found.order_by(*self.chosen_first(), *self.order)[:limit]
        else:
            found = found.order_by(*self.order)
        options = self.merged(found)
        return sorted(options, key=lambda option: option.value) if self.by_name else options

    @property
    def order(self) -> list[str]:
        # Where answers are veiled, even this order would say who gives how many.
        return [*([] if self.is_veiled else ["-entries_found"]), self.label_field, self.value]

    def chosen_first(self) -> list[Case]:
        stored = [stored for option in self.chosen for stored in option.stored]
        return [Case(When(**{f"{self.value}__in": stored}, then=0), default=1)] if stored else []

    def merged(self, found) -> list[Option]:
        """Values that are read alike are one option."""
        options: dict[str, Option] = {}
        for row in found:
            stored = row[self.value]
            value = "" if stored is None else self.read_as(stored)
            if not value:
                continue
            name = self.names.get(value) or (value if self.label_field == self.value else row[self.label_field])
            before = options.get(value, Option(value, capfirst(str(name)), 0))
            count = before.count + row["entries_found"]
            options[value] = replace(before, count=count, stored=(*before.stored, stored))
        return list(options.values())

    def matching(self, options):
        stored = [stored for option in options for stored in option.stored]
        return self.rows.filter(**{f"{self.value}__in": stored}).values(self.entry)


class ChoiceFacet(RowFacet):
    """By a field with choices, whose labels are what readers call them."""

    @cached_property
    def names(self):
        return dict(self.rows.model._meta.get_field(self.value).flatchoices)


class EntryFacet(RowFacet):
    """By the entry that a field names."""

    def __init__(self, label, field, **kwargs):
        super().__init__(label, f"{field}__slug", named_by=f"{field}__title", **kwargs)


class YearFacet(RowFacet):
    """By the year of a partial date, the undated last."""

    def __init__(self, label, date):
        super().__init__(
            label,
            Left(date, len("2018")),
            read_as=lambda year: year if year.isdigit() else UNDATED,
            by_name=True,
        )


class Group(NamedTuple):
    """Entries that have something in common; `members` gives what names them, for a horizon."""

    value: str
    label: str
    members: Callable[[Horizon], QuerySet]


class GroupFacet(Facet):
    """A facet whose options are groups that may overlap, each found in its own way; `groups` gives them."""

    def __init__(self, label, *, groups: Callable[[], Iterable[Group]], **kwargs):
        super().__init__(label, **kwargs)
        self.groups = groups

    def counted(self, entries, limit=None):
        groups = {f"group_{number}": group for number, group in enumerate(self.groups())}
        found = entries.order_by().aggregate(
            **{name: Count("pk", filter=self.belongs_to(group)) for name, group in groups.items()}
        )
        options = [Option(group.value, capfirst(group.label), found[name]) for name, group in groups.items()]
        return sorted([option for option in options if option.count], key=lambda option: -option.count)

    def belongs_to(self, group: Group) -> Q:
        return Q(**{f"{self.matched_by}__in": group.members(self.horizon)})

    def filter(self, queryset, options):
        groups = {group.value: group for group in self.groups()}
        q = Q()
        for option in options:
            q |= self.belongs_to(groups[option.value])
        return queryset.filter(q)


def open_to(model) -> Callable[[Horizon], QuerySet]:
    """The public records of a model that may stand open, for a horizon."""
    return lambda horizon: model.objects.public().open(horizon)
