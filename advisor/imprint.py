"""Who runs this site, where to write to them, and where the code is that it runs: as the settings tell it."""

from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from django.conf import settings

FILES_AT = ("github.com", "gitlab.com")
"""Hosts of code where …/blob/HEAD/… shows a file of the newest version."""


@dataclass(frozen=True, slots=True)
class Imprint:
    """What is told of a site; each is empty if it is not told. `contact` is an e-mail address, or a page's address."""

    operator: str
    contact: str
    source_url: str

    @property
    def email(self) -> str:
        return "" if self.contact.startswith("https:") else self.contact

    @property
    def contact_url(self) -> str:
        """Return the contact as an address that a link leads to."""
        return f"mailto:{quote(self.email, safe='@')}" if self.email else self.contact

    def source_file(self, path: str) -> str:
        """Return where a file of the code can be read; empty if nobody can tell."""
        return f"{self.source_url}/blob/HEAD/{path}" if urlsplit(self.source_url).hostname in FILES_AT else ""


def imprint() -> Imprint:
    """Return what is told of this site."""
    return Imprint(settings.OPERATOR, settings.CONTACT, settings.SOURCE_URL)
