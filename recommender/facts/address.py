"""Where the package index is that this site asks: as the settings say, or else pip's own configuration."""

import subprocess
import sys
from base64 import b64encode
from dataclasses import dataclass, field
from urllib.parse import SplitResult, unquote, urlsplit

from django.conf import settings

LONGEST = 300
ASKING_PIP = [sys.executable, "-m", "pip", "config", "get", "global.index-url"]
PIP_SECONDS = 30
NO_ADDRESS = (
    "No package index is configured. Set PACKAGE_INDEX to the address of one, as pip's --index-url takes it, such as "
    "https://packages.example/simple/."
)
BAD_ADDRESS = (
    "The address of the package index must be one such as https://packages.example/simple/, of "
    f"{LONGEST} characters at most."
)


class NoIndexError(Exception):
    """No package index is configured, or none that can be asked. Its text never has a password."""


@dataclass(frozen=True, slots=True)
class IndexAddress:
    """The address of a package index, without credentials, and the header that carries them; empty if there are none.

    `url` ends with a slash.
    """

    url: str
    authorization: str = field(default="", repr=False)

    @classmethod
    def parsed(cls, text: str) -> "IndexAddress":
        """Return an address as pip takes it, with or without “name:password@”. Errors: NoIndexError."""
        try:
            parts = urlsplit(text.strip())
            host = host_of(parts)
        except ValueError:
            raise NoIndexError(BAD_ADDRESS) from None
        if parts.scheme not in {"http", "https"} or not parts.hostname or len(text) > LONGEST:
            raise NoIndexError(BAD_ADDRESS)
        url = parts._replace(netloc=host, query="", fragment="").geturl()
        return cls(f"{url.rstrip('/')}/", basic_authorization(parts))

    def authorization_for(self, url: str) -> str:
        """Return the header's text for an address on the same server, and an empty one for any other."""
        own, other = urlsplit(self.url), urlsplit(url)
        is_same = (own.scheme, own.netloc.lower()) == (other.scheme, other.netloc.lower())
        return self.authorization if is_same else ""


def host_of(parts: SplitResult) -> str:
    """Return host and port of an address as they stand there. Errors: ValueError for a port that is no number."""
    parts.port  # noqa: B018  # reads it, and so refuses what is none
    return parts.netloc.rpartition("@")[2]


def basic_authorization(parts: SplitResult) -> str:
    if parts.username is None:
        return ""
    credentials = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
    return f"Basic {b64encode(credentials.encode()).decode()}"


def configured_index() -> IndexAddress:
    """Return the address of the index to ask. Errors: NoIndexError with a word on what to set."""
    address = settings.PACKAGE_INDEX or index_of_pip()
    if not address:
        raise NoIndexError(NO_ADDRESS)
    return IndexAddress.parsed(address)


def index_of_pip() -> str:
    """Return the address that pip's configuration files name; empty if they name none, or there is no pip."""
    try:
        # Nothing in it comes from anybody else.
        found = subprocess.run(ASKING_PIP, capture_output=True, text=True, timeout=PIP_SECONDS, check=False)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return found.stdout.strip() if found.returncode == 0 else ""
