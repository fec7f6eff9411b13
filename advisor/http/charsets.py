"""What a client says of its text is looked at before Django: that decodes by it while it makes a request."""

from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from django.utils.http import parse_header_parameters

UNREADABLE = "unreadable"
"""Stands in the place of a Content-Type that nothing is read by; `refuse_bodies` answers to it."""


def utf8_only(application: WSGIApplication) -> WSGIApplication:
    """Return the application, which then never sees another character set than that of every page and form."""

    def respond(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if not is_utf8(environ.get("CONTENT_TYPE", "")):
            environ["CONTENT_TYPE"] = UNREADABLE
        return application(environ, start_response)

    return respond


def is_utf8(content_type: str) -> bool:
    """Return whether a Content-Type can be read, and claims no other character set than UTF-8."""
    # Django would read addresses and forms with any codec that Python knows by that name, such as “undefined”.
    try:
        charset = parse_header_parameters(content_type)[1].get("charset", "utf-8")
    except ValueError:  # a UnicodeError is one, too
        return False
    return charset.lower() in {"utf-8", "utf8"}
