"""The map of the whole site."""

from django.contrib import admin
from django.urls import include, path

from editorial.pages.reader import choose_horizon

from . import views

urlpatterns = [
    path("", views.HomeView.as_view(), name="home"),
    path("about/", views.AboutView.as_view(), name="about"),
    path("styleguide/", views.StyleguideView.as_view(), name="styleguide"),
    path("horizon/", choose_horizon, name="horizon"),
    path("admin/", admin.site.urls),
    path("api/", include("jjsite.api.urls")),
    path("", include("episodes.urls")),
    path("", include("people.urls")),
    path("", include("reviews.urls")),
    path("", include("news.urls")),
    path("", include("sources.urls")),
    path("", include("editorial.pictures.urls")),
    path("", include("editorial.pages.urls")),
]
