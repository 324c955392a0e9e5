from django.urls import path, re_path

from . import views

app_name = "api"

urlpatterns = [
    path("", views.IndexView.as_view(), name="index"),
    path("openapi.json", views.DescriptionView.as_view(), name="description"),
    path("docs/", views.DocumentationView.as_view(), name="docs"),
    path("<slug:word>/", views.EntryListView.as_view(), name="entry-list"),
    path("<slug:word>/<slug:key>/", views.EntryDetailView.as_view(), name="entry-detail"),
    re_path("", views.NothingView.as_view(), name="nothing"),
]
