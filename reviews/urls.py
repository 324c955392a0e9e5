from django.urls import path

from . import views

app_name = "reviews"

urlpatterns = [
    path("reception/", views.ReceptionView.as_view(), name="reception"),
    path("reviews/", views.ReviewListView.as_view(), name="review-list"),
    path("reviews/<slug:slug>/", views.ReviewDetailView.as_view(), name="review-detail"),
    path("awards/", views.NominationListView.as_view(), name="nomination-list"),
    path("awards/<slug:slug>/", views.NominationDetailView.as_view(), name="nomination-detail"),
]
