"""Keeping a form that was not saved, whole or not at all."""

import json
import re
import uuid
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.http import QueryDict
from django.utils import timezone

from .models import Unsaved

PAGE = "_page"
SUMMARY = "_summary"
# On the page where a conflict is settled: that it is one, and what is between whom.
SETTLE = "_settle"
BASE, MINE, THEIRS = SIDES = ("_base", "_mine", "_theirs")

LIST = "*"  # in the place of a key, which it cannot be: of what was typed into a list

# In UTF-8. A season with 60 castings and 30 of the crew takes 40 kB; each of its texts may have 100,000 letters.
MOST_BYTES = 1_000_000
# Of one record, by one person: from that many windows at once.
MOST_PAGES = 5


class TooLong(Exception):
    """More than is kept."""


def fields_in(post: QueryDict) -> dict[str, list[str]]:
    """What somebody typed or chose: no tokens, buttons or passwords."""
    # PostgreSQL holds no NUL in JSON, and no field of a record takes one.
    return {
        name.replace("\0", "\ufffd"): [value.replace("\0", "\ufffd") for value in values]
        for name, values in post.lists()
        if is_kept(name)
    }


def is_kept(name: str) -> bool:
    if name.startswith("_"):
        return name in (SUMMARY, SETTLE, BASE, THEIRS)
    return name != "csrfmiddlewaretoken" and "password" not in name.lower()


def page_in(post: Mapping[str, str]) -> str:
    """Which page the form is on, as `new_page` named it; "" if it does not say so."""
    page = post.get(PAGE, "")
    return page if re.fullmatch(r"[0-9a-f-]{36}", page, re.ASCII) else ""


def new_page() -> str:
    return str(uuid.uuid4())


def keep(user, model, key: str, post: QueryDict, basis: str) -> Unsaved:
    """Keep the form in place of what this page sent before; raises TooLong."""
    unsaved = unsaved_of(user, model, key, post, basis)
    with transaction.atomic():
        put(unsaved)
    return unsaved


def keep_late(user, model, key: str, post: QueryDict, basis: str, given_at: datetime) -> bool:
    """Keep a form that came in too late; whether there was room for it. Raises TooLong.

    Nobody knows who sent it, and when it was typed: only that it was given to that user, and when. What the user is
    known to have typed since in another form does not give way to it.
    """
    unsaved = unsaved_of(user, model, key, post, basis)
    unsaved.known_at = given_at
    with transaction.atomic():
        there = Unsaved.objects.of(user, model, key).filter(page=unsaved.page).first()
        if there and there.basis == basis:
            unsaved.known_at = there.known_at
        elif there and there.known_at > given_at:
            unsaved.page = new_page()
        put(unsaved)
    return Unsaved.objects.of(user, model, key).filter(page=unsaved.page).exists()


def unsaved_of(user, model, key: str, post: QueryDict, basis: str) -> Unsaved:
    fields = fields_in(post)
    if len(json.dumps(fields, ensure_ascii=False).encode()) + len(basis) > MOST_BYTES:
        raise TooLong(f"A form of more than {MOST_BYTES // 1000:,} kB is not kept: save it.")
    now, page = timezone.now(), page_in(post) or new_page()
    return Unsaved(
        user=user,
        model=model._meta.label_lower,
        key=key,
        page=page,
        fields=fields,
        basis=basis,
        at=now,
        known_at=now,
    )


def put(unsaved: Unsaved) -> None:
    """Save it, and take out what is too old or too much."""
    Unsaved.objects.too_old().delete()
    Unsaved.objects.bulk_create(
        [unsaved],
        update_conflicts=True,
        unique_fields=["user", "model", "key", "page"],
        update_fields=["fields", "basis", "at", "known_at"],
    )
    beside = Unsaved.objects.filter(user=unsaved.user, model=unsaved.model, key=unsaved.key)
    beyond = beside.order_by("-known_at", "-pk").values_list("pk", flat=True)[MOST_PAGES : 2 * MOST_PAGES]
    Unsaved.objects.filter(pk__in=list(beyond)).delete()


def posted_again(unsaved: Unsaved) -> QueryDict:
    """The fields as a form sends them."""
    post = QueryDict(mutable=True)
    for name, values in unsaved.fields.items():
        post.setlist(name, values)
    post[PAGE] = unsaved.page
    return post
