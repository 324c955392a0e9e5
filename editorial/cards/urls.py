from django.urls import path

from . import views

app_name = "cards"
urlpatterns = [
    path("casebook.png", views.site_card, name="site"),
    path("<slug:kind>/<slug:slug>.png", views.entry_card, name="entry"),
]
