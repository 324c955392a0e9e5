"""Lists that answer only the questions that they offer, however they are asked."""

from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.utils import lookup_spawns_duplicates
from django.core.exceptions import SuspiciousOperation
from django.db import DataError
from django.db.models import Q

from ..permissions import belongs_to
from ..publishing import Status
from ..revisions.models import WorkingCopy
from .choosing import is_identifier
from .relations import KnownValue, known_on_the_way, known_value

LONGEST_SEARCH = 200


class StatusFilter(admin.SimpleListFilter):
    title = "status"
    parameter_name = "status"

    def lookups(self, request, model_admin):
        return Status.choices

    def queryset(self, request, queryset):
        if self.value() is None:
            return queryset
        if self.value() not in Status.values:
            raise IncorrectLookupParameters
        return queryset.with_status(self.value())


class WorkingCopyFilter(admin.SimpleListFilter):
    title = "changes waiting"
    parameter_name = "copy"

    def lookups(self, request, model_admin):
        return [("yes", "with a working copy"), ("no", "without")]

    def queryset(self, request, queryset):
        if self.value() is None:
            return queryset
        if self.value() not in ("yes", "no"):
            raise IncorrectLookupParameters
        copies = WorkingCopy.objects.filter(model=queryset.model._meta.label_lower)
        waiting = Q(key__in=copies.values("key"))
        return queryset.filter(waiting if self.value() == "yes" else ~waiting)


class MineFilter(admin.SimpleListFilter):
    title = "whose"
    parameter_name = "whose"

    def lookups(self, request, model_admin):
        return [("mine", "mine")]

    def queryset(self, request, queryset):
        if self.value() is None:
            return queryset
        if self.value() != "mine":
            raise IncorrectLookupParameters
        return queryset.filter(belongs_to(request.user, queryset.model))


class KnownRelatedFilter(admin.RelatedFieldListFilter):
    """A choice among those only that the list of their own kind shows to whoever looks."""

    def __init__(self, field, request, params, model, model_admin, field_path):
        self.known = model_admin.admin_site.get_model_admin(field.related_model).get_queryset(request)
        super().__init__(field, request, params, model, model_admin, field_path)

    def field_choices(self, field, request, model_admin):
        ordering = self.field_admin_ordering(field, request, model_admin)
        return field.get_choices(
            include_blank=False, ordering=ordering, limit_choices_to={"pk__in": self.known.values("pk")}
        )

    def queryset(self, request, queryset):
        """The number of another one finds nothing, as one that there is not, nor what names a known one beside it."""
        if self.lookup_val is not None:
            self.used_parameters[f"{self.field_path}__in"] = [self.known.values("pk")]
        return super().queryset(request, queryset)


admin.FieldListFilter.register(lambda field: field.is_relation, KnownRelatedFilter, take_priority=True)


class GuardedLists(admin.ModelAdmin):
    def lookup_allowed(self, lookup, value, request):
        """Nobody may put questions to a column that no filter of the list asks."""
        return lookup in declared_lookups(self, request)

    def get_changelist_instance(self, request):
        try:
            return super().get_changelist_instance(request)
        except (DataError, OverflowError, ValueError) as error:  # NUL, a number beyond all columns
            raise IncorrectLookupParameters from error

    def get_sortable_by(self, request):
        """Without the columns that name what one may not know of: the order would tell of it."""
        columns = self.get_list_display(request)
        return [name for name in columns if not known_on_the_way(request.user, self.model, name)]

    def get_search_fields(self, request):
        """With what one may not know of left out of what a relation leads to."""
        through = self.search_through_relations(request)
        return [through[path].name if path in through else path for path in super().get_search_fields(request)]

    def get_search_results(self, request, queryset, search_term):
        if "\0" in search_term or len(search_term) > LONGEST_SEARCH:
            return queryset.none(), False
        through = self.search_through_relations(request)
        queryset = queryset.alias(**{each.name: each.value for each in through.values()})
        found, has_doubles = super().get_search_results(request, queryset, search_term)
        return found, has_doubles or any(lookup_spawns_duplicates(self.opts, path) for path in through)

    def search_through_relations(self, request) -> dict[str, KnownValue]:
        """By path, what stands for it in the search."""
        found = {path: known_value(request.user, self.model, path) for path in self.search_fields}
        return {path: value for path, value in found.items() if value}

    def response_action(self, request, queryset):
        if not all(map(is_identifier, request.POST.getlist(ACTION_CHECKBOX_NAME))):
            raise SuspiciousOperation("An action was asked for something that is no record.")
        return super().response_action(request, queryset)


def declared_lookups(model_admin, request) -> set[str]:
    """The questions that a list's own filters put to the database."""
    lookups = set()
    for item in model_admin.get_list_filter(request):
        if isinstance(item, str):
            lookups |= {f"{item}__exact", f"{item}__id__exact", f"{item}__isnull"}
        else:
            lookups.add(item.parameter_name)
    if day := model_admin.date_hierarchy:
        lookups |= {f"{day}__year", f"{day}__month", f"{day}__day"}
    return lookups
