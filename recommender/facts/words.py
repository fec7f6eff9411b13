"""What a release tells, in the words in which editors write facts.

Each function gets what a fact says now and returns what it should say: just the same if that means the same, or if the
release tells nothing better. An editor's richer words stay as long as they can be true of the new release.
"""

import re
from collections.abc import Collection, Iterable
from datetime import date

from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression
from packaging.metadata import RawMetadata
from packaging.specifiers import InvalidSpecifier, Specifier, SpecifierSet
from packaging.version import Version

from recommender.dates import known

VERSION = re.compile(r"(?<![\w.])\d+(?:\.\d+)+(?:\.post\d+)?(?![\w.]*\w)")
# Of Python 3 only: a framework's own versions stand in these texts, too.
PYTHON = re.compile(r"(?<![\w.])3\.\d+(?:\.\d+)?(?![\w.]*\w)")
NAMED_SPAN = re.compile(r"3\.\d+ to 3\.\d+(?= are named)")
CLASSIFIED_PYTHON = re.compile(r"Programming Language :: Python :: (3\.\d+)")
LICENCE_CLASSIFIER = "License :: "
LICENCES = {
    "apache 2.0": "Apache-2.0",
    "apache license 2.0": "Apache-2.0",
    "apache license, version 2.0": "Apache-2.0",
    "bsd 2-clause license": "BSD-2-Clause",
    "bsd 3-clause": "BSD-3-Clause",
    "bsd 3-clause license": "BSD-3-Clause",
    "isc license (iscl)": "ISC",
    "mit license": "MIT",
    "mozilla public license 2.0 (mpl 2.0)": "MPL-2.0",
    "the mit license": "MIT",
}
"""Names of licences that mean just one, in small letters. “BSD License” is not here: it may be any of several."""


def first_version(text: str) -> Version | None:
    """Return the first version that a text names, such as 6.1.3 of “6.1.3 (long-term support: 5.2.19)”."""
    found = VERSION.search(text)
    return Version(found[0]) if found else Version(text) if text.isdecimal() else None


def fresh_version(now: str, versions: Collection[Version]) -> str:
    """Return the newest of some versions, at least one, as a fact.

    Within the same series (the first two numbers) other words stay, and each version among them becomes the newest of
    its own series. Of a new series they may no longer be true, so it is named alone.
    """
    newest, first = max(versions), first_version(now)
    if first is None or series(first) != series(newest):
        return str(newest)
    return VERSION.sub(lambda found: newest_of_series(found[0], versions), now)


def newest_of_series(text: str, versions: Collection[Version]) -> str:
    version = Version(text)
    newest = max((other for other in versions if series(other) == series(version)), default=version)
    return str(newest) if newest > version else text


def series(version: Version) -> tuple[int, int]:
    return version.major, version.minor


def fresh_date(now: str, released: date | None, *, is_same_version: bool) -> str:
    """Return the day of a release as YYYY-MM-DD. A day more or less is the same release in another time zone."""
    if released is None:
        return now
    match known(now):
        case (year, month, day) if is_same_version and abs((date(year, month, day) - released).days) <= 1:
            return now
    return released.isoformat()


def fresh_licence(now: str, metadata: RawMetadata) -> str:
    """Return the licence by its SPDX name; what is vaguer than that is never better than what an editor wrote."""
    found = exact_licence(metadata)
    return now if not found or parts_of_licence(now) == parts_of_licence(found) else found


def exact_licence(metadata: RawMetadata) -> str:
    """Return the SPDX expression of a licence that metadata name; empty if they name none, or only vaguely."""
    classified = [text for text in metadata.get("classifiers", ()) if text.startswith(LICENCE_CLASSIFIER)]
    # Of two that are classified nobody knows whether both hold, or either.
    names = [text.rpartition(" :: ")[2] for text in classified] if len(classified) == 1 else []
    for name in (metadata.get("license_expression", ""), metadata.get("license", ""), *names):
        if found := spdx(name):
            return found
    return ""


def spdx(name: str) -> str:
    """Return the SPDX expression that a text is or means; empty if it is none, or one that only its project knows."""
    try:
        found = str(canonicalize_license_expression(LICENCES.get(name.strip().lower(), name)))
    except InvalidLicenseExpression:
        return ""
    return "" if "LicenseRef-" in found else found


def parts_of_licence(text: str) -> list[str]:
    """Return what stands between the “AND”s of a licence, in an order of its own: A AND B means B AND A."""
    return sorted((spdx(text) or text).split(" AND "))


def fresh_python(now: str, requires: str, classifiers: Iterable[str]) -> str:
    """Return the Python versions by a release's Requires-Python, or else by those that it names (classifiers)."""
    named = sorted({Version(found[1]) for text in classifiers if (found := CLASSIFIED_PYTHON.fullmatch(text))})
    span = f"{named[0]} to {named[-1]}" if named else ""
    plain = required_python(requires) or (span and f"{span} are named in its metadata")
    if plain and not says_python(now, plain):
        return plain
    return NAMED_SPAN.sub(span, now) if span else now


def says_python(now: str, plain: str) -> bool:
    """Tell whether a fact says what a plain sentence says, if perhaps more."""
    if not plain.endswith((" and newer", " are named in its metadata")):
        return plain in now
    first, least = PYTHON.search(now), PYTHON.search(plain)
    return bool(first and least and Version(first[0]) == Version(least[0]))


def required_python(requires: str) -> str:
    """Return in words what a Requires-Python asks for; as it stands if it is of an unusual kind, empty if of none."""
    try:
        specifiers = SpecifierSet(requires)
    except InvalidSpecifier:
        return ""
    lowest = [item.version for item in specifiers if item.operator in {">=", "~="}]
    below = [Version(item.version) for item in specifiers if item.operator == "<" and Version(item.version).major < 4]
    without = sorted(item.version.removesuffix(".*") for item in specifiers if item.operator == "!=")
    if len(lowest) != 1 or not all(map(is_usual, specifiers)) or len(below) > 1:
        return ", ".join(sorted(map(str, specifiers)))
    least = lowest[0].removesuffix(".0") if lowest[0].count(".") > 1 else lowest[0]
    words = f"{least} to 3.{below[0].minor - 1}" if below else f"{least} and newer"
    return f"{words}, but not {', '.join(without)}" if without else words


def is_usual(specifier: Specifier) -> bool:
    """Tell whether a condition can be said in words: a least version, one left out, or an end before a minor one."""
    if specifier.operator == "<":
        end = Version(specifier.version)
        return end.major > 3 or (end.micro == 0 and end.major == 3 and end.minor > 0)
    # “~=3.9” goes on until Python 4, “~=3.9.1” until 3.10.
    return specifier.operator in {">=", "!="} or (specifier.operator == "~=" and specifier.version.count(".") == 1)
