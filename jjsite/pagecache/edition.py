"""Which edition of the site this is: pages that another one made are not its own."""

from functools import cache
from hashlib import sha256

import django
from django.conf import settings
from django.utils.crypto import salted_hmac

WRITTEN = ("*.py", "*.html", "*.css", "*.js", "*.svg")
SAID_ON_PAGES = ("PUBLIC_URL", "CONTACT_EMAIL", "TIME_ZONE", "SITE_NAME")
PARTS = ("editorial", "sources", "people", "episodes", "reviews", "news", "jjsite", "templates")


@cache
def edition() -> str:
    """The same in every process that runs this code with these settings on this database."""
    written = sha256(django.__version__.encode())
    for part in PARTS:
        for pattern in WRITTEN:
            for path in sorted((settings.BASE_DIR / part).rglob(pattern)):
                written.update(path.read_bytes())
    database = settings.DATABASES["default"]
    said = [str(getattr(settings, name)) for name in SAID_ON_PAGES] + [str(database["NAME"]), str(database.get("HOST"))]
    return salted_hmac("edition", "\n".join([written.hexdigest(), *said]), algorithm="sha256").hexdigest()
