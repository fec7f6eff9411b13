"""Summaries by an earlier rule are made anew by today's, on each result's own edition, after every migration."""

import pytest
from django.core.management import call_command
from django.utils import timezone

from advisor import evaluations, summaries
from advisor.models import EndingCount, Evaluation
from advisor.summaries import refresh_after_migrating, refresh_summaries
from advisor.summary import RULE
from recommender.editions.serialisation import ANSWERS, plain
from recommender.engine.result.what_if import WhatIf
from recommender.models import Edition
from tests import answers

pytestmark = pytest.mark.usefixtures("edition")

OLD = {"leader": "flask", "band": "leaning", "decisive_question": "known", "summary_rule": 0}


@pytest.fixture
def finished(edition):
    """Two results, as an earlier rule summed them up."""
    found = [
        evaluations.create_finished(edition, given, title="", note="")
        for given in (answers.DJANGO_LEADS, answers.TOSS_UP)
    ]
    Evaluation.objects.update(**OLD)
    return found


def stored():
    return list(Evaluation.objects.order_by("pk").values_list("leader", "band", "summary_rule"))


ANEW = [("django", "clear", RULE), ("fastapi", "close", RULE)]


def test_a_new_result_has_a_summary_by_todays_rule(edition):
    evaluations.create_finished(edition, answers.DJANGO_LEADS, title="", note="")
    assert stored() == ANEW[:1]
    assert refresh_summaries() == 0


def test_summaries_of_an_earlier_rule_are_made_anew(finished):
    assert refresh_summaries() == 2
    assert stored() == ANEW
    assert Evaluation.objects.first().decisive_question == "project"
    assert refresh_summaries() == 0


def test_they_are_made_anew_in_batches(finished, monkeypatch):
    monkeypatch.setattr(summaries, "BATCH", 1)
    assert refresh_summaries() == 2
    assert stored() == ANEW


def test_whoever_stopped_it_goes_on_where_it_was(finished, monkeypatch):
    """The first batch is saved when the second one fails."""
    monkeypatch.setattr(summaries, "BATCH", 1)
    first = finished[0].pk
    make = summaries.sum_up_anew

    def interrupted(evaluation):
        if evaluation.pk != first:
            raise KeyboardInterrupt
        return make(evaluation)

    monkeypatch.setattr(summaries, "sum_up_anew", interrupted)
    with pytest.raises(KeyboardInterrupt):
        refresh_summaries()
    monkeypatch.setattr(summaries, "sum_up_anew", make)
    assert stored() == [ANEW[0], ("flask", "leaning", 0)]
    assert refresh_summaries() == 1
    assert stored() == ANEW


def test_a_kept_what_if_is_summed_up_with_it(finished):
    kept = evaluations.keep(finished[1], WhatIf(percents={"api-tooling": 0}))
    evaluations.finish(kept.edit_key, "")
    Evaluation.objects.filter(pk=kept.pk).update(**OLD)
    refresh_summaries()
    kept.refresh_from_db()
    assert (kept.leader, kept.band) == ("django", "clear")


def test_an_edition_that_cannot_be_read_keeps_its_summary_and_stops_no_other(finished):
    damaged = Edition.objects.create(number=99, digest="0" * 64, content="{}")
    Evaluation.objects.filter(pk=finished[0].pk).update(edition=damaged)
    assert refresh_summaries() == 1
    assert stored() == [("flask", "leaning", 0), ANEW[1]]


def test_what_is_open_or_has_no_summary_is_left_alone(edition):
    given = plain(ANSWERS, answers.DJANGO_LEADS)
    Evaluation.objects.create(edition=edition, stored_answers=given)
    Evaluation.objects.create(edition=edition, stored_answers=given, share_id="old", finished_at=timezone.now())
    assert refresh_summaries() == 0
    assert stored() == [("", "", 0)] * 2


def test_migrating_makes_them_anew_and_counts_them_as_what_they_are_then(finished):
    call_command("migrate", verbosity=0)
    assert stored() == ANEW
    counted = EndingCount.objects.order_by("leader").values_list("leader", "band", "number")
    assert list(counted) == [("django", "clear", 1), ("fastapi", "close", 1)]


class Stopped:
    """The models of a database where migrations stopped before there were tables of counts."""

    def get_model(self, app: str, model: str) -> type:
        raise LookupError


def test_migrations_that_stop_earlier_leave_them_alone(finished):
    refresh_after_migrating(apps=Stopped())
    assert stored() == [("flask", "leaning", 0)] * 2
