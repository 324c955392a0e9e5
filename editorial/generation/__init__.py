"""The generation: what is public stays as it is for as long as it lasts, so that what was made of it may be kept."""

from .counting import leap, move
from .keeping import Kept, during, is_lasting
from .reading import Generation, current

__all__ = ["Generation", "Kept", "current", "during", "is_lasting", "leap", "move"]
