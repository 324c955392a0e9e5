"""What the desk does about the addresses of an entry: when it moves, when it goes, before it is saved.

All of it is to be called inside the transaction that changes the entry.
"""

from typing import NamedTuple

from django.db import models
from django.utils import timezone

from .. import kinds
from ..permissions import name_for
from ..publishing import Entry
from .models import FormerAddress


class Addressee(NamedTuple):
    """Whose an address is, or was."""

    entry: Entry
    is_former: bool


def was_public(entry: Entry, at=None) -> bool:
    """Whether somebody may know the entry's address, though it may be expired, archived or a draft again.

    Its moment of publishing tells: that stays when the state changes.
    """
    return entry.publish_at is not None and entry.publish_at <= (at or timezone.now())


def remember(entry: Entry, old_slug: str) -> None:
    """Let the address that the entry has just left lead to it.

    For an entry that `was_public` before: a form may change the address and the moment of publishing at once.
    The new address is the entry's own from now on, whatever it led to.
    """
    kind = kinds.kind_of(type(entry))
    FormerAddress.objects.filter(from_kind=kind, slug=entry.slug).delete()
    if old_slug != entry.slug:
        _lead(kind, old_slug, entry.key, kind, entry.key)


def lead_to(entry: Entry, other: Entry) -> list[dict]:
    """Let all addresses of an entry that is about to go lead to another one, and say what was before.

    What it returns is plain data, to be kept for `restore`. The present address of an entry that never was
    public is not among them.
    """
    kind, to_kind = kinds.kind_of(type(entry)), kinds.kind_of(type(other))
    if (kind, entry.key) == (to_kind, other.key):
        raise ValueError(f"{kind}:{entry.key} cannot lead to itself.")
    before = {(row.from_kind, row.slug): row for row in former_addresses(entry)}
    former_addresses(entry).update(to_kind=to_kind, to_key=other.key)
    if was_public(entry):
        present = FormerAddress.objects.filter(from_kind=kind, slug=entry.slug).first()
        before.setdefault((kind, entry.slug), present)
        _lead(kind, entry.slug, entry.key, to_kind, other.key)
    return [
        {
            "kind": from_kind,
            "slug": slug,
            "before": row and [row.from_key, row.to_kind, row.to_key],
            "led_to": [to_kind, other.key],
        }
        for (from_kind, slug), row in before.items()
    ]


def restore(entry: Entry, changes: list[dict]) -> None:
    """Undo `lead_to` for an entry that comes back.

    What was its own is its own again, wherever it leads by now. What it had been led from others comes back
    only if nobody has led it elsewhere, and an address that somebody has taken since stays theirs.
    """
    kind = kinds.kind_of(type(entry))
    for change in changes:
        row = FormerAddress.objects.filter(from_kind=change["kind"], slug=change["slug"]).first()
        if row is None:
            continue
        own = (row.from_kind, row.from_key) == (kind, entry.key)
        if not own and [row.to_kind, row.to_key] != change["led_to"]:
            continue
        if change["before"] is None:
            row.delete()
        else:
            row.from_key, row.to_kind, row.to_key = change["before"]
            row.save()


def former_addresses(entry: Entry) -> models.QuerySet[FormerAddress]:
    """The addresses that lead to the entry besides its own."""
    return FormerAddress.objects.filter(to_kind=kinds.kind_of(type(entry)), to_key=entry.key)


def who_has(kind: str, slug: str) -> Addressee | None:
    """The entry whose present address this is, else the one to which it leads; public or not."""
    entry = kinds.model_of(kind).objects.filter(slug=slug).first()
    if entry:
        return Addressee(entry, is_former=False)
    row = FormerAddress.objects.filter(from_kind=kind, slug=slug).first()
    if row and kinds.is_kind(row.to_kind):
        entry = kinds.model_of(row.to_kind).objects.filter(key=row.to_key).first()
    return Addressee(entry, is_former=True) if entry else None


def effects_of_move(entry: Entry, new_slug: str, user=None) -> list[str]:
    """What giving the entry this address would do to addresses that the public knows, in sentences to show before.

    Empty for one that never was public: then nothing is redirected. `entry` still has its old address.
    """
    if new_slug == entry.slug or not was_public(entry):
        return []
    kind = kinds.kind_of(type(entry))
    old, new = entry.get_absolute_url(), entry.url_of(new_slug)
    effects = [f"{row.url} will lead to {new}." for row in former_addresses(entry) if row.url != new]
    holder = who_has(kind, new_slug)
    if holder and holder.is_former and holder.entry == entry:
        effects.append(f"{new} led to this entry so far; it will be its address again.")
    elif holder and holder.is_former:
        effects.append(
            f"{new} led to “{name_for(user, holder.entry) if user else holder.entry}” so far; it will lead here."
        )
    return [f"{old} will lead to {new}.", *effects]


def _lead(kind, slug, from_key, to_kind, to_key):
    leads = {"from_key": from_key, "to_kind": to_kind, "to_key": to_key, "left_at": timezone.now()}
    FormerAddress.objects.update_or_create(from_kind=kind, slug=slug, defaults=leads)
