"""The generation: what is public stays as it is for as long as it lasts, so that what was made of it may be kept."""

from .counting import leap, move
from .reading import Generation, current

__all__ = ["Generation", "current", "leap", "move"]
