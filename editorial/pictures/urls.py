from django.urls import re_path

from .views import picture_file

app_name = "pictures"
urlpatterns = [re_path(r"^pictures/(?P<name>[A-Za-z0-9_-]{1,60}\.webp)$", picture_file, name="picture-file")]
