from .addresses.models import FormerAddress
from .links.models import Link
from .pictures.models import Picture
from .previews.models import PreviewLink
from .revisions.models import Revision, WorkingCopy
from .seeding.models import Seed, SeedConflict

__all__ = ["FormerAddress", "Link", "Picture", "PreviewLink", "Revision", "Seed", "SeedConflict", "WorkingCopy"]
