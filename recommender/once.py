"""Making a value once, though several threads want it at the same moment."""

from collections.abc import Callable
from functools import lru_cache
from threading import Lock
from typing import Generic, TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


class MadeOnce(Generic[Key, Value]):
    """A function of one argument whose values are kept, as by `lru_cache`, and made one at a time.

    Threads that want a value while it is made wait for it, where `lru_cache` would let each of them make it. What
    raises is not kept.
    """

    def __init__(self, make: Callable[[Key], Value], *, kept: int) -> None:
        self._value = lru_cache(kept)(make)
        # One lock for all keys: threads of a process that make two values take turns anyway.
        self._making = Lock()

    def __call__(self, key: Key) -> Value:
        with self._making:
            return self._value(key)

    def forget(self) -> None:
        """Keep nothing of what was made until now."""
        self._value.cache_clear()


def made_once(kept: int) -> Callable[[Callable[[Key], Value]], MadeOnce[Key, Value]]:
    """Return a decorator that makes a function `MadeOnce`, with so many values kept."""
    return lambda make: MadeOnce(make, kept=kept)
