"""Episode codes as they stand in veils, `s02e11`: what they mean to people."""

import re

CODE = r"s([0-9]{2})e([0-9]{2})"


def is_code(text: str) -> bool:
    return re.fullmatch(CODE, text) is not None


def code_label(code: str) -> str:
    """Say a code in words, from the code alone: `s02e11` is “season 2, episode 11”."""
    match = re.fullmatch(CODE, code)
    if match is None:
        raise ValueError(f"{code!r} is no episode code")
    return f"season {int(match[1])}, episode {int(match[2])}"
