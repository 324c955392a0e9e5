from django.urls import re_path

from .by_link import preview_by_link

app_name = "previews"
urlpatterns = [
    re_path(r"^preview/(?P<token>[A-Za-z0-9_-]{43})/\Z", preview_by_link, name="by-link"),
]
