"""A real browser: Chromium from the PATH, else Playwright's; without one, the tests here are skipped."""

import os
import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Response, sync_playwright

from ..conftest import skip_unless_ci

NAMES = ["chromium", "chromium-browser", "google-chrome"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    # Playwright keeps an event loop in this thread, which Django would take for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        path = next(filter(None, map(shutil.which, NAMES)), playwright.chromium.executable_path)
        if not Path(path).exists():
            skip_unless_ci("there is no Chromium here: make browser installs one")
        browser = playwright.chromium.launch(executable_path=path)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, live_server) -> Iterator[Page]:
    """A page on the live server, whose addresses it takes without host.

    The test fails if the page asks another server for anything, lacks a file, or breaks a script or a policy.
    """
    complaints: list[str] = []
    context = browser.new_context(base_url=live_server.url)
    page = context.new_page()

    def complain(about: object, when: bool = True) -> None:
        if when:
            complaints.append(str(about))

    page.on("request", lambda request: complain(request.url, when=is_elsewhere(request.url)))
    page.on("response", lambda response: complain(response.url, when=is_broken_part(response)))
    page.on("console", lambda message: complain(message.text, when=is_error(message)))
    page.on("pageerror", complain)
    yield page
    context.set_offline(True)  # What a page sends as it goes, it sends to nobody.
    context.close()
    wait_for_the_server()
    assert not complaints


def wait_for_the_server(seconds: float = 10) -> None:
    """Until it has answered all that it was asked: what it writes must not meet the clearing of the database."""
    deadline = time.monotonic() + seconds
    while any("process_request_thread" in thread.name for thread in threading.enumerate()):
        if time.monotonic() > deadline:
            break
        time.sleep(0.02)


def is_elsewhere(address: str) -> bool:
    return urlsplit(address).hostname not in {"localhost", None}


def is_broken_part(response: Response) -> bool:
    return response.status >= 400 and response.request.resource_type in {"stylesheet", "script", "image", "font"}


def is_error(message: ConsoleMessage) -> bool:
    # A page may well be a 404, on purpose.
    return message.type == "error" and not message.text.startswith("Failed to load resource")
