"""Reading from the web within limits of size and time: http and https only, wherever redirects lead. No Django."""

from email.message import Message
from http.client import IncompleteRead
from time import monotonic
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
    UnknownHandler,
)

PIECE = 65_536


class TooLargeError(Exception):
    """A body has more bytes than it may."""


def fetch(
    request: Request,
    *,
    silence: float,
    ends_at: float,
    size: int,
    redirects: type[HTTPRedirectHandler] = HTTPRedirectHandler,
) -> tuple[str, Message, bytes]:
    """Return the address to which redirects led, the headers and the body of an answer.

    It waits `silence` seconds for each next piece, ends at a moment of the monotonic clock once the body is on its way,
    and takes `size` bytes of it. Errors: HTTPError for another status; TooLargeError; TimeoutError, which a URLError
    may hold; OSError, HTTPException or ValueError where nothing comes.
    """
    with opener(redirects).open(request, timeout=silence) as response:
        body, promised = bytearray(), response.length
        # One piece at a time, as it comes: reading all at once would wait for an answer that drips.
        while len(body) != promised and (piece := response.read1(PIECE)):
            body += piece
            if len(body) > size:
                raise TooLargeError
            if monotonic() >= ends_at:
                raise TimeoutError
        if promised and len(body) < promised:  # `read1` takes an answer that was cut off for whole
            raise IncompleteRead(bytes(body), promised - len(body))
        return response.url, response.headers, bytes(body)


def opener(redirects: type[HTTPRedirectHandler]) -> OpenerDirector:
    """Return what opens addresses of the web only: no files, and no other protocols."""
    made = OpenerDirector()
    for handler in (
        ProxyHandler,
        HTTPHandler,
        HTTPSHandler,
        redirects,
        HTTPErrorProcessor,
        HTTPDefaultErrorHandler,
        UnknownHandler,
    ):
        made.add_handler(handler())
    return made
