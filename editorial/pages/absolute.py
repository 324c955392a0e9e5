from urllib.parse import urlsplit

from django.conf import settings


def absolute(path: str) -> str:
    """An address on this site for those who are elsewhere; what a request says of the host is not trusted."""
    return settings.PUBLIC_URL + path


def permanent_id(*parts: str) -> str:
    """A name that stays when an address changes (RFC 4151): of a kind and a key, say."""
    return f"tag:{urlsplit(settings.PUBLIC_URL).hostname},2026:{'/'.join(parts)}"
