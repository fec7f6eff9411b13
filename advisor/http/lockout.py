"""Signing in as an editor: how failures are counted. How many are borne, and for how long, is in the settings."""

from datetime import datetime
from math import ceil
from typing import Any

from axes.handlers.database import AxesDatabaseHandler
from axes.handlers.proxy import AxesProxyHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Max
from django.http import HttpRequest
from django.utils import timezone


class FailureCount(AxesDatabaseHandler):  # type: ignore[misc]  # axes has no types
    """Counts failures by address, and keeps nothing else of them: a password may be typed into any field."""

    def user_login_failed(
        self, sender: Any, credentials: dict[str, Any], request: HttpRequest | None = None, **kwargs: Any
    ) -> None:
        if request is not None:
            # Emptied before axes stores them with the attempt.
            request.axes_user_agent = request.axes_http_accept = ""  # type: ignore[attr-defined]
        super().user_login_failed(sender, credentials, request, **kwargs)

    def post_save_access_attempt(self, instance: AccessAttempt, **kwargs: Any) -> None:
        # Axes has stored both, and it masks only fields of certain names.
        AccessAttempt.objects.filter(pk=instance.pk).update(get_data="", post_data="")


def nobody(request: HttpRequest, credentials: dict[str, Any] | None) -> str:
    """Return no name: failures are counted whatever the user name was, and none is kept."""
    return ""


def minutes_locked(request: HttpRequest) -> int:
    """Return for how many minutes more the address of a request is locked out, begun ones counted in full."""
    # One set of attempts for each way of counting, and here there is one: by address.
    [attempts] = AxesProxyHandler.get_implementation().get_user_attempts(request)
    last: datetime | None = attempts.aggregate(last=Max("attempt_time"))["last"]
    until = (last or timezone.now()) + settings.AXES_COOLOFF_TIME
    return max(1, ceil((until - timezone.now()).total_seconds() / 60))
