"""The site's settings with values of the tests' own; of the environment only DATABASE_URL counts."""

import os

os.environ.update({"SECRET_KEY": "only for tests", "STATE_DIR": "var/tests"})
os.environ.update(
    dict.fromkeys(
        [
            "CONTACT_EMAIL",
            "DEBUG",
            "HOST",
            "LOG_FORMAT",
            "METRICS_TOKEN",
            "PORT",
            "PROXIES",
            "PUBLIC_URL",
            "REDIS_URL",
            "REPLICA_URL",
            "REQUIRE_SECOND_FACTOR",
            "S3_BUCKET",
            "TIME_ZONE",
            "WORKERS",
        ],
        "",
    )
)

from jjsite.settings import *  # noqa: F403
from jjsite.settings import POSTGRESQL, STORAGES

if POSTGRESQL:
    POSTGRESQL["OPTIONS"].pop("pool")
    # Two runs at once on the same server keep apart.
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))[:8]
    POSTGRESQL["TEST"] = {"NAME": f"test_jjsite_{run}"}

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # fast
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
MIDDLEWARE = [name for name in MIDDLEWARE if not name.startswith("whitenoise")]  # noqa: F405
