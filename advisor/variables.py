"""Variables of the environment that are on or off, one of a few words, a number, or an address: what else they say is
refused.

A word that is misspelt would otherwise count as off, and nobody would know that the limits are.
"""

from collections.abc import Callable

from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import URLValidator, validate_email
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


def line(env: Env, name: str) -> str:
    """Return what a variable says, on one line; empty if it says nothing. Errors: ImproperlyConfigured for several."""
    told: str = env(name, default="").strip()
    if not told.isprintable():
        raise ImproperlyConfigured(f"{name} must be one line of text.")
    return told


def https_address(env: Env, name: str) -> str:
    """Return the address that a variable tells, without a slash at its end; empty if it tells none.

    Errors: ImproperlyConfigured for what is no https address.
    """
    told = line(env, name)
    if told and not is_https(told):
        raise ImproperlyConfigured(f"{name} must be an address such as https://code.example/advisor, not “{told}”.")
    return told.rstrip("/")


def contact(env: Env, name: str) -> str:
    """Return the e-mail address, or the https address of a page, that a variable tells; empty if it tells none.

    Errors: ImproperlyConfigured for anything else.
    """
    told = line(env, name)
    if told and not is_https(told) and not is_email(told):
        raise ImproperlyConfigured(
            f"{name} must be an address such as help@advisor.example or https://advisor.example/contact, not “{told}”."
        )
    return told


def is_https(told: str) -> bool:
    return is_valid(URLValidator(schemes=["https"]), told)


def is_email(told: str) -> bool:
    return is_valid(validate_email, told)


def is_valid(validate: Callable[[str], None], told: str) -> bool:
    """Return whether one of Django's validators lets a text pass."""
    try:
        validate(told)
    except ValidationError:
        return False
    return True
