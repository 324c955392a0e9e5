"""The settings, in one file. What differs between machines comes from the environment: see `.env.example`."""

from .environment import (
    BASE_DIR,
    bracketed,
    env_bool,
    env_choice,
    env_email,
    env_folder,
    env_int,
    env_postgresql,
    env_redis,
    env_secret,
    env_site_url,
    env_text,
    env_time_zone,
    refuse,
)

# Where things are

STATE_DIR = env_folder("STATE_DIR", "var")  # all that the site keeps, in one folder to move and to back up
STATIC_ROOT = STATE_DIR / "static"
MEDIA_ROOT = STATE_DIR / "media"
FIXTURE_DIRS = [BASE_DIR / "fixtures"]

# The site's name and address

SITE_NAME = "Jessica Jones Casebook"
DEBUG = env_bool("DEBUG")
HOST = env_text("HOST", "127.0.0.1")  # where the server listens
PORT = env_int("PORT", 8000, least=1, most=65535)
WORKERS = env_int("WORKERS", 2, least=1, most=64)

# An address that means "every interface" is none to visit.
visit = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(HOST, HOST)  # noqa: S104
site = env_site_url("PUBLIC_URL", f"http://{bracketed(visit)}:{PORT}")
PUBLIC_URL = site.geturl()

hostname = bracketed(site.hostname or "")
ALLOWED_HOSTS = list(dict.fromkeys([hostname, "localhost", "127.0.0.1", "[::1]"]))
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
CONTACT_EMAIL = env_email("CONTACT_EMAIL", f"editors@{hostname}")  # under which visitors reach the editors

# How many proxies of ours a request comes through. Where the site speaks https, one does that for it.
PROXIES = env_int("PROXIES", 1 if site.scheme == "https" else 0, least=0, most=9)

# Parts

INSTALLED_APPS = [
    # Ours come first, so that their templates and commands win over Django's.
    "editorial",
    "sources",
    "people",
    "episodes",
    "reviews",
    "news",
    "jjsite",
    "csp",
    "django_filters",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "editorial.apps.DeskAdminConfig",  # Django's admin
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "editorial.audit.AuditMiddleware",
    "jjsite.middleware.KeepingMiddleware",
    "jjsite.headers.HeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",  # Static files are sent without the policies, which are for pages.
    "jjsite.compression.CompressionMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "jjsite.limits.LimitsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "editorial.entrance.middleware.EntranceMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "editorial.pages.reader.HorizonMiddleware",
    "jjsite.middleware.BusyMiddleware",
]

ROOT_URLCONF = "jjsite.urls"
WSGI_APPLICATION = "jjsite.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# Data

SQLITE = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": STATE_DIR / "db.sqlite3",
    "CONN_MAX_AGE": 600,
    "OPTIONS": {
        # A transaction asks for the one writer's place when it begins, and waits for it. Asked for later, after a read,
        # it is refused at once where somebody else wrote in between. ATOMIC_REQUESTS would make every reader a writer.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # Readers do not wait for the writer (WAL), and a commit is on disk when it is acknowledged (FULL).
        "init_command": (
            "PRAGMA journal_mode=WAL;"
            "PRAGMA synchronous=FULL;"
            "PRAGMA mmap_size=134217728;"
            "PRAGMA journal_size_limit=27103364;"
            "PRAGMA cache_size=-2000;"  # Each thread has a connection, and all read the same pages from the file's map.
        ),
    },
}
# A server process has more threads than PostgreSQL has connections to give; they share a few, and wait no longer than
# a visitor would.
POOL = {"min_size": 1, "max_size": 20, "timeout": 5}
POSTGRESQL = env_postgresql("DATABASE_URL")
# Who waits for what somebody else holds is told so in time, and nobody holds it for doing nothing.
PATIENCE = "-c lock_timeout=10s -c idle_in_transaction_session_timeout=5min"
if POSTGRESQL:
    POSTGRESQL["OPTIONS"] = {"options": PATIENCE, "pool": POOL} | POSTGRESQL["OPTIONS"]
DATABASES = {"default": POSTGRESQL or SQLITE}
REPLICA = env_postgresql("REPLICA_URL")
if REPLICA:
    if not POSTGRESQL:
        refuse("DATABASE_URL", "", "the database of which REPLICA_URL is a copy")
    REPLICA["OPTIONS"] = {"options": PATIENCE, "pool": POOL} | REPLICA["OPTIONS"]
    DATABASES["replica"] = REPLICA
    DATABASE_ROUTERS = ["jjsite.replica.ReplicaRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# How much each process keeps of the pages that it made, until something public changes.
PAGE_CACHE_BYTES = env_int("PAGE_CACHE_MB", 64, least=0, most=65_536) * 1_000_000
# Where processes on several machines share them.
REDIS_URL = env_redis("REDIS_URL")

# Language and time

LANGUAGE_CODE = "en-us"
FORMAT_MODULE_PATH = "jjsite.formats"
TIME_ZONE = env_time_zone("TIME_ZONE")
USE_TZ = True

# Files

STATIC_URL = "static/"
MEDIA_URL = "media/"
S3_BUCKET = env_text("S3_BUCKET")
FOLDER = {"BACKEND": "editorial.pictures.storage.WholeFileStorage"}
BUCKET = {
    "BACKEND": "editorial.pictures.buckets.BucketStorage",
    "OPTIONS": {
        "bucket": S3_BUCKET,
        "endpoint_url": env_text("S3_ENDPOINT_URL"),
        "region": env_text("S3_REGION"),
    },
}
STORAGES = {
    "default": BUCKET if S3_BUCKET else FOLDER,
    "staticfiles": {"BACKEND": "jjsite.storage.StaticFilesStorage"},
}

# Forms of an entry with all its rows are long; Django's limit of 1,000 fields would refuse to save them.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000  # all that is typed into one; long texts beyond ASCII come three times as long
DATA_UPLOAD_MAX_NUMBER_FILES = 10
MOST_OF_UPLOAD = 26_000_000  # a form with its file; a picture has 20 MB at most

# Secrets and passwords

SECRET_KEY = env_secret("SECRET_KEY", STATE_DIR / "secret-key")
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# Who may come in

LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"
REQUIRE_SECOND_FACTOR = env_bool("REQUIRE_SECOND_FACTOR")  # of everybody at the desk
OTP_TOTP_SYNC = False  # Telephones have the right time.
OTP_TOTP_ISSUER = SITE_NAME  # as the app calls the key
# Attempts are counted by account and address, with those at a password. Counted by account, anybody could lock it.
OTP_TOTP_THROTTLE_FACTOR = 0
OTP_STATIC_THROTTLE_FACTOR = 0
SESSION_COOKIE_AGE = 7 * 24 * 60 * 60  # What was typed into a form when a session ends is kept.

# Security

if site.scheme == "https":
    # The proxy in front of the site speaks https, sets this header, and drops the one that a visitor may have sent.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-sessionid"
    CSRF_COOKIE_SECURE = True
    CSRF_COOKIE_NAME = "__Host-csrftoken"

CSRF_COOKIE_HTTPONLY = True  # Forms carry the token themselves.
CSRF_FAILURE_VIEW = "editorial.admin.rescuing.csrf_failure"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    },
}
# The site asks for nothing that a browser would have to ask its visitor for.
PERMISSIONS_POLICY: dict[str, list[str]] = {
    feature: []
    for feature in (
        "accelerometer",
        "autoplay",
        "camera",
        "display-capture",
        "encrypted-media",
        "fullscreen",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "publickey-credentials-get",
        "screen-wake-lock",
        "usb",
        "xr-spatial-tracking",
    )
}

# Mail, logs and numbers

EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
METRICS_TOKEN = env_text("METRICS_TOKEN")  # who knows it may read the numbers; without one nothing is counted
LOG_FORMAT = env_choice("LOG_FORMAT", "line", "json")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "jjsite.logs.LineFormatter",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        },
        "json": {"()": "jjsite.logs.JsonFormatter"},
    },
    "handlers": {"stdout": {"class": "logging.StreamHandler", "stream": "ext://sys.stdout", "formatter": LOG_FORMAT}},
    "root": {"handlers": ["stdout"], "level": "INFO"},
    "loggers": {
        "botocore": {"level": "WARNING"},  # It says at each start where it found its keys.
        "django": {"handlers": [], "level": "INFO"},
        "django.server": {"handlers": [], "level": "INFO", "propagate": True},
    },
}
