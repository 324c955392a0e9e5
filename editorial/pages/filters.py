import django_filters
from django.utils.functional import cached_property


class OptionsFilter(django_filters.ChoiceFilter):
    """A choice among what there is: `options` is a callable that gives (value, label) pairs.

    The options are asked for once a request, and a value that is none of them is an error of the form, so
    that nothing a visitor types reaches the database.
    """

    def __init__(self, *args, options, **kwargs):
        kwargs.setdefault("empty_label", "all")
        super().__init__(*args, **kwargs)
        self.options = options

    @cached_property
    def field(self):
        self.extra["choices"] = list(self.options())
        return super().field


class EntryFilter(OptionsFilter):
    """A choice among public entries, by slug; `entries` is a callable that gives the queryset."""

    def __init__(self, *args, entries, **kwargs):
        super().__init__(*args, options=lambda: entries().values_list("slug", "title").distinct(), **kwargs)
