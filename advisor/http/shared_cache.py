"""What is asked of a cache in Redis, which can be gone or hang: the site goes on without it."""

import logging
from collections.abc import Callable
from time import monotonic
from typing import TypeVar

logger = logging.getLogger(__name__)

Answer = TypeVar("Answer")

REST = 10
"""For so many seconds a cache that failed is not asked again: else each request would wait for it, and fill the log."""


class Breaker:
    """Keeps requests from a cache that has just failed."""

    rests_until = 0.0

    def ask(self, question: Callable[[], Answer], instead: Answer, *, anyway: bool = False) -> Answer:
        """Return what the cache answers, and the other thing if it fails, or rests and is not asked anyway."""
        if monotonic() < self.rests_until and not anyway:
            return instead
        try:
            return question()
        except Exception as problem:  # of whichever library it is reached by, or of what another release left there
            self.rests_until = monotonic() + REST
            # Not its message, which may name a key, and with it an address or a result.
            name = type(problem).__name__
            logger.warning("A cache failed, so the site goes on without it for %s seconds (%s).", REST, name)
            return instead


breaker = Breaker()
