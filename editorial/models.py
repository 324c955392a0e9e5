from .addresses.models import FormerAddress
from .links.models import Link
from .pictures.models import Picture
from .revisions.models import Revision, WorkingCopy
from .revisions.trashed import Trashed

__all__ = ["FormerAddress", "Link", "Picture", "Revision", "Trashed", "WorkingCopy"]
