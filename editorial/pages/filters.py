import django_filters
from django.utils.functional import cached_property


class OptionsFilter(django_filters.ChoiceFilter):
    """A choice among what there is: `options` gives (value, label) pairs for a reader's horizon.

    The options are asked for once a request, and a value that is none of them is an error of the form, so
    that nothing a visitor types reaches the database.
    """

    def __init__(self, *args, options, **kwargs):
        kwargs.setdefault("empty_label", "all")
        super().__init__(*args, **kwargs)
        self.options = options

    @cached_property
    def field(self):
        self.extra["choices"] = list(self.options(self.parent.request.horizon))
        return super().field


class EntryFilter(OptionsFilter):
    """A choice among public entries, by slug; `entries` gives the queryset for a reader's horizon."""

    def __init__(self, *args, entries, **kwargs):
        super().__init__(
            *args, options=lambda horizon: entries(horizon).values_list("slug", "title").distinct(), **kwargs
        )
