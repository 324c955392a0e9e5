import unicodedata

from django import forms
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth.signals import user_login_failed
from django.core.exceptions import ValidationError
from django.utils.timesince import timeuntil

from .. import audit
from ..clients import address_of
from ..dates.moments import in_zone
from .factor import LONGEST_CODE, accepts
from .middleware import at_the_door
from .throttling import Throttled, attempt

WRONG = (
    "This does not let you in. Look at the name and the password once more, where capitals count, and at the code if "
    "you have a second factor: each is good once."
)


class CodeInput(forms.TextInput):
    def format_value(self, value):
        """Nothing: a code that was typed is used up, or wrong."""


class CodeField(forms.CharField):
    def __init__(self, **kwargs):
        attrs = {"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false"}
        super().__init__(max_length=LONGEST_CODE, widget=CodeInput(attrs=attrs), **kwargs)


class LoginForm(AdminAuthenticationForm):
    """Name, password, and a code from those who have a second factor. What was wrong of the three is not said."""

    code = CodeField(required=False, help_text="Leave it empty if you never set up a second factor.")
    throttled: Throttled | None = None

    error_messages = AdminAuthenticationForm.error_messages | {"invalid_login": WRONG}

    def clean(self):
        name, password = self.cleaned_data.get("username"), self.cleaned_data.get("password")
        if not (name and password):
            return self.cleaned_data
        with_throttle = self.count(name)
        cleaned = super().clean()
        user = self.get_user()
        if not accepts(user, self.cleaned_data.get("code", "")):
            self.user_cache = None
            user_login_failed.send(__name__, credentials={"username": name}, request=self.request)
            raise self.get_invalid_login_error()
        with_throttle.succeed(user)
        self.request.session.clear_expired()
        if at_the_door(self.request).is_authenticated:
            self.request.session.cycle_key()  # Django does it for those alone who come from outside.
        return cleaned

    def count(self, name: str):
        try:
            return attempt(name, address_of(self.request))
        except Throttled as throttled:
            self.throttled = throttled
            audit.note("throttled", audit.name_of_account(name))
            raise ValidationError(too_many(throttled), code="throttled") from None


class CodeForm(forms.Form):
    """The first code of a new device, whose key comes along sealed."""

    key = forms.CharField(widget=forms.HiddenInput)
    code = CodeField(label="Code that the app shows")


class PasswordForm(forms.Form):
    """Whoever sits there is who logged in."""

    password = forms.CharField(
        label="Your password",
        strip=False,
        max_length=4096,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, request, user, data=None):
        super().__init__(data)
        self.request, self.user = request, user
        self.throttled: Throttled | None = None

    def clean_password(self):
        password = self.cleaned_data["password"]
        try:
            counted = attempt(self.user.get_username(), address_of(self.request))
        except Throttled as throttled:
            self.throttled = throttled
            audit.note("throttled", self.user.get_username())
            raise ValidationError(too_many(throttled)) from None
        if not self.user.check_password(password):
            audit.note("password refused", self.user.get_username())
            raise ValidationError("This is not your password.")
        counted.succeed(self.user)
        return password


def too_many(throttled: Throttled) -> str:
    wait = unicodedata.normalize("NFKC", timeuntil(throttled.until, depth=1))
    wait = "a minute" if wait == "0 minutes" else wait
    return (
        f"This was tried too often, and is not listened to for a while. Wait {wait} and try again, "
        f"at {in_zone(throttled.until)}. Nobody is locked out for good."
    )
