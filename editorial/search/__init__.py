"""The index of what visitors are told, and questions to it.

A `Document` is what the page of an entry tells whoever has watched so far at a moment: one for each span of
horizons and of time in which that is the same. A question only asks which spans hold the reader and the moment, so that
nothing hidden can be found, counted or ranked by.
"""

from .index import forget, rebuild, refresh, refresh_all, silently
from .texts import leave_out, register_names, tell_together

__all__ = ["forget", "leave_out", "rebuild", "refresh", "refresh_all", "register_names", "silently", "tell_together"]
