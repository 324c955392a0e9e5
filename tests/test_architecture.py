"""Who may import whom: downwards only, between the apps and inside the desk."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

MAY_IMPORT = {
    "editorial": set(),
    "sources": {"editorial"},
    "people": {"editorial", "sources"},
    "episodes": {"editorial", "sources", "people"},
    "reviews": {"editorial", "sources", "people", "episodes"},
    "news": {"editorial", "sources", "people", "episodes"},
    "jjsite": {"editorial", "sources", "people", "episodes", "reviews", "news"},
}

# Each part of the desk may import those before it.
DESK = [
    "absence",
    "clients",
    "audit",
    "dates",
    "charts",
    "kinds",
    "runs",
    "bulk",
    "horizon",
    "markup",
    "publishing",
    "permissions",
    "snapshot",
    "generation",
    "addresses",
    "links",
    "search",
    "revisions",
    "recovery",
    "previews",
    "pictures",
    "checks",
    "seeding",
    "entrance",
    "models",
    "desk",
    "roles",
    "pages",
    "feeds",
    "calendars",
    "cards",
    "templatetags",
    "listing",
    "suggesting",
    "searching",
    "reports",
    "dashboard",
    "guide",
    "trash",
    "site",
    "admin",
    "management",
    "apps",
]


def imported_names(path: Path, package: str):
    """The dotted names that a module imports, relative ones made absolute."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = package.split(".")[: len(package.split(".")) - node.level + 1]
                base = ".".join([*above, base]).rstrip(".")
            yield from (f"{base}.{alias.name}" for alias in node.names)


def modules(app):
    for path in sorted((ROOT / app).rglob("*.py")):
        if "migrations" not in path.parts:
            yield path, ".".join(path.parent.relative_to(ROOT).parts)


@pytest.mark.parametrize("app", MAY_IMPORT)
def test_apps_import_downwards_only(app):
    upwards = [
        f"{path.relative_to(ROOT)}: {name}"
        for path, package in modules(app)
        for name in imported_names(path, package)
        if (top := name.split(".")[0]) in MAY_IMPORT and top != app and top not in MAY_IMPORT[app]
    ]

    assert upwards == []


def test_the_desk_imports_downwards_only():
    upwards = [
        f"{path.relative_to(ROOT)}: {name}"
        for path, package in modules("editorial")
        for name in imported_names(path, package)
        if name.startswith("editorial.") and rank(name.split(".")[1]) > rank(own_part(path))
    ]

    assert upwards == []


def test_every_part_of_the_desk_has_its_place():
    parts = {own_part(path) for path, _ in modules("editorial")} - {"__init__"}

    assert parts == set(DESK)


def own_part(path: Path):
    return path.relative_to(ROOT / "editorial").parts[0].removesuffix(".py")


def rank(part):
    return DESK.index(part) if part in DESK else -1
