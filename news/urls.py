from django.urls import path

from . import views

app_name = "news"

urlpatterns = [
    path("news/", views.ArticleListView.as_view(), name="article-list"),
    path("news/<slug:slug>/", views.ArticleDetailView.as_view(), name="article-detail"),
    path("predictions/", views.ClaimListView.as_view(), name="claim-list"),
    path("predictions/<slug:slug>/", views.ClaimDetailView.as_view(), name="claim-detail"),
]
