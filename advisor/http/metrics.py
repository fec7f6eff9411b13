"""What Prometheus is told, at an address of its own that the server opens: `advisor/server_settings.py`."""

import logging
from functools import cache
from typing import NamedTuple

from prometheus_client import Counter, Histogram

logger = logging.getLogger(__name__)


class Metrics(NamedTuple):
    requests: Counter
    seconds: Histogram


@cache
def metrics() -> Metrics:
    """Return the metrics, made when first needed: a process that tells none keeps none."""
    return Metrics(
        Counter("advisor_requests", "Requests answered, by route, method and status.", ("route", "method", "status")),
        Histogram("advisor_request_seconds", "Seconds until the answer was made, by route.", ("route",)),
    )


def count_request(method: str, route: str, status: int, seconds: float) -> None:
    """Count a request. If its count cannot be written, as on a full disk, the visitor gets the page all the same."""
    try:
        metrics().requests.labels(route, method, status).inc()
        metrics().seconds.labels(route).observe(seconds)
    except OSError as problem:
        logger.warning("A request was not counted (%s).", type(problem).__name__)
