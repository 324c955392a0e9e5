"""Pages seen before are answered in front of Django: those that are the same for all who have watched as far."""

from django.conf import settings

from .layer import PageCache
from .page import Application


def with_kept_pages(application: Application) -> Application:
    """Who develops sees each change of a template at once."""
    if settings.DEBUG:
        return application
    return PageCache(application, settings.PAGE_CACHE_BYTES, settings.REDIS_URL)
