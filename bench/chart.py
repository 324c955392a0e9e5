"""The figures as a picture: a bar for each ratio."""

from collections.abc import Iterable
from html import escape

from .figures import Figure

ROW, LABEL, BAR = 22, 420, 400  # pixels; a bar of that length is a ratio of one
LONGEST = 1.5


def chart(figures: Iterable[Figure]) -> str:
    rows = list(figures)
    height = ROW * (len(rows) + 1)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1100 {height}" role="img" font-family="sans-serif" '
        f'font-size="13"><title>Ratios of the benchmark</title><rect width="1100" height="{height}" fill="#fff"/>'
        f'<path d="M{LABEL + BAR} 0V{height}" stroke="#999" stroke-dasharray="4 3"/>'
    ]
    for place, each in enumerate(rows):
        top = ROW * place + 6
        length = min(each.ratio, LONGEST) * BAR
        text = escape(f"{each.what}, {each.entries:,} entries, to {each.to}")
        parts.append(
            f'<text x="{LABEL - 8}" y="{top + 12}" text-anchor="end">{text}</text>'
            f'<rect x="{LABEL}" y="{top}" width="{length:.0f}" height="15" fill="#6b3fa0"/>'
            f'<text x="{LABEL + length + 6:.0f}" y="{top + 12}">{each.ratio:.2f}</text>'
        )
    return "\n".join([*parts, "</svg>\n"])
