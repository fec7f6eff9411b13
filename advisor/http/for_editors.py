"""Middleware that only the editors' pages need: elsewhere nobody signs in, and a request is done sooner without it."""

from django.conf import settings
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponseBase


class ForEditors:
    """Mixed into a middleware, lets it see requests for the editors' pages only."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path_info.startswith(f"/{settings.ADMIN_PATH.strip('/')}/"):
            return super().__call__(request)  # type: ignore[misc, no-any-return]
        return self.get_response(request)  # type: ignore[attr-defined, no-any-return]


class Sessions(ForEditors, SessionMiddleware):
    """Django's sessions."""


class Accounts(ForEditors, AuthenticationMiddleware):
    """Who is signed in."""


class Messages(ForEditors, MessageMiddleware):
    """What an editor is told on the next page."""
