"""What is checked about names."""

from .identities import find_early_identities
from .spellings import find_similar_names

__all__ = ["find_early_identities", "find_similar_names"]
