"""Whether all nodes share one SECRET_KEY: with two of them, an editor is signed in on every other request only."""

from django.conf import settings
from django.db import connection
from django.utils.crypto import salted_hmac

from advisor.models import SiteKey


class OtherKeyError(Exception):
    """The site has another SECRET_KEY; the message says what to do."""

    def __init__(self) -> None:
        super().__init__(
            "This node’s SECRET_KEY is not the one of this site, so editors would be signed in on every other request "
            "only. Give all nodes the same. To change it, put the new one into SECRET_KEY_FALLBACKS everywhere first; "
            "or run “manage.py prepare --new-key”, and all editors sign in once more."
        )


def require_site_key() -> None:
    """Errors: OtherKeyError, unless this node has the site's key, perhaps as one that it still accepts."""
    site = SiteKey.objects.first()
    known = {fingerprint(key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)}
    # On SQLite there is no other node.
    if site and site.fingerprint not in known and connection.vendor != "sqlite":
        raise OtherKeyError


def adopt_key() -> None:
    """Make this node's key that of the site."""
    SiteKey.objects.update_or_create(pk=SiteKey.PRIMARY_KEY, defaults={"fingerprint": fingerprint(settings.SECRET_KEY)})


def fingerprint(key: str) -> str:
    """Return what tells a key from others, and from which nobody finds it."""
    return salted_hmac("advisor.site_key", "", secret=key, algorithm="sha256").hexdigest()
