"""The Content-Security-Policy of every response."""

from csp.constants import HEADER
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from advisor.http.middleware import GetResponse


def send_policy(get_response: GetResponse) -> GetResponse:
    """Send the policy of the settings, which is the same with each response and so written once."""
    policy = build_policy()

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        # Django's own pages for developers have their style inline.
        if not (settings.DEBUG and response.status_code in {404, 500}):
            response.headers[HEADER] = policy
        return response

    return respond
