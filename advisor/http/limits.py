"""Limits: how often one network may ask for what costs something. The settings say how often, for each purpose."""

from collections.abc import Callable
from functools import wraps
from math import ceil
from time import time
from typing import NamedTuple

from django.conf import settings
from django.core.cache import BaseCache, caches
from django.http import HttpRequest, HttpResponse

from advisor.http.client_address import networks_of
from advisor.http.shared_cache import breaker

View = Callable[..., HttpResponse]

MARGIN = 60  # seconds


class Limit(NamedTuple):
    """So many requests for one purpose within so many seconds."""

    purpose: str
    times: int
    seconds: int


class Counted(NamedTuple):
    """How many requests of a network there were within a limit's time, and in how many seconds they are forgotten."""

    times: int
    seconds: float


Count = Callable[[str, Limit], Counted]
"""Counts one more request of a network. It is atomic: of requests at the same time, each gets another number."""


class TooManyRequestsError(Exception):
    """Ends a request whose network has to wait first, for so many seconds."""

    def __init__(self, purpose: str, seconds: int) -> None:
        super().__init__(f"Too many requests: {purpose}.")
        self.purpose, self.seconds = purpose, seconds


def limited(purpose: str) -> Callable[[View], View]:
    """Count the requests for a view. A page that is kept is given without its view, and so is not counted."""

    def decorate(view: View) -> View:
        @wraps(view)
        def respond(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            spend(purpose, request)
            return view(request, *args, **kwargs)

        return respond

    return decorate


def spend(purpose: str, request: HttpRequest) -> None:
    """Count a request. Errors: TooManyRequestsError."""
    if seconds := seconds_to_wait(purpose, request):
        raise TooManyRequestsError(purpose, seconds)


def seconds_to_wait(purpose: str, request: HttpRequest) -> int:
    """Count a request, and return how many seconds its network has to wait first: 0 if it may go on."""
    return first_wait(purpose, request, in_cache) if settings.LIMITS_ARE_ON else 0


def first_wait(purpose: str, request: HttpRequest, count: Count) -> int:
    """Count a request first and decide then, or many at once would all find that there is room.

    What is over the limit of a narrow network does not count for the wide one, or it would lock out the others there.
    """
    times, seconds = settings.LIMITS[purpose]
    for network in networks_of(request):
        limit = Limit(purpose, times * network.share, seconds)
        counted = count(network.name, limit)
        if counted.times > limit.times:
            return max(1, ceil(counted.seconds))
    return 0


def in_cache(network: str, limit: Limit) -> Counted:
    """Count in the cache that all processes share; while it is away, each process counts for itself."""
    shared = breaker.ask(lambda: counted_in(caches["default"], network, limit), None)
    return shared or counted_in(caches["own"], network, limit)


def counted_in(cache: BaseCache, network: str, limit: Limit) -> Counted:
    """Count one more request in the time that began with the first one."""
    name, now = f"{limit.purpose}:{network}", time()
    end: float = cache.get_or_set(name, now + limit.seconds, limit.seconds)  # type: ignore[assignment]  # never None
    # Named by its end, so the next time has a count of its own; kept a little longer, lest it vanish between two calls.
    key = f"{name}:{end}"
    cache.add(key, 0, limit.seconds + MARGIN)
    return Counted(cache.incr(key), end - now)
