"""Dates that say how much of them is known."""

from .fields import PartialDateField
from .partial import PartialDate

__all__ = ["PartialDate", "PartialDateField"]
