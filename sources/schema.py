"""Sources and what they disagree about in the words of schema.org."""

from editorial.pages import schema

from .models import Discrepancy, Source

TYPES = {Source.Kind.VIDEO: "VideoObject", Source.Kind.LISTING: "WebPage", Source.Kind.ARTICLE: "Article"}


def source(source):
    """The page about a source, which is on this site, and the source itself, which is not."""
    work = {
        "@type": TYPES.get(source.kind, "CreativeWork"),
        "name": source.title,
        "author": [{"@type": "Person", "name": name} for name in source.authors.split("; ") if name],
        "publisher": organization(source.publication),
        "datePublished": schema.date_of(source.published),
    }
    return {"about": schema.filled(work)}


def organization(publication):
    return {"@type": "Organization", "name": publication.name} if publication else None


def register():
    schema.register(Source, "WebPage", source)
    schema.register(Discrepancy, "Article", lambda discrepancy: {"headline": discrepancy.title})
