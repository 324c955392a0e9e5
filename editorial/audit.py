"""Who did what, from where: logins and refusals, and what was made public or taken off. One line each in the log.

The log is called `jjsite.audit`. Its records carry the same as fields: `event`, `who`, `what`, `address`, `at`. None
holds what was typed as a password or a code, nor what lets somebody in: a session, the token of a preview link.
"""

import json
import logging
from collections.abc import Callable
from contextvars import ContextVar
from datetime import UTC, datetime

from django.contrib.auth import get_user_model
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse

from .clients import address_of

log = logging.getLogger("jjsite.audit")
asking_from: ContextVar[str] = ContextVar("asking_from", default="")

NOBODY = "no such account"


def note(event: str, who: str, what: str = "") -> None:
    at = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"
    fields = {"event": event, "who": who, "what": what, "address": asking_from.get(), "at": at}
    log.info(
        "%s",
        " ".join(f"{name}={json.dumps(value, ensure_ascii=False)}" for name, value in fields.items()),
        extra=fields,
    )


class AuditMiddleware:
    """What is done in a request is done from the address of whoever sent it; what is refused is noted."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        before = asking_from.set(address_of(request))
        try:
            response = self.get_response(request)
            if response.status_code == 403:
                note_refusal(request, f"{request.method} {path_of(request)}")
            return response
        finally:
            asking_from.reset(before)


def note_refusal(request: HttpRequest, what: str) -> None:
    user = getattr(request, "user", None)
    note("refused", user.get_username() if user else "", what)


def path_of(request: HttpRequest) -> str:
    """Without the token that is a secret."""
    token = request.resolver_match.kwargs.get("token") if request.resolver_match else None
    return request.path.replace(token, "…") if token else request.path


def name_of_account(typed: str) -> str:
    """What was typed as a name, if it is one: some type their password there."""
    return typed if get_user_model().objects.filter(username=typed).exists() else NOBODY


@receiver(user_logged_in, dispatch_uid="editorial.audit")
def note_login(sender, user, **kwargs) -> None:
    note("login", user.get_username())


@receiver(user_logged_out, dispatch_uid="editorial.audit")
def note_logout(sender, user, **kwargs) -> None:
    if user is not None:
        note("logout", user.get_username())


@receiver(user_login_failed, dispatch_uid="editorial.audit")
def note_failed_login(sender, credentials, **kwargs) -> None:
    note("login failed", name_of_account(credentials.get("username", "")))
