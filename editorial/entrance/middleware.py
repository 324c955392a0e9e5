from collections.abc import Callable

from django.contrib.auth import get_user
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from .factor import is_let_in


class EntranceMiddleware:
    """Who gave a password and not yet the second factor is nobody, on every page but the one where it is set up.

    Asked only where it matters who asks: a visitor's session is never read.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.user = SimpleLazyObject(lambda: who_is_in(request))
        return self.get_response(request)


def who_is_in(request: HttpRequest):
    user = at_the_door(request)
    return user if user.is_authenticated and is_let_in(user, request.session) else AnonymousUser()


def at_the_door(request: HttpRequest):
    """Whoever gave a password in this session, let in or not."""
    if not hasattr(request, "_at_the_door"):
        request._at_the_door = get_user(request)
    return request._at_the_door
