"""Readers of environment variables: each returns a valid value, or stops the start naming the variable and the value.

A variable that is set to nothing counts as not set.
"""

import os
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit
from zoneinfo import ZoneInfo

from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import validate_email

BASE_DIR = Path(__file__).resolve().parent.parent

YES = {"1", "true", "yes", "on"}
NO = {"0", "false", "no", "off"}


def read_dotenv(path: Path = BASE_DIR / ".env") -> None:
    """Add the variables of a `.env` file to the environment, which wins where both name one."""
    if not path.exists():
        return
    for line in path.read_text(encoding="utf-8").splitlines():
        name, equals, value = line.partition("=")
        if equals and not name.lstrip().startswith("#"):
            os.environ.setdefault(name.strip(), value.strip().strip("\"'"))


def refuse(name: str, value: object, wanted: str) -> NoReturn:
    raise ImproperlyConfigured(f"{name}={value!r}: this should be {wanted}.")


def env_text(name: str, default: str = "") -> str:
    return os.environ.get(name, "").strip() or default


def env_bool(name: str) -> bool:
    value = env_text(name, "no")
    if value.lower() not in YES | NO:
        refuse(name, value, "yes or no")
    return value.lower() in YES


def env_choice(name: str, *choices: str) -> str:
    """One of these words; the first where none is set."""
    value = env_text(name, choices[0])
    if value not in choices:
        refuse(name, value, f"one of {', '.join(choices)}")
    return value


def env_int(name: str, default: int, least: int, most: int) -> int:
    value = env_text(name, str(default))
    if not (value.isascii() and value.isdigit() and least <= int(value) <= most):
        refuse(name, value, f"a whole number from {least} to {most}")
    return int(value)


def env_folder(name: str, default: str) -> Path:
    """A folder, made for its owner alone where it is missing.

    A relative one is meant from the project's folder, wherever a command is started.
    """
    value = env_text(name, default)
    try:
        folder = BASE_DIR / Path(value).expanduser()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except (OSError, RuntimeError):
        refuse(name, value, "a folder that exists or can be made")
    return folder


def env_time_zone(name: str) -> str:
    value = env_text(name, "UTC")
    try:
        ZoneInfo(value)
    except (ValueError, OSError, LookupError):
        refuse(name, value, "a time zone such as UTC or Europe/London")
    return value


def env_email(name: str, default: str) -> str:
    value = env_text(name)
    if not value:
        return default
    try:
        validate_email(value)
    except ValidationError:
        refuse(name, value, "an e-mail address such as editors@example.org")
    return value


def env_site_url(name: str, default: str) -> SplitResult:
    """The address of the site's front page, in lower case, without a path."""
    value = env_text(name, default)
    with suppress(ValueError):
        url = urlsplit(value.lower())
        # Reading the port checks it.
        port_is_valid = url.port != 0
        rest = url.path.strip("/") + url.query + url.fragment + (url.username or "")
        if url.scheme in {"http", "https"} and url.hostname and port_is_valid and not rest:
            return url._replace(path="")
    refuse(name, value, "an address such as https://example.org, without a path")


def bracketed(host: str) -> str:
    """The host as it stands in an address: one of version 6 in brackets."""
    return f"[{host}]" if ":" in host else host


def env_postgresql(name: str) -> dict[str, Any] | None:
    """Django's settings for `postgresql://user:password@host:port/name?option=value`; None where it is not set."""
    value = env_text(name)
    if not value:
        return None
    with suppress(ValueError):
        url = urlsplit(value)
        options = dict(parse_qsl(url.query, strict_parsing=bool(url.query)))
        database = unquote(url.path.removeprefix("/"))
        if url.scheme in {"postgres", "postgresql"} and database:
            return {
                "ENGINE": "django.db.backends.postgresql",
                "NAME": database,
                "USER": unquote(url.username or ""),
                "PASSWORD": unquote(url.password or ""),
                # As in libpq, the folder of a socket may stand among the options.
                "HOST": options.pop("host", "") or unquote(url.hostname or ""),
                "PORT": url.port or "",
                "OPTIONS": options,
            }
    # The value may hold a password and is not repeated in full.
    refuse(name, value.partition(":")[0] + ":…", "postgresql://user:password@host:port/name")


def env_redis(name: str) -> str:
    value = env_text(name)
    with suppress(ValueError):
        url = urlsplit(value)
        if not value or (url.scheme in {"redis", "rediss", "unix"} and (url.hostname or url.path) and url.port != 0):
            return value
    # As above.
    refuse(name, value.partition(":")[0] + ":…", "redis://:password@host:port/number")


def env_secret(name: str, path: Path) -> str:
    """The secret from the environment, else from the file, which is made on the first call."""
    return env_text(name) or read_secret(path) or make_secret(path)


def read_secret(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return ""
    except (OSError, ValueError) as error:
        raise ImproperlyConfigured(f"{path} should hold the secret key, but is not readable: {error}.") from error


def make_secret(path: Path) -> str:
    """Write a secret that only its owner may read.

    The file appears complete or not at all. Of two processes that start at once one wins, and both return its secret.
    """
    try:
        # Like everything that tempfile makes, this has mode 600.
        with tempfile.NamedTemporaryFile("w", dir=path.parent, prefix=path.name) as draft:
            draft.write(secrets.token_urlsafe(50) + "\n")
            draft.flush()
            os.fsync(draft.fileno())
            with suppress(FileExistsError):
                os.link(draft.name, path)
    except OSError as error:
        raise ImproperlyConfigured(f"SECRET_KEY is not set and {path} cannot be written: {error}.") from error
    return read_secret(path)


def write_secret(secret: str, path: Path) -> None:
    """Put another secret in the place of the one that is there."""
    with tempfile.NamedTemporaryFile("w", dir=path.parent, prefix=path.name, delete=False) as draft:
        draft.write(secret)
        draft.flush()
        os.fsync(draft.fileno())
    Path(draft.name).replace(path)
