"""Every address of the site, as the URL resolver knows them."""

import re
from collections.abc import Iterator
from random import Random

from django.urls import URLPattern, get_resolver
from django.urls.resolvers import RegexPattern

from tests.fuzz import junk
from tests.fuzz.site import Site

PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")


def routes() -> list[str]:
    """Return all routes, such as “r/<slug:share_id>/”; what follows from a regular expression ends in “<rest>”."""
    return sorted(set(routes_below("", get_resolver().url_patterns)))


def routes_below(start: str, patterns: list) -> Iterator[str]:
    for entry in patterns:
        part = "<rest>" if isinstance(entry.pattern, RegexPattern) else str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield start + part
        else:
            yield from routes_below(start + part, entry.url_patterns)


def address(random: Random, site: Site, route: str) -> str:
    """Return an address of a route: mostly of something that is there."""

    def value(match: re.Match[str]) -> str:
        known = site.values(match[1], route)
        return random.choice(known) if known and random.random() < 0.85 else junk.text(random)

    made = f"/{PARAMETER.sub(value, route)}"
    if random.random() < 0.03:
        made += random.choice(["/", "%00", "?", "//", "index.html", "\xff", "é"])
    return made[: junk.LONGEST_ADDRESS]
