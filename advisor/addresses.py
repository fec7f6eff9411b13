"""Addresses of this site as others need them: whole, and never made of a request, which may name any host."""

from django.conf import settings


def absolute(path: str) -> str:
    """Return the address of a path of this site."""
    return settings.PUBLIC_URL + path
