"""Visitors' results as editors are told of them: what they rest on, and where they can be seen. Never an edit key."""

from collections.abc import Mapping, Sequence

from django.db.models import Q, Sum

from advisor.addresses import absolute
from advisor.models import EditionCount, Evaluation
from recommender.editions.usage import Usage, Use, Uses
from recommender.engine.simulation.impact import Case
from recommender.models import Edition


def recent(count: int) -> Sequence[Case]:
    """Return what the newest finished results rest on."""
    found = Evaluation.objects.finished().only("stored_answers", "stored_what_if", "is_wide").order_by("-finished_at")
    return [Case(evaluation.answers, evaluation.what_if, evaluation.is_wide) for evaluation in found[:count]]


def of_edition(edition: Edition, count: int) -> Sequence[Use]:
    """Return the newest finished results of an edition."""
    found = Evaluation.objects.finished().filter(edition=edition).only("share_id", "finished_at")
    newest = found.order_by("-finished_at", "-pk")[:count]
    return [Use(item.finished_at, absolute(item.result_url())) for item in newest if item.finished_at]


def uses_by_edition(editions: Sequence[Edition]) -> Mapping[int, Uses]:
    """Return how many results rest on each of some editions, in one query."""
    counts = EditionCount.objects.counted().filter(edition__in=[edition.pk for edition in editions])
    rows = counts.values_list("edition").annotate(
        finished=Sum("number", filter=Q(is_result=True), default=0),
        unfinished=Sum("number", filter=Q(is_result=False), default=0),
    )
    return {edition: Uses(finished, unfinished) for edition, finished, unfinished in rows.order_by("edition")}


def is_any_used(editions: Sequence[Edition]) -> bool:
    """Return whether anything rests on some editions, counted or not; at most one row is read."""
    return Evaluation.objects.filter(edition__in=[edition.pk for edition in editions]).exists()


USAGE = Usage(recent, of_edition, uses_by_edition, is_any_used)
