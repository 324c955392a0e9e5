from .addresses.models import FormerAddress
from .checks.models import Tally
from .entrance.models import Attempts, KnownNetwork
from .generation.models import PublicChange
from .links.models import Link
from .pictures.models import Picture
from .previews.models import PreviewLink
from .recovery.models import Presence, Unsaved
from .revisions.models import Revision, WorkingCopy
from .revisions.trashed import Trashed
from .search.models import Document, Gram, NameWord, Outline
from .seeding.models import Seed, SeedConflict

__all__ = [
    "Attempts",
    "Document",
    "FormerAddress",
    "Gram",
    "KnownNetwork",
    "Link",
    "NameWord",
    "Outline",
    "Picture",
    "Presence",
    "PreviewLink",
    "PublicChange",
    "Revision",
    "Seed",
    "SeedConflict",
    "Tally",
    "Trashed",
    "Unsaved",
    "WorkingCopy",
]
