"""The limits, as ninja asks for them before it reads a body."""

from threading import local

from django.http import HttpRequest
from ninja.throttling import BaseThrottle

from advisor.http.limits import seconds_to_wait


class Throttle(BaseThrottle, local):
    """One limit. Ninja asks for the time to wait apart from the request, so each thread has an object of its own."""

    def __init__(self, purpose: str) -> None:
        self.purpose, self.seconds = purpose, 0

    def allow_request(self, request: HttpRequest) -> bool:
        self.seconds = seconds_to_wait(self.purpose, request)
        return not self.seconds

    def wait(self) -> int:
        return self.seconds


READING, RECOMMENDING, CREATING = Throttle("read"), Throttle("recommend"), Throttle("create")
