"""What editors write is never run: hostile texts in every field, on every page that shows them, in a real browser."""

from itertools import cycle

import pytest
from django.apps import apps
from django.urls import reverse
from playwright.sync_api import Page

from editorial.desk import hold, save
from editorial.markup.fields import ProseField
from editorial.publishing import Entry
from editorial.snapshot.shape import shape_of
from tests.sweeps.filling import Filler
from tests.sweeps.routes import routes
from tests.sweeps.test_roles import Thing, address_of, model_of, needs_thing

KINDS = ["people.person", "episodes.episode", "sources.source", "news.article"]

# Each element or attribute of a payload carries the word "hostile", by which it would be found in the page.
PAYLOADS = [
    "<script hostile>alert(1)</script>",
    "<img src=x hostile onerror=alert(1)>",
    "<svg hostile onload=alert(1)>",
    '"><svg hostile onload=alert(1)>',
    "'><img hostile src=x onerror=alert(1)>",
    '" hostile autofocus onfocus=alert(1) x="',
    "' hostile onmouseover=alert(1) x='",
    "</title><script hostile>alert(1)</script>",
    "</textarea><script hostile>alert(1)</script>",
    "</script><script hostile>alert(1)</script>",
    "</style><img hostile src=x onerror=alert(1)>",
    "--><img hostile src=x onerror=alert(1)>",
    "<iframe hostile src=javascript:alert(1)>",
    "<iframe hostile srcdoc='<script>alert(1)</script>'>",
    "<object hostile data=javascript:alert(1)>",
    "<embed hostile src=javascript:alert(1)>",
    "<form hostile action=javascript:alert(1)><button>x",
    "<details hostile open ontoggle=alert(1)>",
    "<video hostile><source onerror=alert(1)>",
    "<body hostile onload=alert(1)>",
    "<base hostile href=//evil.example/>",
    "<meta hostile http-equiv=refresh content=0;url=//evil.example>",
    "<link hostile rel=stylesheet href=//evil.example/x.css>",
    "<style hostile>*{background:url(//evil.example)}</style>",
    "<p hostile style=background:url(//evil.example)>",
    "<img hostile srcset=//evil.example/x.png>",
    "<math hostile><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<noscript><p title='</noscript><img hostile src=x onerror=alert(1)>'>",
    "<svg hostile><animate onbegin=alert(1) attributeName=x>",
    "<svg hostile><foreignObject><script>alert(1)</script></foreignObject>",
    "[hostile](javascript:alert(1))",
    "[hostile](JaVaScRiPt:alert(1))",
    "[hostile](data:text/html,<script>alert(1)</script>)",
    "[hostile](vbscript:msgbox(1))",
    "[hostile](java&#115;cript:alert(1))",
    "![hostile](x onerror=alert(1))",
    "<javascript:alert(1)>",
    "[[person:x|<img hostile src=x onerror=alert(1)>]]",
    "||<img hostile src=x onerror=alert(1)>||{s02e01}",
    "hostile{{7*7}}{% load x %}${7*7}",
    "&lt;script hostile&gt;alert(1)&lt;/script&gt;",
    "\u202e<script hostile>alert(1)</script>\u2028",
]

TO_BE_POSTED = ("_preview", "_autosave", "_discard_unsaved", "_name")  # which answer no GET

FOUND = """() => [
    ...document.querySelectorAll(
        '[hostile], [onerror], [onload], [onfocus], [ontoggle], [onmouseover], [onbegin], ' +
        'base, iframe:not(.preview-frame), object, embed'
    ),
    ...[...document.querySelectorAll('[href], [src], [action], [srcset]')].filter(element =>
        ['href', 'src', 'action', 'srcset'].some(name =>
            /^\\s*(javascript|data|vbscript):|evil\\.example/i.test(element.getAttribute(name) ?? '')
        )
    ),
].map(element => element.outerHTML.slice(0, 200))"""


def poison(record, turns):
    """Put as many payloads as there is room for into every text of a record and of its rows; prose takes them all."""
    shape = shape_of(type(record))
    for name, column in shape.columns.items():
        if name in ("key", "slug", "cites", "uid", "absent", "about") or column.choices:
            continue
        if isinstance(column, ProseField):
            setattr(record, name, "\n\n".join(PAYLOADS))
        elif column.get_internal_type() == "CharField" and type(column).__name__ == "LineField":
            setattr(record, name, packed(turns, column.max_length))
    record.save()
    for accessor in shape.rows:
        for row in getattr(record, accessor).all():
            poison(row, turns)


def packed(turns, room):
    text = ""
    for _ in PAYLOADS:
        payload = next(turns)
        if len(text) + len(payload) + 1 <= room:
            text = f"{text} {payload}".strip()
        elif text:
            break
    return text


@pytest.fixture
def poisoned(transactional_db) -> list[Entry]:
    filler, turns, entries = Filler(), cycle(PAYLOADS), []
    for label in KINDS:
        model = apps.get_model(label)
        filler.make(model, label, True)
    for label in KINDS:
        model = apps.get_model(label)
        entry = model.objects.first()
        poison(entry, turns)
        entries.append(entry)
    return entries


def pages_of(entry: Entry) -> list[str]:
    """All pages that the desk and the site have of an entry, and the lists that name it."""
    meta = entry._meta
    thing = Thing(entry, "live")
    desk = [
        address_of(route, thing)
        for route in routes()
        if route.is_admin and model_of(route) is type(entry) and needs_thing(route) and route.name
        if not route.name.endswith(TO_BE_POSTED)
    ]
    found = f"/admin/suggest/?for=entry&q={meta.model_name}:"
    return [
        entry.get_absolute_url(),
        reverse(f"{meta.app_label}:{meta.model_name}-list"),
        *desk,
        f"/admin/{meta.app_label}/{meta.model_name}/",
        found,
    ]


def test_no_page_runs_what_was_written(desk: Page, poisoned):
    dialogs, created, shown = [], {}, set()
    desk.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    for entry in poisoned:
        with hold(entry) as held:
            wanted = held.current.with_values({("title",): f"{PAYLOADS[2]} {entry.key}"})
            save(held, wanted, None, PAYLOADS[1])
    for address in ["/", "/admin/", *(address for entry in poisoned for address in pages_of(entry))]:
        response = desk.goto(address)
        assert response.status < 500, address
        if "hostile" in desk.inner_text("body"):
            shown.add(address)
        if found := desk.evaluate(FOUND):
            created[address] = found
        assert "hostile49" not in desk.content(), address

    assert dialogs == []
    assert created == {}
    assert len(shown) > 4 * len(poisoned), "the payloads are there to be read"


def test_a_form_that_is_sent_with_them_runs_nothing(desk: Page, poisoned):
    """Saved, refused and in conflict: whatever the answer is, it shows what was typed as it was typed."""
    dialogs = []
    desk.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    for entry in poisoned:
        address = f"/admin/{entry._meta.app_label}/{entry._meta.model_name}/{entry.pk}/change/"
        desk.goto(address)
        with hold(entry) as held:
            save(held, held.current.with_values({("title",): f"Theirs {PAYLOADS[3]}"}))
        desk.locator("#id_title").fill(f"Mine {PAYLOADS[4]}")
        desk.locator("[name=_continue]").click()
        desk.wait_for_load_state()

        assert desk.evaluate(FOUND) == []
        assert "hostile" in desk.content()

    assert dialogs == []
