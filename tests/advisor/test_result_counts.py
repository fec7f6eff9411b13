"""The counts in the tables are those of the evaluations, whatever people do, at once or one after another."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from time import sleep

import pytest
from django.core.management import call_command
from django.db import connection, connections, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from advisor import evaluations, result_counts, usage
from advisor.models import EditionCount, EndingCount, Evaluation, QuestionCount
from advisor.result_counts import add, count_anew
from advisor.statistics.counts import insights
from advisor.summaries import refresh_after_migrating
from recommender.editions.usage import Uses
from recommender.engine.result.what_if import WhatIf
from tests import answers


def stored_counts():
    """All that the tables hold, as one mapping from what is counted to how many."""
    return {
        (table.__name__, *key): number
        for table in (EditionCount, EndingCount, QuestionCount)
        for *key, number in table.objects.values_list(*table.key, "number")
    }


def true_counts():
    """The same, counted one by one."""
    found = Counter()
    for row in Evaluation.objects.all():
        found["EditionCount", row.edition_id, row.is_finished] += 1
        if row.is_finished and row.stored_what_if == {}:
            found["EndingCount", row.finished_at.date().replace(day=1), row.leader, row.band] += 1
            if row.decisive_question:
                found["QuestionCount", row.decisive_question] += 1
    return dict(found)


def outdate_and_renew(edition, some):
    """As if an earlier rule had summed all results up, and today's does it anew."""
    Evaluation.objects.finished().update(leader="flask", band="leaning", summary_rule=0)
    count_anew()
    refresh_after_migrating()


def finish(edition, some):
    if some and some.stored_answers:
        evaluations.finish(some.edit_key, "")


def keep(edition, some):
    if some and some.is_finished:
        evaluations.keep(some, WhatIf(percents={"api-tooling": 0}))


def create(given):
    return lambda edition, some: evaluations.create_finished(edition, given, title="", note="")


# Each takes the edition and some evaluation that is there, if there is any.
STEPS = {
    "start": lambda edition, some: evaluations.start(),
    "create a clear result": create(answers.DJANGO_LEADS),
    "create a close result": create(answers.TOSS_UP),
    "copy": lambda edition, some: some and evaluations.copy(some, is_wide=False),
    "keep a what-if": keep,
    "finish": finish,
    "delete": lambda edition, some: some and evaluations.delete(some.edit_key),
    "renew the summaries": outdate_and_renew,
}


# The fixture need not be made anew: each run is taken back.
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(list(STEPS)), st.integers(0, 99)), max_size=25))
def test_the_counts_agree_with_what_is_there_after_every_step(edition, steps):
    with transaction.atomic():
        for step, number in steps:
            there_are = list(Evaluation.objects.with_edition().order_by("pk"))
            STEPS[step](edition, there_are[number % len(there_are)] if there_are else None)
            assert stored_counts() == true_counts(), step
        assert count_anew() == 0
        transaction.set_rollback(True)


def test_nothing_is_left_to_tell_of_what_was_deleted(edition):
    """What was kept of a deleted result is counted as what it was."""
    origin = evaluations.create_finished(edition, answers.DJANGO_LEADS, title="", note="")
    kept = evaluations.finish(evaluations.keep(origin, WhatIf(percents={"api-tooling": 0})).edit_key, "")
    evaluations.delete(origin.edit_key)
    assert stored_counts() == {("EditionCount", edition.pk, True): 1}
    evaluations.delete(kept.edit_key)
    assert stored_counts() == {}


@pytest.fixture
def uncounted(edition):
    """Results of which the tables know nothing, as an earlier release leaves them."""
    made = [evaluations.create_finished(edition, answers.DJANGO_LEADS, title="", note="") for _ in range(2)]
    for table in (EditionCount, EndingCount, QuestionCount):
        table.objects.all().delete()
    return made


def test_the_command_counts_what_is_not_counted_and_says_how_much_was_wrong(uncounted, edition, capsys):
    add(QuestionCount, ("forgotten",), 3)
    evaluations.create_finished(edition, answers.DJANGO_LEADS, title="", note="")
    call_command("count_results")
    assert "4 counts were wrong" in capsys.readouterr().out
    assert stored_counts() == true_counts()
    call_command("count_results")
    assert "0 counts were wrong" in capsys.readouterr().out


def test_migrating_counts_what_is_not_counted(uncounted):
    call_command("migrate", verbosity=0)
    assert stored_counts() == true_counts()


def test_what_was_never_counted_can_be_deleted_and_is_shown_as_none(uncounted, edition):
    """By an owner, before anybody counts anew: the count goes below zero, and comes right with the next."""
    evaluations.delete(uncounted[0].edit_key)
    assert min(stored_counts().values()) == -1
    assert insights().endings == {}
    assert usage.uses_by_edition([edition]) == {}
    assert count_anew() == 3
    assert stored_counts() == true_counts()
    assert usage.uses_by_edition([edition]) == {edition.pk: Uses(finished=1)}


@pytest.mark.django_db(transaction=True)
def test_those_who_finish_and_delete_at_the_same_moment_are_all_counted(uncounted, edition):
    """Several count anew meanwhile. All results end alike, so that everybody is after the same rows."""

    def visit(number):
        try:
            made = evaluations.create_finished(edition, answers.DJANGO_LEADS, title="", note="")
            if number % 4 == 0:
                count_anew()
            if number % 3 == 0:
                evaluations.delete(made.edit_key)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(visit, range(30)))
    assert stored_counts() == true_counts()
    assert stored_counts()["EditionCount", edition.pk, True] == len(uncounted) + 20


@pytest.mark.django_db(transaction=True)
def test_two_who_count_anew_at_the_same_moment_add_what_is_missing_once(uncounted, monkeypatch):
    find, both = result_counts.errors_of, Barrier(2)

    def find_slowly(table):
        found = find(table)
        sleep(0.05)  # long enough for the other one to find the same, were it let
        return found

    def count(_):
        both.wait()
        try:
            return count_anew()
        finally:
            connections.close_all()

    monkeypatch.setattr(result_counts, "errors_of", find_slowly)
    with ThreadPoolExecutor(2) as pool:
        assert sum(pool.map(count, range(2))) == len(stored_counts()) == 3
    assert stored_counts() == true_counts()


def plan_of(call):
    """How the database finds what a call asks for, as it would among many rows."""
    with CaptureQueriesContext(connection) as asked:
        call()
    [query] = asked.captured_queries
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off")
        cursor.execute(f"EXPLAIN {'QUERY PLAN ' if connection.vendor == 'sqlite' else ''}{query['sql']}")
        return "\n".join(str(row[-1]) for row in cursor.fetchall())


def test_the_newest_results_are_found_by_an_index(edition):
    """Nobody who waits for a preview or the page of an edition waits longer because there are a million."""
    plans = {
        "newest_results": plan_of(lambda: usage.recent(1000)),
        "newest_of_edition": plan_of(lambda: usage.of_edition(edition, 100)),
    }
    for index, plan in plans.items():
        assert index in plan
        assert "TEMP B-TREE" not in plan
