"""Which texts are addresses of web pages, by their form alone: nothing is fetched, and no name is looked up."""

import re
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from urllib.parse import urlsplit

SCHEMES = frozenset({"http", "https"})
UNFIT = re.compile(r'[ <>"\\^`{|}]|%(?![0-9A-Fa-f]{2})')  # what RFC 3986 lets nowhere stand
AUTHORITY = re.compile(r"(\[(?P<literal>[^\[\]%]+)\]|(?P<name>[^\[\]@:]+))(:(?P<port>[0-9]{1,5}))?")
LABEL = re.compile(r"(?!-)[A-Za-z0-9-]{1,63}(?<!-)")
LONGEST_NAME = 253
LAST_PORT = 65535


def is_web_address(text: str) -> bool:
    """Whether a text is a well-formed address with http or https and a host that could exist.

    A host is a name of labels, in any script, or an IP address. A user's name before the host is refused: it serves
    to deceive readers. Errors: none, whatever the text.
    """
    if not text.isprintable() or UNFIT.search(text):
        return False
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    authority = AUTHORITY.fullmatch(parts.netloc)
    if parts.scheme not in SCHEMES or authority is None:
        return False
    if (port := authority["port"]) and not 0 < int(port) <= LAST_PORT:
        return False
    return is_ip(IPv6Address, authority["literal"]) if authority["literal"] else is_host_name(authority["name"])


def is_host_name(name: str) -> bool:
    """Whether a name of labels could be a host's; one that ends in a number only if it is an IPv4 address."""
    if len(name) > LONGEST_NAME:
        return False
    try:
        labels = name.removesuffix(".").encode("idna").decode().split(".")
    except UnicodeError:
        return False
    if labels[-1].isdigit():
        return is_ip(IPv4Address, name)
    return all(map(LABEL.fullmatch, labels)) and len(".".join(labels)) <= LONGEST_NAME


def is_ip(kind: type[IPv4Address | IPv6Address], text: str) -> bool:
    try:
        kind(text)
    except AddressValueError:
        return False
    return True
