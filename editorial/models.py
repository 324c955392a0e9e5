from .addresses.models import FormerAddress
from .links.models import Link
from .pictures.models import Picture
from .revisions.models import Revision, WorkingCopy
from .seeding.models import Seed, SeedConflict

__all__ = ["FormerAddress", "Link", "Picture", "Revision", "Seed", "SeedConflict", "WorkingCopy"]
