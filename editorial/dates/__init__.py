"""Dates that say how much of them is known."""

from .fields import PartialDateField
from .partial import DaysBetween, PartialDate

__all__ = ["DaysBetween", "PartialDate", "PartialDateField"]
