from .links.models import Link
from .pictures.models import Picture
from .revisions.models import Revision, WorkingCopy

__all__ = ["Link", "Picture", "Revision", "WorkingCopy"]
