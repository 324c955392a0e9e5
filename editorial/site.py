from django.contrib import admin
from django.urls import path

from .guide import guide_page
from .suggesting import suggest

LAST = 999


class DeskSite(admin.AdminSite):
    site_title = "Jessica Jones Casebook"
    site_header = "Jessica Jones Casebook – the desk"
    index_title = "The desk"
    enable_nav_sidebar = False  # Lists and forms need the room.
    app_names = {"auth": "Accounts", "editorial": "Pictures"}

    def get_urls(self):
        """Ours first: the site's own end with one that takes every address.

        Without the one that leads from any record's number to its address, whoever asks: that may be a secret yet.
        """
        return [
            path("suggest/", self.admin_view(suggest), {"site": self}, name="suggest"),
            path("guide/<slug:name>/", self.admin_view(guide_page), {"site": self}, name="guide"),
            *(pattern for pattern in super().get_urls() if getattr(pattern, "name", "") != "view_on_site"),
        ]

    def get_app_list(self, request, app_label=None):
        """In the order of what editors do, as the `place` of each model's admin says."""
        apps = super().get_app_list(request, app_label)
        for app in apps:
            app["name"] = self.app_names.get(app["app_label"], app["name"])
            app["models"].sort(key=self.place_of)
        return sorted(apps, key=lambda app: self.place_of(app["models"][0]))

    def place_of(self, model):
        return getattr(self.get_model_admin(model["model"]), "place", LAST)
