"""What an editor waits for: one after the other, as one person works."""

import re
import time
from collections.abc import Callable
from statistics import median, quantiles
from urllib.parse import urlsplit

from tests.sweeps.forms import forms_in
from tests.sweeps.serving import Browser

from .ground import Server
from .loading import Load

TIMES = 12
LIST = "/admin/people/person/"


def edit(server: Server) -> dict[str, Load]:
    """How fast an editor gets at a person, changes it and makes the change public."""
    browser = Browser(urlsplit(server.url).port or 80)
    browser.log_in()
    page = re.search(rf"{LIST}\d+/change/", browser.get(LIST)[1])[0]
    seconds: dict[str, list[float]] = {"admin list": [], "admin form": [], "save": [], "publish": []}
    for number in range(TIMES):
        seconds["admin list"].append(timed(browser.get, LIST))
        seconds["admin form"].append(timed(browser.get, page))
        fields = browser.form(page) | {"description": f"Said for the {number}th time.", "_continue": "1"}
        seconds["save"].append(timed(browser.post, page, fields))
        publishing = page.replace("/change/", "/publishing/")
        form = next(form for form in forms_in(browser.get(publishing)[1]) if ("verb", "publish") in form.buttons)
        given = form.filled(verb="publish") | {name: ["So be it."] for name in form.texts if not form.fields[name][0]}
        seconds["publish"].append(timed(browser.post, publishing, given))
    return {what: load_of(each) for what, each in seconds.items()}


def timed(ask: Callable[..., tuple[int, str, str]], *given: object) -> float:
    began = time.perf_counter()
    status, text, _ = ask(*given)
    if status not in (200, 302):
        raise SystemExit(f"An editor is answered {status}: {text[:200]}")
    return time.perf_counter() - began


def load_of(seconds: list[float]) -> Load:
    return Load(1 / median(seconds), median(seconds), quantiles(seconds, n=100, method="inclusive")[98])
