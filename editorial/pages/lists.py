"""The public lists of the kinds of entry: where they are, and what they are called."""

from typing import Any

from django.urls import reverse
from django.utils.text import capfirst

from .. import kinds


def list_url(model) -> str:
    meta = model._meta
    return reverse(f"{meta.app_label}:{meta.model_name}-list")


def list_name(model) -> str:
    """The plain word of its address: “episodes”, “timeline”."""
    return list_url(model).strip("/")


def list_title(model) -> str:
    return capfirst(list_name(model))


def models_by_list() -> dict[str, Any]:
    """{the name of each list: of what it is}"""
    models = (kinds.model_of(word) for word in kinds.words())
    return {list_name(model): model for model in models}
