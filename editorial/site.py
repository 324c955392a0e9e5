from functools import wraps

from django.contrib import admin
from django.contrib.messages.storage import default_storage
from django.db import IntegrityError
from django.http import HttpResponseRedirect
from django.urls import path, reverse

from . import audit
from .dashboard import panels_for
from .entrance.forms import LoginForm
from .entrance.views import must_set_up, second_factor
from .guide import guide_page, guide_picture
from .reports import reports
from .searching import search
from .snapshot import Unappliable
from .suggesting import Choices, suggest
from .trash.choosing import choose
from .trash.views import trash_list, undelete_page

LAST = 999


class DeskSite(admin.AdminSite):
    site_title = "Jessica Jones Casebook"
    site_header = "Jessica Jones Casebook – the desk"
    index_title = "The desk"
    login_form = LoginForm
    enable_nav_sidebar = False  # Lists and forms need the room.
    app_names = {"auth": "Accounts", "editorial": "Pictures"}

    def get_urls(self):
        """Ours first: the site's own end with one that takes every address.

        Without the one that leads from any record's number to its address, whoever asks: that may be a secret yet.
        """
        return [
            path("second-factor/", second_factor, {"site": self}, name="second-factor"),
            path("suggest/", self.admin_view(suggest), {"site": self}, name="suggest"),
            path("search/", self.admin_view(search), {"site": self}, name="search"),
            path("reports/", self.admin_view(reports), {"site": self}, name="reports"),
            path("guide/pictures/<slug:name>.png", self.admin_view(guide_picture), name="guide-picture"),
            path("guide/<slug:name>/", self.admin_view(guide_page), {"site": self}, name="guide"),
            path("trash/", self.admin_view(trash_list), {"site": self}, name="trash"),
            path("trash/choose/", self.admin_view(choose), {"site": self}, name="trash-choose"),
            path("trash/<int:pk>/", self.admin_view(undelete_page), {"site": self}, name="undelete"),
            *(pattern for pattern in super().get_urls() if getattr(pattern, "name", "") != "view_on_site"),
        ]

    def login(self, request, extra_context=None):
        """With the way to a second factor for who has to set one up, and 429 for who tried too often."""
        if request.method == "GET" and must_set_up(request):
            return HttpResponseRedirect(reverse("admin:second-factor"))
        if request.method == "GET" and request.user.is_authenticated and not self.has_permission(request):
            audit.note_refusal(request, request.GET.get("next", ""))
        response = super().login(request, extra_context)
        form = getattr(response, "context_data", {}).get("form")
        if form and form.throttled:
            response.status_code = 429
            response.headers["Retry-After"] = str(form.throttled.seconds)
        return response

    def admin_view(self, view, cacheable=False):
        return super().admin_view(once_more(view), cacheable)

    def autocomplete_view(self, request):
        return Choices.as_view(admin_site=self)(request)

    def index(self, request, extra_context=None):
        panels = {"panels": panels_for(self, request.user)}
        return super().index(request, panels | (extra_context or {}))

    def get_app_list(self, request, app_label=None):
        """In the order of what editors do, as the `place` of each model's admin says."""
        apps = super().get_app_list(request, app_label)
        for app in apps:
            app["name"] = self.app_names.get(app["app_label"], app["name"])
            app["models"].sort(key=self.place_of)
        return sorted(apps, key=lambda app: self.place_of(app["models"][0]))

    def place_of(self, model):
        return getattr(self.get_model_admin(model["model"]), "place", LAST)


def once_more(view):
    """Ask a page again if what it did met what somebody else did at the same moment: its checks see that now.

    Of the first time nothing stays, neither in the database nor among the messages.
    """

    @wraps(view)
    def asked(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except (IntegrityError, Unappliable):
            request._messages = default_storage(request)
            return view(request, *args, **kwargs)

    return asked
