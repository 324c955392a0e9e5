"""The characters that a text may hold, and those that no page, feed or database can carry."""

import re

from django.core.exceptions import ValidationError

# Controls besides tab and newline, halves of surrogate pairs, and the two that XML refuses.
FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def tidy(text: str) -> str:
    """End lines with \\n whichever way they came in, and leave out the space around the text."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def mend(text: str) -> str:
    """Put the replacement character for each that cannot be shown."""
    return FORBIDDEN.sub(REPLACEMENT, text)


def validate_characters(text: str) -> None:
    match = FORBIDDEN.search(text)
    if match:
        raise ValidationError(
            "Character %(place)d is %(name)s, which no page can show. Take it out.",
            code="forbidden_character",
            params={"place": match.start() + 1, "name": f"U+{ord(match[0]):04X}"},
        )


def validate_one_line(text: str) -> None:
    match = re.search("[\n\t]", text)
    if match:
        raise ValidationError(
            "This is one line: take out the %(name)s after “%(before)s”.",
            code="several_lines",
            params={
                "name": "tab" if match[0] == "\t" else "line break",
                "before": text[max(0, match.start() - 20) : match.start()],
            },
        )
