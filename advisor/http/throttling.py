"""Limits on how often one address may ask. The rates are settings."""

from math import ceil
from threading import local

from django.http import HttpRequest
from ninja.throttling import AnonRateThrottle

from advisor.http.client_address import client_address


class ClientRate(AnonRateThrottle, local):
    """Counts the requests of each client address, in Django's cache.

    Ninja keeps what it found about a request on this object between two calls; so each thread has one of its own.
    """

    def __init__(self, scope: str) -> None:
        self.scope = scope  # before ninja's own part, which looks up the rate by it
        super().__init__()

    def get_ident(self, request: HttpRequest) -> str:
        # Ninja would count by X-Forwarded-For as it comes, which any client can make up anew for each request.
        return client_address(request)

    def seconds_to_wait(self, request: HttpRequest) -> int:
        """Count a request, and return how many seconds its address has to wait first: 0 if it may go on."""
        return 0 if self.allow_request(request) else max(1, ceil(self.wait() or 0))


READING, RECOMMENDING, CREATING = ClientRate("read"), ClientRate("recommend"), ClientRate("create")
DISPUTING = ClientRate("dispute")
