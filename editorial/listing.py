"""Records of several kinds in one list, which the database puts together in one query."""

from datetime import datetime
from typing import Any, NamedTuple

from django.apps import apps
from django.db import models
from django.db.models import CharField, DateTimeField, F, Value
from django.db.models.functions import Cast
from django.urls import reverse

from .publishing import Entry, Record, Status

NO_MOMENT = Cast(Value(None), DateTimeField())


class Listed(NamedTuple):
    """A record as a list of many kinds names it. `by`, `at` and `rank` say whatever the list is about."""

    label: str
    pk: int
    key: str
    title: str
    state: str
    publish_at: datetime | None
    expire_at: datetime | None
    by: str
    at: datetime | None
    rank: int

    @property
    def model(self) -> Any:
        return apps.get_model(self.label)

    @property
    def kind(self) -> str:
        return str(self.model._meta.verbose_name)

    @property
    def status(self) -> Status | None:
        if not issubclass(self.model, Entry):
            return None
        return self.model(state=self.state, publish_at=self.publish_at, expire_at=self.expire_at).status_at()

    @property
    def url(self) -> str:
        return self.url_of("change")

    def url_of(self, page: str) -> str:
        """The address of one of the pages that the desk has for each record: "publishing"."""
        meta = self.model._meta
        return reverse(f"admin:{meta.app_label}_{meta.model_name}_{page}", args=[self.pk])


def listed(querysets: list[models.QuerySet], by: Any = None, at: Any = None, rank: Any = None):
    """What stands in these querysets, each of a model of its own, as the values of `Listed`; to be put in order."""
    said = {"row_by": by or Value("", CharField()), "row_at": at or F("updated_at"), "row_rank": rank or Value(0)}
    first, *others = [columns(queryset, said) for queryset in querysets]
    return first.union(*others)


def columns(queryset: models.QuerySet, said: dict[str, Any]) -> models.QuerySet:
    model = queryset.model
    is_entry = issubclass(model, Entry)
    own = {
        "row_label": Value(model._meta.label_lower, CharField()),
        "row_pk": F("pk"),
        "row_key": F("key"),
        "row_title": F(model.naming_field()),
        "row_state": F("state") if is_entry else Value("", CharField()),
        "row_publish_at": F("publish_at") if is_entry else NO_MOMENT,
        "row_expire_at": F("expire_at") if is_entry else NO_MOMENT,
    }
    return queryset.order_by().annotate(**own).annotate(**said).values_list(*own, *said)


def kinds_on_the_desk(site) -> list[type[Record]]:
    """The kinds of record that the desk has lists of, in the order of its index."""
    found = [model for model in site._registry if issubclass(model, Record)]
    return sorted(found, key=lambda model: getattr(site.get_model_admin(model), "place", 0))
