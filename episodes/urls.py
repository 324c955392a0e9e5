from django.urls import path

from . import calendars, views

app_name = "episodes"

urlpatterns = [
    path("feeds/releases.ics", calendars.releases, name="releases-calendar"),
    path("feeds/timeline.ics", calendars.timeline, name="timeline-calendar"),
    path("season/", views.SeasonListView.as_view(), name="season-list"),
    path("season/<slug:slug>/", views.SeasonDetailView.as_view(), name="season-detail"),
    path("season/<slug:slug>/makers/", views.SeasonMakersView.as_view(), name="season-makers"),
    path("season/<slug:slug>/ties/", views.SeasonTiesView.as_view(), name="season-ties"),
    path("chapters/", views.SectionListView.as_view(), name="section-list"),
    path("chapters/<slug:slug>/", views.SectionDetailView.as_view(), name="section-detail"),
    path("episodes/", views.EpisodeListView.as_view(), name="episode-list"),
    path("episodes/<slug:slug>/", views.EpisodeDetailView.as_view(), name="episode-detail"),
    path("appearances/", views.AppearancesView.as_view(), name="appearances"),
    path("where-to-watch/", views.WhereToWatchView.as_view(), name="where-to-watch"),
    path("timeline/", views.MilestoneListView.as_view(), name="milestone-list"),
    path("timeline/<slug:slug>/", views.MilestoneDetailView.as_view(), name="milestone-detail"),
    path("soundtrack/", views.AlbumListView.as_view(), name="album-list"),
    path("soundtrack/<slug:slug>/", views.AlbumDetailView.as_view(), name="album-detail"),
]
