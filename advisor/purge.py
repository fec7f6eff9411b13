"""What is deleted once nobody needs it any more: drafts that were left, sessions and tries to sign in that are over."""

from collections.abc import Iterator
from datetime import timedelta

from django.core.management import call_command
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from advisor.models import UNFINISHED, Evaluation, SignInTries
from advisor.result_counts import count_drafts_out

KEPT_DAYS = 30
"""For how many days a questionnaire is kept that nobody goes on with. The privacy page tells it."""

BATCH = 500


def purge() -> Iterator[str]:
    """Delete it all, and say of each kind how much it was."""
    yield f"{purge_drafts()} questionnaires that were never finished, and not touched for {KEPT_DAYS} days"
    tries, _ = SignInTries.objects.over().delete()
    yield f"{tries} counts of tries to sign in"
    call_command("clearsessions")
    yield "the sessions of editors that have expired"


def purge_drafts() -> int:
    """Delete the drafts that nobody has touched for so long, and return how many they were."""
    number = 0
    while batch := purge_batch(left()[:BATCH]):
        number += batch
    return number


@transaction.atomic
def purge_batch(drafts: QuerySet[Evaluation]) -> int:
    # Locked, or left if it is: somebody answers right now. Little is in memory, and nobody waits for long.
    batch = dict(drafts.select_for_update(skip_locked=True).values_list("pk", "edition_id"))
    Evaluation.objects.filter(pk__in=batch).delete()
    count_drafts_out(batch.values())
    return len(batch)


def left() -> QuerySet[Evaluation]:
    """Return the drafts that nobody goes on with, the oldest first."""
    before = timezone.now() - timedelta(days=KEPT_DAYS)
    return Evaluation.objects.filter(UNFINISHED, touched_at__lt=before).order_by("touched_at")
