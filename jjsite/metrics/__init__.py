"""Numbers for a monitoring system, in Prometheus's text format, for whoever knows the token."""

from django.conf import settings

from ..pagecache.page import Application
from .counts import Counts
from .layer import Measured


def with_metrics(application: Application) -> Application:
    """Unless no token is set: then nothing is counted either."""
    if not settings.METRICS_TOKEN:
        return application
    return Measured(application, settings.METRICS_TOKEN, Counts(settings.STATE_DIR / "metrics"))
