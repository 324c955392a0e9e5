"""A real browser: Chromium from the PATH, else Playwright's; without one, the tests here are skipped.

The headless shell is the same browser without its windows, and takes half of the time.
"""

import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.test import Client
from playwright.sync_api import (
    Browser,
    BrowserContext,
    BrowserType,
    ConsoleMessage,
    Error,
    Page,
    Response,
    expect,
    sync_playwright,
)

from tests.factories.users import make_chief_editor

from ..conftest import skip_unless_ci

# Some machines are slow, and none waits longer than it takes.
expect.set_options(timeout=20_000)

NAMES = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    # Playwright keeps an event loop in this thread, which Django would take for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = launch(playwright.chromium)
        yield browser
        browser.close()


def launch(chromium: BrowserType) -> Browser:
    """The first there is on the PATH, else Playwright's headless shell, else its whole browser."""
    if path := next(filter(None, map(shutil.which, NAMES)), None):
        return chromium.launch(executable_path=path)
    try:
        return chromium.launch()
    except Error:  # This shell is not installed.
        if not Path(chromium.executable_path).exists():
            skip_unless_ci("there is no Chromium here: make browser installs one")
        return chromium.launch(executable_path=chromium.executable_path)


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


@pytest.fixture
def log_in(live_server) -> Callable:
    """Let a user in, in a browser's context."""

    def let_in(context: BrowserContext, user) -> None:
        client = Client()
        client.force_login(user)
        session = client.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])

    return let_in


@pytest.fixture
def chief(transactional_db):
    return make_chief_editor(username="chief")


@pytest.fixture
def desk(page: Page, chief, log_in) -> Page:
    """A page of a chief editor who has logged in."""
    log_in(page.context, chief)
    return page


@pytest.fixture
def plain(browser: Browser, desk: Page, live_server) -> Iterator[Page]:
    """A page of the same, in a browser that runs no script."""
    context = browser.new_context(
        base_url=live_server.url, java_script_enabled=False, storage_state=desk.context.storage_state()
    )
    yield context.new_page()
    context.close()


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
