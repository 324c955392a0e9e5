import pytest
from django.contrib.auth.models import AnonymousUser
from django.template import engines
from django.test import RequestFactory
from django.urls import include, path
from django.utils import timezone

from editorial.horizon import NOT_CHOSEN
from editorial.pages import boxes
from editorial.pages.boxes import Box, boxes_of
from editorial.pages.views import EntryDetailView
from people.models import Character, Person
from sources.models import Source


def names_of(kind):
    """The addresses that pages of a kind lead to."""
    return [
        path("", EntryDetailView, name=f"{kind}-list"),
        path("<slug>/", EntryDetailView, name=f"{kind}-detail"),
    ]


urlpatterns = [
    path(f"{kind}s/", include((names_of(kind), app))) for kind, app in [("person", "people"), ("source", "sources")]
]

NOTE_TEMPLATE = "tests/_note_box.html"
NOTE = """
  {% load editorial_tags %}
  <h2>{{ box.context.heading }}</h2>
  {% for record in box.records %}{% prose record.digest %}{% endfor %}
"""
PAGE = '{% load editorial_tags %}<h1>{{ object }}</h1>{% include "includes/_boxes.html" %}{% footnotes %}'


@pytest.fixture(autouse=True)
def makers(monkeypatch):
    """No app has registered a box yet."""
    monkeypatch.setattr(boxes, "_makers", {})


@pytest.fixture
def note_template(settings):
    """The template of a box, beside those of the site; the addresses are the test's own."""
    files = ("django.template.loaders.filesystem.Loader", settings.TEMPLATES[0]["DIRS"])
    loaders = [("django.template.loaders.locmem.Loader", {NOTE_TEMPLATE: NOTE}), files]
    settings.ROOT_URLCONF = __name__
    options = settings.TEMPLATES[0]["OPTIONS"] | {"loaders": loaders}
    settings.TEMPLATES = [settings.TEMPLATES[0] | {"APP_DIRS": False, "OPTIONS": options}]


def make_public(model, key, **fields):
    public = {"state": "published", "publish_at": timezone.now(), "title": key}
    return model.objects.create(key=key, **public | fields)


def named(name):
    return lambda entry, horizon: Box("box.html", {"name": name, "entry": entry})


def show(person):
    """The page of a person, as an `EntryDetailView` sets it."""

    class PersonDetail(EntryDetailView):
        model = Person

    request = RequestFactory().get("/")
    request.horizon = NOT_CHOSEN
    request.user = AnonymousUser()
    view = PersonDetail()
    view.setup(request, slug=person.slug)
    context = view.get(request).context_data
    return engines["django"].from_string(PAGE).render(context, request)


def test_boxes_come_in_the_order_in_which_they_were_registered():
    boxes.register(Person, named("credits"))
    boxes.register(Person, named("reviews"))
    person = Person(title="A. Director")

    found = boxes_of(person, NOT_CHOSEN)

    assert [box.context for box in found] == [
        {"name": "credits", "entry": person},
        {"name": "reviews", "entry": person},
    ]


def test_boxes_stand_only_on_pages_of_their_model():
    boxes.register(Person, named("credits"))

    assert boxes_of(Character(title="The tenant"), NOT_CHOSEN) == []


def test_a_maker_registered_twice_makes_one_box():
    maker = named("credits")
    boxes.register(Person, maker)
    boxes.register(Person, maker)

    assert len(boxes_of(Person(), NOT_CHOSEN)) == 1


def test_a_maker_may_have_nothing_to_show():
    boxes.register(Person, lambda person, horizon: None)

    assert boxes_of(Person(), NOT_CHOSEN) == []


@pytest.mark.django_db
def test_a_box_is_set_on_the_page_with_its_links_and_sources_resolved(note_template):
    make_public(Source, "a-report")
    make_public(Person, "a-writer", sort_name="Writer")
    note = Source(digest="With [[person:a-writer|her]].[@a-report]")
    boxes.register(Person, lambda person, horizon: Box(NOTE_TEMPLATE, {"heading": "Notes"}, [note]))

    html = show(make_public(Person, "a-director", sort_name="Director"))

    assert "<h1>a-director</h1>" in html
    assert "<h2>Notes</h2>" in html
    assert 'With <a href="/persons/a-writer/">her</a>.' in html
    assert 'id="cite-1a"' in html
    assert 'id="note-1"' in html
