"""Files that are a picture and something else besides."""

import re
import zipfile
from io import BytesIO

from .structure import end_of_picture

# What a browser or a server might be talked into running. Compressed pictures hold none of it by chance.
MARKUP = re.compile(
    rb"<(?:script[\s>]|html[\s>]|body[\s>]|iframe\s|!doctype\s|\?php\s|svg\s[^>]{0,200}xmlns)", re.IGNORECASE
)
PDF_WITHIN = 1024  # bytes, in which a reader of PDF looks for its mark


def is_something_else(content: bytes) -> bool:
    end = end_of_picture(content)
    return (
        (end is not None and end < len(content.rstrip(b"\0")))
        or MARKUP.search(content) is not None
        or b"%PDF-" in content[:PDF_WITHIN]
        or zipfile.is_zipfile(BytesIO(content))
    )
