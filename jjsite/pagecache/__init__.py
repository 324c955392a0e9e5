"""Pages seen before are answered in front of Django: those that are the same for all who have watched as far."""

from django.conf import settings

from .layer import PageCache
from .page import Application


def with_kept_pages(application: Application) -> Application:
    """Unless the settings leave no room for them. Who develops sees each change of a template at once."""
    if settings.DEBUG or not settings.PAGE_CACHE_BYTES:
        return application
    return PageCache(application, settings.PAGE_CACHE_BYTES)
