"""What was changed last in each public list, and in all of them, for somebody who has seen nothing."""

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import Http404
from django.urls import reverse

from ..horizon import NEWCOMER
from ..kinds import kind_of
from ..pages.absolute import absolute, permanent_id
from ..pages.gists import description
from ..pages.lists import list_title, list_url, models_by_list
from ..pages.page import Page
from ..revisions.changes import with_changes

SHOWN = 50
EVERYTHING = "all"


class EntriesFeed(Feed):
    language = "en"

    def __init__(self, feed_type, format_name):
        self.feed_type, self.format_name = feed_type, format_name

    def get_object(self, request, name):
        models = models_by_list()
        if name != EVERYTHING and name not in models:
            raise Http404
        return name, list(models.values()) if name == EVERYTHING else [models[name]]

    def title(self, feed):
        name, models = feed
        return f"{'Everything new' if name == EVERYTHING else list_title(models[0])} · {settings.SITE_NAME}"

    def description(self, feed):
        return "What was published or changed last. It gives nothing away to those who have seen nothing."

    subtitle = description

    def link(self, feed):
        name, models = feed
        return absolute("/" if name == EVERYTHING else list_url(models[0]))

    def feed_url(self, feed):
        name, _ = feed
        return absolute(reverse(f"feeds:{self.format_name}", args=[name]))

    def feed_guid(self, feed):
        name, _ = feed
        return permanent_id("feeds", name)

    def author_name(self, feed):
        return f"The editors of the {settings.SITE_NAME}"

    def author_link(self, feed):
        return absolute("/")

    def items(self, feed):
        _, models = feed
        entries = [entry for model in models for entry in latest(model)]
        entries = sorted(entries, key=lambda entry: entry.changed_at, reverse=True)[:SHOWN]
        page = Page(entries, horizon=NEWCOMER)
        for entry in entries:
            entry.described = description(entry, page)
        return entries

    def item_title(self, entry):
        return entry.title_before(NEWCOMER)

    def item_description(self, entry):
        return entry.described

    def item_link(self, entry):
        return absolute(entry.get_absolute_url())

    def item_guid(self, entry):
        return permanent_id(kind_of(type(entry)), entry.key)

    def item_pubdate(self, entry):
        return entry.publish_at

    def item_updateddate(self, entry):
        return entry.changed_at

    def item_categories(self, entry):
        return [entry._meta.verbose_name]


def latest(model):
    entries = model.objects.public().told(NEWCOMER).with_ground()
    return with_changes(entries).order_by("-changed_at", "pk")[:SHOWN]
