"""The networks by which requests of a client are counted."""

from ipaddress import IPv6Address, IPv6Network, ip_address
from typing import NamedTuple

from django.conf import settings
from django.http import HttpRequest


class Network(NamedTuple):
    """A network that is counted as a whole, and how many times as often as a single client it may ask."""

    name: str
    share: int = 1


NOWHERE = Network("nowhere")
"""What is counted for a connection without an address, such as one to a socket."""
# Whoever has one address of an IPv6 network has all of its /64, often its /56, and sometimes the whole /48.
OF_IPV6 = {64: 1, 48: 10}


def networks_of(request: HttpRequest) -> tuple[Network, ...]:
    """Return the networks that a request counts for, the narrowest first.

    Without a proxy they are those of the connection, and no header changes it; behind one, or several in a row, those
    of the address that the outermost of them put into X-Forwarded-For.
    """
    return (
        networks_around(address_by_proxies(request))
        or networks_around(request.META.get("REMOTE_ADDR", ""))
        or (NOWHERE,)
    )


def address_by_proxies(request: HttpRequest) -> str:
    """Return the address for which our proxies speak up; empty without a proxy, or if they tell of none."""
    # Each proxy adds whom it was asked by at the end. What stands before that came with the request: it may be made up.
    told = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    return told[-settings.BEHIND_PROXY].strip() if 0 < settings.BEHIND_PROXY <= len(told) else ""


def networks_around(address: str) -> tuple[Network, ...]:
    """Return the networks of an address, which may have a port, the narrowest first; none for what is no address."""
    try:
        found = ip_address(without_port(address))
    except ValueError:
        return ()
    if not isinstance(found, IPv6Address):
        return (Network(str(found)),)
    if found.ipv4_mapped:  # as a socket that listens for both kinds tells of an IPv4 client
        return (Network(str(found.ipv4_mapped)),)
    return tuple(Network(str(IPv6Network((int(found), bits), strict=False)), share) for bits, share in OF_IPV6.items())


def without_port(address: str) -> str:
    """Return an address without the port that some proxies add: 192.0.2.1:80, [2001:db8::1]:80 or [2001:db8::1]."""
    if address.startswith("["):
        return address[1:].partition("]")[0]
    return address.partition(":")[0] if address.count(":") == 1 else address
