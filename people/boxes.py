"""What the pages of sources show of people."""

from editorial.pages.boxes import Box

from .models import Quote


def quotes_in(source, horizon):
    quotes = list(Quote.objects.public().told(horizon).filter(source=source).for_listing())
    if not quotes:
        return None
    return Box("people/_quotes_box.html", {"quotes": quotes}, quotes)
