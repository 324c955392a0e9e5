"""What is wrong with the content or doubtful in it: one registry for the admin, `loaddata`, a command and the tests.

An app writes a check in its `checks.py` and registers it when it is ready:

    missing_teaser = declare("missing-teaser", "Episodes without a teaser", Level.WARNING)

    def find_missing_teasers(episodes):
        for episode in episodes:
            if not episode.teaser:
                yield missing_teaser(episode, "Visitors who have seen nothing get no word on this one.", field="teaser")

    checks.register(find_missing_teasers, Episode)

What a record should have to be complete its model says: `wanted`.
"""

from ..runs import once_a_run, one_run
from .completeness import Completeness, completeness, fetch_wanted
from .findings import HEADINGS, Finding, Level, declare
from .registry import CHUNK, all_findings, fetch, findings_in, record_models, register

__all__ = [
    "CHUNK",
    "HEADINGS",
    "Completeness",
    "Finding",
    "Level",
    "all_findings",
    "completeness",
    "declare",
    "fetch",
    "fetch_wanted",
    "findings_in",
    "once_a_run",
    "one_run",
    "record_models",
    "register",
]
