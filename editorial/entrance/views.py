"""The page on which somebody sets up a second factor, replaces the recovery codes, or switches it off."""

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods
from django_otp import login as let_in

from .. import audit
from . import factor
from .forms import CodeForm, PasswordForm
from .middleware import at_the_door

WRONG_CODE = "This is not the code of this key. The clock of the telephone should be right to half a minute."
TOO_LATE = "You took an hour, so here is another key: put it into the app in the place of the one before."


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def second_factor(request, site):
    """Also for who gave a password and is not let in further while the site asks everybody for a second factor."""
    user = at_the_door(request)
    device = factor.device_of(user) if user.is_active and user.is_staff else None
    if not may_come(request, user, device):
        return redirect_to_login(request.get_full_path(), reverse("admin:login"))
    request.user = user
    if request.POST.get("verb") == "leave":
        logout(request)
        return HttpResponseRedirect(reverse("admin:login"))
    if device is None:
        return set_up(request, site)
    return change(request, site, device)


def may_come(request, user, device) -> bool:
    if not (user.is_active and user.is_staff):
        return False
    return device is None or factor.is_let_in(user, request.session)


def must_set_up(request) -> bool:
    """Whether somebody may come to the desk as soon as there is a second factor."""
    user = at_the_door(request)
    is_outside = user.is_active and user.is_staff and not request.user.is_authenticated
    return is_outside and factor.device_of(user) is None


def set_up(request, site):
    user = request.user
    device = factor.offered(user, request.POST.get("key", ""))
    form = CodeForm(request.POST) if request.method == "POST" and device else CodeForm()
    status = 200
    if request.method == "POST":
        codes = factor.turn_on(device, form.cleaned_data["code"]) if device and form.is_valid() else None
        if codes:
            request.session.cycle_key()
            let_in(request, device)
            audit.note("second factor on", user.get_username())
            return show(request, site, {"codes": codes})
        if device and not form.errors:
            form.add_error("code", WRONG_CODE)
        status = 400
    if device is None:
        sealed = factor.offer_key(user)
        device, form = factor.offered(user, sealed), CodeForm(initial={"key": sealed})
    context = {
        "form": form,
        "drawn": factor.drawn(device),
        "spelled": factor.spelled(device),
        "late": TOO_LATE if status == 400 and not form.is_bound else "",
    }
    return show(request, site, context, status)


def change(request, site, device):
    user, form, status = request.user, PasswordForm(request, request.user), 200
    if request.method == "POST":
        form = PasswordForm(request, user, request.POST)
        if form.is_valid() and request.POST.get("verb") == "replace":
            codes = factor.make_recovery_codes(user)
            audit.note("recovery codes replaced", user.get_username())
            return show(request, site, {"codes": codes})
        if form.is_valid() and request.POST.get("verb") == "off":
            factor.turn_off(user)
            audit.note("second factor off", user.get_username())
            messages.success(request, "The second factor is switched off.")
            return HttpResponseRedirect(request.path)
        status = 429 if form.throttled else 400
    context = {"form": form, "device": device, "left": factor.recovery_codes_left(user)}
    response = show(request, site, context, status)
    if form.is_bound and form.throttled:
        response["Retry-After"] = str(form.throttled.seconds)
    return response


def show(request, site, context, status=200):
    context = {
        **site.each_context(request),
        "title": "Second factor",
        "is_let_in": factor.is_let_in(request.user, request.session),
        **context,
    }
    return TemplateResponse(request, "admin/desk/second_factor.html", context, status=status)
