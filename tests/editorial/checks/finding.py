"""What the tests ask of findings."""

from editorial import checks


def found(record, code=None):
    """(level, where, message) of what is found in a record, of one kind or of all."""
    findings = checks.findings_in([type(record).objects.get(pk=record.pk)])
    return [
        (str(finding.level), finding.place, finding.message)
        for ours in findings.values()
        for finding in ours
        if code in (None, finding.code)
    ]
