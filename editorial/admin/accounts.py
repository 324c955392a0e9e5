"""Who may come to the desk: Django's own admin of them, with our lists.

Nobody gives away more than they hold, nor has a hand in the account of somebody who holds more: only a superuser sees
and makes superusers, and grants single permissions.
"""

from django import forms
from django.contrib import admin
from django.contrib.auth import admin as stock
from django.contrib.auth.models import Group, Permission, User
from django.db import models
from django.forms import CheckboxSelectMultiple
from django_otp.plugins.otp_static.admin import StaticDevice
from django_otp.plugins.otp_totp.admin import TOTPDevice

from .. import audit
from ..entrance import factor
from .changelists import GuardedLists
from .choosing import EntriesChoiceField
from .moments import MomentField, MomentInput
from .pages import HidesUnknown


class AccountAdmin(HidesUnknown, GuardedLists):
    formfield_overrides = {models.DateTimeField: {"form_class": MomentField, "widget": MomentInput}}

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        """Boxes to tick: Django's two lists need a script, have no names, and break the policy on styles."""
        ours = {"form_class": EntriesChoiceField, "widget": CheckboxSelectMultiple}
        if not request.user.is_superuser:
            held = held_by(request.user)
            ours["queryset"] = held if db_field.related_model is Permission else groups_within(held)
        return super().formfield_for_manytomany(db_field, request, **ours | kwargs)


def held_by(user) -> models.QuerySet[Permission]:
    """The permissions that somebody has, by themselves or in a group."""
    granted = models.Q(user=user) | models.Q(group__user=user)
    pks = Permission.objects.filter(granted).values("pk")
    return Permission.objects.filter(pk__in=pks).select_related("content_type")


def groups_within(held: models.QuerySet[Permission]) -> models.QuerySet[Group]:
    """The groups that hold no more than these."""
    return Group.objects.exclude(permissions__in=beyond(held))


def users_within(held: models.QuerySet[Permission]) -> models.QuerySet[User]:
    """Those who hold no more than these."""
    more = beyond(held)
    return (
        User.objects.filter(is_superuser=False).exclude(user_permissions__in=more).exclude(groups__permissions__in=more)
    )


def beyond(held: models.QuerySet[Permission]) -> models.QuerySet[Permission]:
    return Permission.objects.exclude(pk__in=held.values("pk"))


# Keys and codes are for whom they let in, on the page of the second factor.
admin.site.unregister([Group, User, StaticDevice, TOTPDevice])


class UserForm(stock.UserAdmin.form):
    remove_second_factor = forms.BooleanField(
        label="Remove the second factor",
        required=False,
        help_text="For somebody who lost the telephone and the recovery codes. Be sure that it is them who asks.",
    )


@admin.register(User)
class UserAdmin(AccountAdmin, stock.UserAdmin):
    place = 70
    form = UserForm

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or not may_remove_factor(request.user, obj):
            return fieldsets
        return [*fieldsets, ("Second factor", {"fields": ["remove_second_factor"]})]

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if form.cleaned_data.get("remove_second_factor") and may_remove_factor(request.user, obj):
            factor.turn_off(obj)
            audit.note("second factor removed", request.user.get_username(), f"auth.user {obj.get_username()}")

    def get_queryset(self, request):
        users = super().get_queryset(request)
        if request.user.is_superuser:
            return users
        return users.filter(pk__in=users_within(held_by(request.user)).values("pk"))

    def get_readonly_fields(self, request, obj=None):
        fields = super().get_readonly_fields(request, obj)
        return fields if request.user.is_superuser else [*fields, "is_superuser", "user_permissions"]


def may_remove_factor(user, account) -> bool:
    """Whether there is one to remove; one's own is switched off on its page, with the password."""
    return account != user and factor.device_of(account) is not None


@admin.register(Group)
class GroupAdmin(AccountAdmin, stock.GroupAdmin):
    place = 71

    def get_queryset(self, request):
        groups = super().get_queryset(request)
        if request.user.is_superuser:
            return groups
        return groups.filter(pk__in=groups_within(held_by(request.user)).values("pk"))
