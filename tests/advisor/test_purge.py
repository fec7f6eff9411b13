"""Drafts that were left are deleted after thirty days of nothing, in batches; results and what is in use stay."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.utils import timezone

from advisor import evaluations, purge
from advisor.models import EditionCount, Evaluation, SignInTries
from advisor.result_counts import count_anew
from tests.advisor.visitor import Visitor

pytestmark = pytest.mark.usefixtures("edition")


def left_for(evaluation: Evaluation, days: float) -> Evaluation:
    Evaluation.objects.filter(pk=evaluation.pk).update(touched_at=timezone.now() - timedelta(days=days))
    return evaluation


def test_drafts_that_nobody_touched_for_thirty_days_go_and_all_else_stays(visitor, monkeypatch, capsys):
    monkeypatch.setattr(purge, "BATCH", 2)
    for _ in range(5):
        left_for(evaluations.start(), days=30.1)
    recent = left_for(evaluations.start(), days=29.9)
    visitor.answer("project", "public-api")
    visitor.finish()
    left_for(visitor.evaluation, days=400)
    call_command("purge")
    assert "5 questionnaires that were never finished" in capsys.readouterr().out
    assert set(Evaluation.objects.all()) == {recent, visitor.evaluation}
    assert dict(EditionCount.objects.values_list("is_result", "number")) == {False: 1, True: 1}
    assert count_anew() == 0


def test_an_answer_or_a_name_makes_a_draft_young_again(client):
    by_answer, by_name, by_candidates = (Visitor(client).start() for _ in range(3))
    for visitor in (by_answer, by_name, by_candidates):
        left_for(visitor.evaluation, days=40)
    by_answer.answer("project", "public-api")
    evaluations.describe(by_name.edit_key, title="Shop", note="")
    evaluations.compare_others(by_candidates.edit_key, is_wide=True)
    assert purge.purge_drafts() == 0


def test_who_answers_what_has_been_purged_is_told_that_it_is_gone(visitor):
    left_for(visitor.evaluation, days=40)
    purge.purge_drafts()
    page = visitor.answer("project", "public-api")
    assert page.status_code == 404
    assert "no questionnaire at this address" in page.content.decode()


def test_memory_and_queries_of_a_batch_do_not_grow_with_what_is_stored(django_assert_max_num_queries):
    for _ in range(20):
        left_for(evaluations.start(), days=40)
    with django_assert_max_num_queries(10):
        assert purge.purge_batch(purge.left()[:20]) == 20


def test_what_has_expired_for_editors_goes_too(admin_client):
    admin_client.get("/admin/")
    Session.objects.update(expire_date=timezone.now() - timedelta(days=1))
    now = timezone.now()
    for network, forgotten in {"192.0.2.1": now - timedelta(1), "192.0.2.2": now + timedelta(1)}.items():
        SignInTries.objects.create(network=network, tries=1, forgotten_at=forgotten)
    call_command("purge")
    assert not Session.objects.exists()
    assert [tries.network for tries in SignInTries.objects.all()] == ["192.0.2.2"]


def test_the_privacy_page_says_so(client):
    assert f"nobody has touched it for {purge.KEPT_DAYS} days" in client.get("/privacy/").content.decode()
