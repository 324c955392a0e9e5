"""Addresses that entries once had in public, and where they lead now."""

from .former import (
    Addressee,
    effects_of_move,
    former_addresses,
    lead_to,
    remember,
    restore,
    was_public,
    who_has,
)

__all__ = [
    "Addressee",
    "effects_of_move",
    "former_addresses",
    "lead_to",
    "remember",
    "restore",
    "was_public",
    "who_has",
]
