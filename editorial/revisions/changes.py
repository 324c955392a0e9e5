"""When what is public of a record changed last: nothing of what is still worked on moves it."""

from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce, Greatest

from .models import Action, Revision

# What these note of a live record is that somebody works on it.
UNCHANGING = (Action.FOUND, Action.DISCARDED)


def with_changes(records):
    """Each with `changed_at`: when it became public, or when what is live of it was changed after that.

    `updated_at` would tell more: it moves whenever somebody saves a working copy.
    """
    model = records.model
    public_since = F("publish_at" if hasattr(model, "publish_at") else "created_at")
    live = Revision.objects.live().exclude(action__in=UNCHANGING)
    of_record = live.filter(model=model._meta.label_lower, key=OuterRef("key")).order_by("-number")
    changed = Coalesce(Subquery(of_record.values("at")[:1]), public_since)
    return records.annotate(changed_at=Greatest(changed, public_since))
