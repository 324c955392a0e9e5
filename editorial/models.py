from .addresses.models import FormerAddress
from .links.models import Link
from .pictures.models import Picture
from .recovery.models import Presence, Unsaved
from .revisions.models import Revision, WorkingCopy

__all__ = ["FormerAddress", "Link", "Picture", "Presence", "Revision", "Unsaved", "WorkingCopy"]
