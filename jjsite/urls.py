"""The map of the whole site."""

from django.contrib import admin
from django.urls import include, path
from django.views.generic import TemplateView

from editorial.pages.reader import choose_horizon

from . import search, views

urlpatterns = [
    path("", views.HomeView.as_view(), name="home"),
    path("search/", search.SearchView.as_view(), name="search"),
    path("search/suggestions/", search.suggestions, name="search-suggestions"),
    path("about/", views.AboutView.as_view(), name="about"),
    path("styleguide/", TemplateView.as_view(template_name="jjsite/styleguide.html"), name="styleguide"),
    path("horizon/", choose_horizon, name="horizon"),
    path("admin/", admin.site.urls),
    path("", include("episodes.urls")),
    path("", include("people.urls")),
    path("", include("reviews.urls")),
    path("", include("news.urls")),
    path("", include("sources.urls")),
    path("", include("editorial.pictures.urls")),
    path("", include("editorial.pages.urls")),
]
