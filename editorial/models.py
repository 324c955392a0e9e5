from .addresses.models import FormerAddress
from .checks.models import Tally
from .links.models import Link
from .pictures.models import Picture
from .revisions.models import Revision, WorkingCopy

__all__ = ["FormerAddress", "Link", "Picture", "Revision", "Tally", "WorkingCopy"]
