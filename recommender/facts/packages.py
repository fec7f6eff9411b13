"""Which package a framework or an add-on is, as its command to install it tells."""

import shlex

from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name

VERBS = {"install", "add"}  # pip's, and those of other tools
WITHOUT_VALUE = {"-U", "--upgrade", "--pre"}


def package_of(install: str, name: str, *, beside: str | None = None) -> str | None:
    """Return the normalized name of the package that an install command is about; None if that cannot be told.

    Of several it is the one that is called like `name`, or else the first: others come along with it. `beside` is the
    framework's own package, which is never that of its add-on.
    """
    named = [package for package in packages_in(install) if package != beside]
    own = canonicalize_name(name.replace(" ", "-"))
    return own if own in named else next(iter(named), None)


def packages_in(install: str) -> list[str]:
    """Return the normalized names of the packages that a command installs; none if it cannot be understood."""
    try:
        words = shlex.split(install)
        verb = next(at for at, word in enumerate(words) if word in VERBS)
        # What follows an option may be its value, and no package.
        return [canonicalize_name(Requirement(word).name) for word in words[verb + 1 :] if word not in WITHOUT_VALUE]
    except (StopIteration, ValueError, InvalidRequirement):
        return []
