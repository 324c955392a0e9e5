"""News and predictions in the words of schema.org."""

from django.conf import settings

from editorial.pages import schema
from editorial.pages.absolute import absolute

from .models import Article, Claim


def article(article):
    return {
        "headline": article.title,
        "datePublished": article.publish_at.isoformat(),
        "author": {"@type": "Organization", "name": settings.SITE_NAME, "url": absolute("/about/")},
        "isBasedOn": schema.reference(article.source),
    }


def claim(claim):
    return {"appearance": schema.reference(claim.article)}


def register():
    schema.register(Article, "NewsArticle", article)
    schema.register(Claim, "Claim", claim)
