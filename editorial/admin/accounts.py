"""Who may come to the desk: Django's own admin of them, with our lists."""

from django.contrib import admin
from django.contrib.auth import admin as stock
from django.contrib.auth.models import Group, User
from django.db import models
from django.forms import CheckboxSelectMultiple

from .changelists import GuardedLists
from .choosing import EntriesChoiceField
from .moments import MomentField, MomentInput


class AccountAdmin(GuardedLists):
    formfield_overrides = {models.DateTimeField: {"form_class": MomentField, "widget": MomentInput}}

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        """Boxes to tick: Django's two lists need a script, have no names, and break the policy on styles."""
        ours = {"form_class": EntriesChoiceField, "widget": CheckboxSelectMultiple}
        return super().formfield_for_manytomany(db_field, request, **ours | kwargs)


admin.site.unregister([Group, User])


@admin.register(User)
class UserAdmin(AccountAdmin, stock.UserAdmin):
    place = 70


@admin.register(Group)
class GroupAdmin(AccountAdmin, stock.GroupAdmin):
    place = 71
