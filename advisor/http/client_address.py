"""The address by which requests of a client are counted."""

from ipaddress import IPv6Address, ip_address

from django.conf import settings
from django.http import HttpRequest

HOST_BITS = 64  # an IPv6 network has a /64 for itself: whoever is in it can take any address of these


def client_address(request: HttpRequest) -> str:
    """Return the address by which a client's requests are counted.

    Without a proxy it is that of the connection, and no header changes it; behind one it is what the proxy put last
    into X-Forwarded-For. An IPv6 network counts as one client: whoever has one address of it has them all.
    """
    connection: str = request.META.get("REMOTE_ADDR", "")
    forwarded: str = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.BEHIND_PROXY else ""
    # The last entry is the proxy's own; those before it came with the request, and the client may have made them up.
    return counted_as(forwarded.rpartition(",")[2].strip()) or counted_as(connection) or NOWHERE


NOWHERE = "0.0.0.0"  # noqa: S104  nothing listens there: it stands for a connection without an address, as of a socket
"""What counts as the address of those who have none."""


def counted_as(address: str) -> str:
    """Return an address, or the beginning of an IPv6 network; nothing for what is no address."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return ""
    if not isinstance(parsed, IPv6Address):
        return str(parsed)
    if parsed.ipv4_mapped:  # as a socket that listens for both kinds tells of an IPv4 client
        return str(parsed.ipv4_mapped)
    return str(IPv6Address(int(parsed) >> HOST_BITS << HOST_BITS))
