from django.urls import path

from ..pages.answers import for_machines
from .formats import AtomFeed, JSONFeed
from .views import EntriesFeed

app_name = "feeds"
urlpatterns = [
    path("<slug:name>.atom", for_machines(EntriesFeed(AtomFeed, "atom")), name="atom"),
    path("<slug:name>.json", for_machines(EntriesFeed(JSONFeed, "json")), name="json"),
]
