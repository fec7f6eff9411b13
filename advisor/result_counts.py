"""How many evaluations there are of each kind, kept in tables, so that no page counts them. No HTTP.

Who makes, finishes or deletes an evaluation says so here, in the same transaction (decision 29). Counted is what pages
show and no more: how many rest on an edition, and for the open statistics the endings by month and the questions that
decided most.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.db import transaction
from django.db.models import Count as CountOf
from django.db.models import DateField, F, QuerySet
from django.db.models.functions import TruncMonth
from django.utils.timezone import localdate

from advisor.models import FINISHED, Count, EditionCount, EndingCount, Evaluation, QuestionCount
from recommender.models import Edition

Key = tuple[Any, ...]
"""The values of the fields that tell a kind, in the order of `Count.key`."""


def count_in(evaluation: Evaluation) -> None:
    """Count an evaluation that was made or has just been finished, within the transaction of that."""
    for table, key in kinds_of(evaluation).items():
        add(table, key, 1)


def count_out(evaluation: Evaluation) -> None:
    """Count an evaluation no longer, as what it was until now, within the transaction that changes or deletes it."""
    for table, key in kinds_of(evaluation).items():
        add(table, key, -1)


def count_drafts_out(editions: Iterable[int]) -> None:
    """Count drafts no longer, each given as the key of its edition, within the transaction that deletes them."""
    for edition, number in sorted(Counter(editions).items()):  # in order, so that two never wait for each other
        add(EditionCount, (edition, False), -number)


def kinds_of(evaluation: Evaluation) -> Mapping[type[Count], Key]:
    """Return what an evaluation counts as, in each table where it counts."""
    # Always in this order, and drafts before results, so that no two transactions wait for each other.
    kinds: dict[type[Count], Key] = {EditionCount: (evaluation.edition_id, evaluation.is_finished)}
    if evaluation.finished_at and evaluation.leader and not evaluation.is_kept_what_if:
        month = localdate(evaluation.finished_at).replace(day=1)
        kinds[EndingCount] = (month, evaluation.leader, evaluation.band)
        if evaluation.decisive_question:
            kinds[QuestionCount] = (evaluation.decisive_question,)
    return kinds


def add(table: type[Count], key: Key, number: int) -> None:
    """Add to the count of a kind. A count that comes to nothing is deleted: nothing tells that there once was one."""
    kind = dict(zip(table.key, key, strict=True))
    row = table.objects.filter(**kind)
    # Added up in the database, so that two who finish at once both count. Another may make the row, or delete it,
    # between these two steps: hence again.
    while not row.update(number=F("number") + number):
        table.objects.bulk_create([table(**kind)], ignore_conflicts=True)
    if number < 0:
        row.filter(number=0).delete()


def summed_up() -> QuerySet[Evaluation]:
    """Return what the open statistics count: finished results with a summary, but nothing kept of a what-if."""
    # Not by `origin`, which becomes NULL when the result that a what-if was tried on is deleted.
    return Evaluation.objects.finished().exclude(leader="").filter(stored_what_if={})


EVALUATIONS: Mapping[type[Count], Callable[[], QuerySet[Evaluation]]] = {
    EditionCount: lambda: Evaluation.objects.annotate(is_result=FINISHED),
    EndingCount: lambda: summed_up().annotate(month=TruncMonth("finished_at", output_field=DateField())),
    QuestionCount: lambda: summed_up().exclude(decisive_question=""),
}
"""The evaluations that each table counts, with the fields of its key: `kinds_of`, said to the database."""


def count_anew() -> int:
    """Count everything anew, put right what is wrong, and return how many counts were. People may go on meanwhile."""
    # Without a lock first: usually nothing is wrong.
    return sum(put_right(table) for table in EVALUATIONS if errors_of(table))


@transaction.atomic
def put_right(table: type[Count]) -> int:
    """Put the counts of a table right, and return how many were wrong."""
    # One at a time, or two would both add what is missing. Who starts or finishes need not wait for this lock.
    Edition.objects.select_for_update(no_key=True).defer("content").order_by("pk").first()
    wrong = errors_of(table)
    for key, number in sorted(wrong.items()):
        add(table, key, number)
    return len(wrong)


def errors_of(table: type[Count]) -> dict[Key, int]:
    """Return by how much each count of a table that is wrong must be raised."""
    # One query, so that evaluations and counts are of the same moment. What people do from then on changes both alike,
    # so what is added stays right.
    there_are = EVALUATIONS[table]().order_by().values_list(*table.key).annotate(CountOf("pk"))
    counted = table.objects.values_list(*table.key, -F("number"))
    errors: Counter[Key] = Counter()
    for *key, number in there_are.union(counted, all=True):
        errors[tuple(key)] += number
    return {key: number for key, number in errors.items() if number}
