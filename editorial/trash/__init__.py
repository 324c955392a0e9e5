"""The trash: a record goes with its whole graph and all that points to it, and comes back with them."""

from .pointing import Pointing, what_points_here
from .replacing import replace
from .returning import Return, undelete, what_returns
from .trashing import trash

__all__ = ["Pointing", "Return", "replace", "trash", "undelete", "what_points_here", "what_returns"]
