"""The map of the whole site."""

from django.contrib import admin
from django.urls import include, path

from editorial.pages.reader import choose_horizon

from . import robots, sitemaps, views

urlpatterns = [
    path("", views.HomeView.as_view(), name="home"),
    path("about/", views.AboutView.as_view(), name="about"),
    path("styleguide/", views.StyleguideView.as_view(), name="styleguide"),
    path("horizon/", choose_horizon, name="horizon"),
    path("admin/", admin.site.urls),
    path("", include("episodes.urls")),
    path("", include("people.urls")),
    path("", include("reviews.urls")),
    path("", include("news.urls")),
    path("", include("sources.urls")),
    path("feeds/", include("editorial.feeds.urls")),
    path("cards/", include("editorial.cards.urls")),
    path("sitemap.xml", sitemaps.index, name="sitemaps"),
    path("sitemaps/<slug:name>.xml", sitemaps.section, name="sitemap"),
    path("robots.txt", robots.robots, name="robots"),
    path("", include("editorial.pictures.urls")),
    path("", include("editorial.pages.urls")),
]
