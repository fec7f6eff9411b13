"""Signing in as an editor: each try is counted before its password is looked at, and forgotten if that was right.

In the database, not in the cache of the other limits: so guessing goes on for nobody because a server was started anew
or Redis is away, and whoever runs the site can let an address in.
"""

import logging
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from advisor.http.client_address import networks_of
from advisor.http.limits import Counted, Limit, TooManyRequestsError, first_wait
from advisor.models import SignInTries

logger = logging.getLogger(__name__)

PURPOSE = "sign-in"


class CountingBackend(ModelBackend):
    """Django's own accounts, for who has tries left. Errors: TooManyRequestsError."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **others: Any
    ) -> User | None:
        if request is None:  # a program on this machine
            return super().authenticate(request, username, password, **others)
        if seconds := first_wait(PURPOSE, request, in_database):
            raise TooManyRequestsError(PURPOSE, seconds)
        user = super().authenticate(request, username, password, **others)
        if user:
            SignInTries.objects.filter(network__in=[network.name for network in networks_of(request)]).delete()
        elif seconds := seconds_without_tries(request):
            logger.warning("A network has used up its tries to sign in, and has to wait.")
            raise TooManyRequestsError(PURPOSE, seconds)
        return user


def seconds_without_tries(request: HttpRequest) -> int:
    """Return how many seconds a request's network has to wait that has just used its last try: 0 if it has more."""
    times, seconds = settings.LIMITS[PURPOSE]
    spent = any(
        SignInTries.objects.filter(network=network.name, tries__gte=times * network.share).exists()
        for network in networks_of(request)
    )
    return seconds if spent else 0


def in_database(network: str, limit: Limit) -> Counted:
    """Count one more try, in a row that others wait for. The time begins anew with each until the limit is reached."""
    now = timezone.now()
    SignInTries.objects.over().delete()
    later = now + timedelta(seconds=limit.seconds)
    with transaction.atomic():
        row, _ = SignInTries.objects.select_for_update().get_or_create(
            network=network, defaults={"forgotten_at": later}
        )
        row.tries += 1
        if row.tries <= limit.times:  # else nothing changes until it is forgotten
            row.forgotten_at = later
            row.save()
    return Counted(row.tries, (row.forgotten_at - now).total_seconds())
