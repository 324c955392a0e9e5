from django.urls import path

from . import views

app_name = "sources"

urlpatterns = [
    path("sources/", views.SourceListView.as_view(), name="source-list"),
    path("publishers/", views.PublishersView.as_view(), name="publishers"),
    path("sources/<slug:slug>/", views.SourceDetailView.as_view(), name="source-detail"),
    path("disagreements/", views.DiscrepancyListView.as_view(), name="discrepancy-list"),
    path("disagreements/<slug:slug>/", views.DiscrepancyDetailView.as_view(), name="discrepancy-detail"),
]
