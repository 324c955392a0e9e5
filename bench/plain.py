"""The same data shown by Django's own generic views with bare templates and nothing around them."""

import os

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jjsite.settings")
settings.MIDDLEWARE = ["django.middleware.security.SecurityMiddleware", "django.middleware.common.CommonMiddleware"]
settings.ROOT_URLCONF = __name__
settings.TEMPLATES[0]["DIRS"].append(settings.BASE_DIR / "bench" / "templates")
django.setup()

from django.urls import path  # noqa: E402
from django.views.generic import DetailView, ListView  # noqa: E402

from editorial.links.models import Link  # noqa: E402
from people.models import Person  # noqa: E402

# What stands on the page of a person, with what each of it names.
NAMING = {
    "quotes": ["source__publication"],
    "credits": ["episode"],
    "crew_roles": ["season"],
    "castings": ["season", "character"],
    "reviews": [],
    "nominations": ["nomination"],
}


class PersonView(DetailView):
    model = Person
    template_name = "plain/detail.html"

    def get_context_data(self, **kwargs):
        rows = {name: getattr(self.object, name).select_related(*named) for name, named in NAMING.items()}
        links = Link.objects.filter(to_kind="person", to_key=self.object.key)
        return super().get_context_data(links=links, **rows, **kwargs)


urlpatterns = [
    path("", ListView.as_view(model=Person, paginate_by=100, template_name="plain/list.html")),
    path("people/", ListView.as_view(model=Person, paginate_by=100, template_name="plain/list.html")),
    path("people/<slug:slug>/", PersonView.as_view()),
]
application = WSGIHandler()
