"""What a client says of its text is looked at before Django: that decodes by it while it makes a request."""

import re
from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from django.utils.http import parse_header_parameters

UTF8 = re.compile(r';\s*charset\s*=\s*("?)utf-?8\1\s*(?=;|\Z)', re.IGNORECASE)
UNREADABLE = "unreadable"
"""Stands in the place of a Content-Type that nothing is read by; `refuse_bodies` answers to it."""


def utf8_only(application: WSGIApplication) -> WSGIApplication:
    """Return the application, which then never sees another character set than that of every page and form."""

    def respond(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if content_type := environ.get("CONTENT_TYPE"):
            environ["CONTENT_TYPE"] = without_charset(content_type)
        return application(environ, start_response)

    return respond


def without_charset(content_type: str) -> str:
    """Return a Content-Type without its character set if that is UTF-8; `UNREADABLE` for another, or for nonsense."""
    # Django reads the query at once if there is any, so that nothing could answer to what is wrong with that. It would
    # decode with any codec that Python knows by the name, such as “undefined”.
    rest = UTF8.sub("", content_type)
    try:
        return UNREADABLE if "charset" in parse_header_parameters(rest)[1] else rest
    except ValueError:  # a UnicodeError is one, too
        return UNREADABLE
