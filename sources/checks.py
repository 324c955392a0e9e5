"""What is checked about sources, and what their disagreements excuse."""

from editorial import kinds
from editorial.checks import Level, declare, once_a_run
from editorial.publishing import State

from .models import Discrepancy, Source

dates_out_of_order = declare("dates-out-of-order", "Sources kept or read before they were published", Level.WARNING)

WORDS = {"archived": "archived", "retrieved": "read"}


def find_dates_out_of_order(sources):
    """Only where the dates are known well enough to tell."""
    disputes = disputes_about(Source)
    for source in sources:
        for name, word in WORDS.items():
            date = getattr(source, name)
            if (
                date
                and source.published
                and date.is_surely_before(source.published)
                and (source.key, name) not in disputes
            ):
                message = f"“{source}” was {word} ({date.label}) before it was published ({source.published.label})."
                yield dates_out_of_order(source, message, field=name)


@once_a_run
def disputes_about(model) -> set[tuple[str, str]]:
    """(key, field) for what published disagreements are about among the entries of that model; one query.

    Where the sources contradict each other, or themselves, the site prints what they say and tells of it there.
    """
    about = f"{kinds.kind_of(model)}:"
    found = Discrepancy.objects.filter(about__startswith=about, state=State.PUBLISHED).order_by()
    return {(name.removeprefix(about), field) for name, field in found.values_list("about", "about_field")}
