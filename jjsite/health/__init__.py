"""Whether this process answers, and whether it could serve a visitor."""

from .layer import Health

__all__ = ["Health"]
