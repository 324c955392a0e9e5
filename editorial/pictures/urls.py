from django.urls import re_path

from .views import original, rendition

app_name = "pictures"
urlpatterns = [
    re_path(r"^pictures/(?P<name>[0-9a-f]{32}-[0-9a-z-]{1,40}\.(?:avif|webp|jpeg))\Z", rendition, name="rendition"),
    re_path(r"^pictures/original/(?P<name>[A-Za-z0-9_-]{1,64}\.webp)\Z", original, name="original"),
]
