"""Who may come to the desk: Django's own admin of them, with our lists."""

from django.contrib import admin
from django.contrib.auth import admin as stock
from django.contrib.auth.models import Group, User

from .changelists import GuardedLists
from .choosing import EntriesChoiceField


class AccountAdmin(GuardedLists):
    def formfield_for_manytomany(self, db_field, request, **kwargs):
        return super().formfield_for_manytomany(db_field, request, **{"form_class": EntriesChoiceField} | kwargs)


admin.site.unregister([Group, User])


@admin.register(User)
class UserAdmin(AccountAdmin, stock.UserAdmin):
    place = 70


@admin.register(Group)
class GroupAdmin(AccountAdmin, stock.GroupAdmin):
    place = 71
