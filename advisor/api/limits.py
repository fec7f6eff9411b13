"""How often one address may ask. The rates are settings."""

from threading import local

from ninja.throttling import AnonRateThrottle


class ClientRate(AnonRateThrottle, local):
    """Counts the requests of each client address, in Django's cache.

    Ninja keeps what it found about a request on this object between two calls; so each thread has one of its own.
    """

    def __init__(self, scope: str) -> None:
        self.scope = scope
        super().__init__()


READING, RECOMMENDING, CREATING = ClientRate("read"), ClientRate("recommend"), ClientRate("create")
