"""The map of the whole site."""

from django.contrib import admin
from django.urls import include, path

from editorial.pages.reader import choose_horizon

from . import robots, search, sitemaps, views

urlpatterns = [
    path("", views.HomeView.as_view(), name="home"),
    path("search/", search.SearchView.as_view(), name="search"),
    path("search/suggestions/", search.suggestions, name="search-suggestions"),
    path("about/", views.StatementView.as_view(template_name="jjsite/about.html", title="About"), name="about"),
    path(
        "accessibility/",
        views.StatementView.as_view(template_name="jjsite/accessibility.html", title="Accessibility"),
        name="accessibility",
    ),
    path(
        "privacy/",
        views.StatementView.as_view(template_name="jjsite/privacy.html", title="Privacy"),
        name="privacy",
    ),
    path("styleguide/", views.StyleGuideView.as_view(), name="styleguide"),
    path("horizon/", choose_horizon, name="horizon"),
    path("admin/", admin.site.urls),
    path("api/", include("jjsite.api.urls")),
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
