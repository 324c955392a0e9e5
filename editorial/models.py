from .links.models import Link
from .pictures.models import Picture

__all__ = ["Link", "Picture"]
