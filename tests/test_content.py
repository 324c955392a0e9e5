"""The content as it is shipped stands up to its own checks."""

import pytest
from django.core.management import call_command

from editorial import checks

FIXTURES = ["sources", "people", "episodes", "reviews", "news"]


@pytest.mark.django_db
def test_the_shipped_content_has_no_errors():
    call_command("loaddata", *FIXTURES, verbosity=0)

    found = {record: findings for _, chunk in checks.all_findings() for record, findings in chunk.items()}

    assert len(found) > 350
    assert [finding for findings in found.values() for finding in findings if finding.is_error] == []
