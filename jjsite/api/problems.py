"""What is said of a request that cannot be answered, as RFC 9457 has it."""

from http import HTTPStatus
from typing import Any

from django.http import HttpResponse

from .answers import as_json

CONTENT_TYPE = "application/problem+json"
LONGEST = 200  # characters of a message, which may repeat what was sent


class Problem(Exception):
    """Raised where a request cannot be answered; `errors` says what is wrong, parameter by parameter."""

    def __init__(
        self,
        status: HTTPStatus,
        detail: str,
        errors: dict[str, list[str]] | None = None,
        headers: dict[str, str] | None = None,
    ):
        super().__init__(detail)
        self.status, self.detail, self.headers = status, detail, headers or {}
        self.errors = {name[:LONGEST]: [shortened(text) for text in texts] for name, texts in (errors or {}).items()}

    def response(self) -> HttpResponse:
        said: dict[str, Any] = {
            "type": "about:blank",
            "title": self.status.phrase,
            "status": self.status.value,
            "detail": self.detail,
        }
        if self.errors:
            said["errors"] = self.errors
        return HttpResponse(as_json(said), content_type=CONTENT_TYPE, status=self.status, headers=self.headers)


def shortened(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def not_found() -> Problem:
    """The same whatever was looked for: what is later or unpublished is not told apart from what never was."""
    return Problem(HTTPStatus.NOT_FOUND, "There is nothing at this address. /api/ lists what there is.")


def bad_request(errors: dict[str, list[str]]) -> Problem:
    return Problem(HTTPStatus.BAD_REQUEST, "This cannot be asked. “errors” says why, by parameter.", errors)
