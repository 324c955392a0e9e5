from .addresses.models import FormerAddress
from .links.models import Link
from .pictures.models import Picture

__all__ = ["FormerAddress", "Link", "Picture"]
