"""Stored summaries made by an earlier rule, made anew by today's, each on its own result's edition. No HTTP."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps as all_apps
from django.apps.registry import Apps

from advisor.models import Evaluation
from advisor.report import basis_of
from advisor.result_counts import count_anew
from advisor.summary import RULE, sum_up
from recommender.editions.stored import EditionError
from recommender.engine.result.analysis import assess

BATCH = 1000


def refresh_summaries() -> int:
    """Make every summary of an earlier rule anew, and return how many were.

    Each batch is saved by itself, so whoever stops this only has to start it again. A summary is left as it is where
    the edition cannot be read, and where there is none: of results that are older than the statistics.
    """
    return sum(map(save_anew, outdated()))


def outdated() -> Iterator[list[Evaluation]]:
    """Yield finished evaluations with a summary by an earlier rule, in batches."""
    earlier = Evaluation.objects.finished().with_edition().filter(summary_rule__lt=RULE).exclude(leader="")
    last = 0
    # By key, not by offset: what is made anew falls out of this query, and what cannot be read stays in it.
    while batch := list(earlier.filter(pk__gt=last).order_by("pk")[:BATCH]):
        yield batch
        last = batch[-1].pk


def save_anew(batch: list[Evaluation]) -> int:
    """Make the summaries of some evaluations anew, and return how many were."""
    anew = [evaluation for evaluation in batch if sum_up_anew(evaluation)]
    Evaluation.objects.bulk_update(anew, ["leader", "band", "decisive_question", "summary_rule"], batch_size=100)
    return len(anew)


def sum_up_anew(evaluation: Evaluation) -> bool:
    """Give an evaluation today's summary, unsaved; return whether that could be done."""
    try:
        found = assess(*basis_of(evaluation))
    except EditionError:
        return False
    sum_up(evaluation, found)
    return True


def refresh_after_migrating(apps: Apps = all_apps, **others: Any) -> None:
    """Make summaries anew and count all results after `migrate`, unless it stopped where there is no table for that."""
    try:
        # Not the model in the code: `apps` are the models as they stand in the database after this migration.
        apps.get_model("advisor", "EndingCount")
    except LookupError:
        return
    refresh_summaries()
    count_anew()
