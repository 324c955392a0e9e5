from django.contrib import admin

from .formfields import DeskFields
from .forms import RowForm, RowFormSet

MOST_ROWS = 500  # of one kind in one record, so that a forged number makes no page that takes a minute


class RowOptions(DeskFields):
    """Rows within the form of their entry, edited by whoever may edit the entry."""

    form = RowForm
    formset = RowFormSet
    extra = 0
    max_num = MOST_ROWS
    prose_rows = 3
    explains_prose = False
    can_change_related = False

    def get_queryset(self, request):
        """With all that a row names, since each row says so."""
        fields = self.model._meta.concrete_fields
        named = [field.name for field in fields if field.many_to_one and field.name != self.model.parent]
        several = [field.name for field in self.model._meta.many_to_many]
        return super().get_queryset(request).select_related(*named).prefetch_related(*several)

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **{"absolute_max": self.max_num} | kwargs)
        formset.user = request.user
        return formset

    def has_view_permission(self, request, obj=None):
        return self.parent_admin.has_view_permission(request, obj)

    def has_change_permission(self, request, obj=None):
        if obj is None:
            return self.parent_admin.has_add_permission(request)
        return self.parent_admin.has_change_permission(request, obj)

    has_add_permission = has_delete_permission = has_change_permission

    @property
    def parent_admin(self):
        return self.admin_site.get_model_admin(self.parent_model)


class RowInline(RowOptions, admin.TabularInline):
    pass


class StackedRowInline(RowOptions, admin.StackedInline):
    pass
