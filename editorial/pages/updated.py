"""When what visitors read of entries last changed."""

import datetime
from collections.abc import Sequence

from django.db.models import Max

from ..publishing import Entry
from ..revisions.models import Action, Revision

# These are noted because of a working copy, and change nothing that is public.
CHANGE_NOTHING = (Action.FOUND, Action.DISCARDED)


def updated(entries: Sequence[Entry]) -> dict[str, datetime.datetime]:
    """{key: moment} for public entries of one model, in one query.

    A record's own `updated_at` moves with its working copy, and so tells of what is not published.
    """
    if not entries:
        return {}
    revisions = Revision.objects.live().exclude(action__in=CHANGE_NOTHING).order_by()
    revisions = revisions.filter(model=entries[0]._meta.label_lower, key__in=[entry.key for entry in entries])
    changed = dict(revisions.values_list("key").annotate(Max("at")))
    return {entry.key: max(entry.publish_at, changed.get(entry.key, entry.publish_at)) for entry in entries}
