from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


class HeadersMiddleware:
    """What every answer says beside what Django says: nothing of what made it, and that no other site builds its pages
    of ours. Pictures and the API may be shown elsewhere.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers["Server"] = "web"  # The server would say its own name.
        if response.get("Content-Type", "").startswith("text/html"):
            response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response
