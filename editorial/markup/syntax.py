"""What an editor is told about marks that are not written as they should be."""

from django.core.exceptions import ValidationError

from .. import kinds
from .marks import CITE, LOCATOR_LENGTH
from .parsing import parse

MOST_ERRORS = 10
ADVICE = {
    "[[": "A link is written [[kind:key]] or [[kind:key|label]].",
    "[@": f"A citation is written [@key] or [@key, ¶24], with at most {LOCATOR_LENGTH} characters after the comma.",
    "||": "A veil is written ||text||{s02e11}, and ends in the paragraph in which it begins.",
}
ADVICE_ON_ADDRESSES = "An address begins with https://, http:// or mailto:, or with / or # for one of this site."


def validate_prose(text: str) -> None:
    prose = parse(text)
    errors = [
        ValidationError(
            "“%(fault)s” leads nowhere. %(advice)s To print it as it is, put a backslash before it.",
            code="malformed_mark",
            params={"fault": fault, "advice": ADVICE.get(fault[:2], ADVICE_ON_ADDRESSES)},
        )
        for fault in prose.faults
    ]
    errors += [
        ValidationError(
            "“%(kind)s” in [[%(kind)s:%(key)s]] is no kind of entry. The kinds are %(kinds)s.",
            code="unknown_kind",
            params={"kind": ref.kind, "key": ref.key, "kinds": ", ".join(kinds.words())},
        )
        for ref in prose.links
        if not kinds.is_kind(ref.kind)
    ]
    if prose.too_deep:
        errors.append(
            ValidationError(
                "Lists or quotations stand too deep in each other to be shown. Leave out a level.", code="too_deep"
            )
        )
    if errors:
        raise ValidationError(errors[:MOST_ERRORS])


def validate_cites(text: str) -> None:
    rest = CITE.sub(" ", text).split()
    if rest:
        raise ValidationError(
            "“%(rest)s” is no citation. Write [@key] or [@key, ¶24], one after the other.",
            code="no_citation",
            params={"rest": " ".join(rest)},
        )
