"""How a feed is written: Atom (RFC 4287) and JSON Feed 1.1."""

import json
from datetime import UTC, datetime

from django.utils.feedgenerator import Atom1Feed, SyndicationFeed, rfc3339_date

NEVER_CHANGED = datetime.fromtimestamp(0, UTC)


class Dated:
    def latest_post_date(self):
        """When the latest item changed; of an empty feed always the same, as nothing changes there."""
        return max((item["updateddate"] for item in self.items), default=NEVER_CHANGED)


class AtomFeed(Dated, Atom1Feed):
    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item | {"description": None})
        handler.addQuickElement("summary", item["description"])  # a plain text, which Django would call HTML


class JSONFeed(Dated, SyndicationFeed):
    content_type = "application/feed+json; charset=utf-8"

    def write(self, outfile, encoding):
        outfile.write(json.dumps(self.as_data(), ensure_ascii=False, indent=1).encode(encoding))

    def as_data(self):
        return {
            "version": "https://jsonfeed.org/version/1.1",
            "title": self.feed["title"],
            "description": self.feed["description"],
            "home_page_url": self.feed["link"],
            "feed_url": self.feed["feed_url"],
            "language": self.feed["language"],
            "authors": [{"name": self.feed["author_name"], "url": self.feed["author_link"]}],
            "items": [self.item_data(item) for item in self.items],
        }

    def item_data(self, item):
        return {
            "id": item["unique_id"],
            "url": item["link"],
            "title": item["title"],
            "content_text": item["description"],
            "date_published": rfc3339_date(item["pubdate"]),
            "date_modified": rfc3339_date(item["updateddate"]),
            "tags": item["categories"],
        }
