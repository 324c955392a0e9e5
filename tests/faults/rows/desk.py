"""What the tests do at the desk of a running deployment."""

import re
from secrets import token_hex

from tests.sweeps.forms import Form, forms_in
from tests.sweeps.kills import ADD_PERSON
from tests.sweeps.serving import Browser, errors_in

PEOPLE = "/admin/people/person/"


def largest(text: str) -> Form:
    return max(forms_in(text), key=lambda form: len(form.fields))


def make_draft(browser: Browser, **fields: str) -> str:
    """The address of a new draft of a person, as far as its number."""
    key = fields.get("key", f"row-{token_hex(4)}")
    form = browser.form(ADD_PERSON) | {"key": key, "title": key, "sort_name": key} | fields
    status, text, _ = browser.post(ADD_PERSON, form)
    assert status == 302, errors_in(text)
    listed = browser.get(f"{PEOPLE}?q={key}")[1]
    return f"{PEOPLE}{re.findall(rf'{PEOPLE}([0-9]+)/change/', listed)[0]}/"


def said(browser: Browser, address: str, name: str) -> str:
    """What is in a field of the form."""
    return browser.form(f"{address}change/")[name][0]


def change(browser: Browser, address: str, **fields: str) -> None:
    status, text, _ = browser.post(f"{address}change/", browser.form(f"{address}change/") | {"_continue": "1"} | fields)
    assert status == 302, errors_in(text)


def publish(browser: Browser, address: str) -> None:
    _, text, _ = browser.get(f"{address}publishing/")
    form = next(form for form in forms_in(text) if ("verb", "publish") in form.buttons)
    reasons = {name: ["It is a test."] for name in form.texts if name.startswith("reason:")}
    status, text, _ = browser.post(f"{address}publishing/", form.filled() | reasons | {"verb": "publish"})
    assert status == 302, errors_in(text)
