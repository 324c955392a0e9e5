from .links.models import Link
from .pictures.models import Picture
from .revisions.models import Revision, WorkingCopy
from .seeding.models import Seed, SeedConflict

__all__ = ["Link", "Picture", "Revision", "Seed", "SeedConflict", "WorkingCopy"]
