"""Who else has a form open."""

from django.utils import timezone

from .models import KEPT_FOR, Presence


def come(user, record) -> None:
    """Note that somebody opens the form of a record; one query."""
    note(user, record, ["opened_at", "seen_at"])


def stay(user, record) -> None:
    """Note that it is still open."""
    note(user, record, ["seen_at"])
    Presence.objects.filter(seen_at__lt=timezone.now() - KEPT_FOR).delete()


def note(user, record, fields: list[str]) -> None:
    now = timezone.now()
    Presence.objects.bulk_create(
        [Presence(user=user, opened_at=now, seen_at=now, **Presence.name_of(record))],
        update_conflicts=True,
        unique_fields=["model", "key", "user"],
        update_fields=fields,
    )


def leave(user, record) -> None:
    Presence.objects.filter(user=user, **Presence.name_of(record)).delete()


def others_at(record, user, at=None) -> list[Presence]:
    """Those who have it open as well, whoever was heard of latest first; one query."""
    others = Presence.objects.filter(**Presence.name_of(record)).exclude(user=user)
    return list(others.now(at).select_related("user").order_by("-seen_at", "pk"))


def told(others: list[Presence]) -> str:
    """“Anna has this open too, last seen 14:02.”"""
    said = [f"{each.user.get_username()} has this open too, last seen {hour(each.seen_at)}." for each in others]
    return " ".join(said)


def hour(moment) -> str:
    return f"{timezone.localtime(moment):%H:%M}"
