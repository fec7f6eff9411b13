"""Variables of the environment that are on or off, one of a few words, or a number: what else they say is refused.

A word that is misspelt would otherwise count as off, and nobody would know that the limits are.
"""

from django.core.exceptions import ImproperlyConfigured
from environ import Env

ON, OFF = ("on", "true", "yes", "1"), ("off", "false", "no", "0", "")


def switch(env: Env, name: str, *, default: bool) -> bool:
    """Return whether a variable is on. Errors: ImproperlyConfigured for what is neither on nor off."""
    return one_of(env, name, ON if default else OFF, OFF if default else ON) in ON


def one_of(env: Env, name: str, *kinds: tuple[str, ...]) -> str:
    """Return what a variable says, in small letters; of the first kind, the first, if it says nothing.

    Errors: ImproperlyConfigured for any other word.
    """
    told: str = env(name, default=kinds[0][0]).lower()
    if not any(told in kind for kind in kinds):
        words = " or ".join(kind[0] for kind in kinds)
        raise ImproperlyConfigured(f"{name} must be {words}, not “{told}”.")
    return told


def proxies(env: Env, name: str) -> int:
    """Return how many proxies in a row a variable tells of: a number, or on for one. Errors: as `switch`."""
    told: str = env(name, default="off")
    return int(told) if told.isdecimal() else int(switch(env, name, default=False))
