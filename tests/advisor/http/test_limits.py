"""Limits: what is counted, for whom, and what happens beyond them."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.cache import caches
from django.test import Client
from django.urls import resolve

from advisor.evaluations import create_finished
from advisor.http import limits
from advisor.http.kept.addresses import KINDS, Source
from advisor.http.limits import Limit, counted_in, seconds_to_wait
from advisor.models import Evaluation
from recommender.engine.types import Answer

MADE = ("/advise/", "/r/{}/change/", "/r/{}/what-if/keep/?drop=flask")
COMPUTED = (
    "/compare/", "/method/neutrality/", "/insights/", "/insights.csv", "/r/{}/", "/r/{}.md", "/r/{}/adr/",
    "/r/{}/card.png", "/r/{}/qr.svg", "/r/{}/badge.svg", "/r/{}/badge.json", "/r/{}/today/", "/r/{}/what-if/",
    "/r/{}/verify/", "/editions/", "/editions/1/", "/editions/1.json", "/editions/1.zip", "/editions/feed.atom",
)  # fmt: skip


@pytest.fixture
def result(edition):
    return create_finished(edition, {"project": Answer(chosen=("public-api",))}, title="", note="")


def few(settings, purpose, times=2, seconds=60):
    settings.LIMITS = settings.LIMITS | {purpose: (times, seconds)}


@pytest.mark.parametrize("address", MADE)
def test_whatever_makes_a_row_is_counted(result, settings, address):
    few(settings, "make")
    address, before = address.format(result.share_id), Evaluation.objects.count()
    assert [Client().post(address).status_code for _ in range(4)] == [302, 302, 429, 429]
    assert Evaluation.objects.count() == before + 2
    assert Client().post("/advise/").status_code == 429, "they share one count"
    assert Client().post("/advise/", REMOTE_ADDR="203.0.113.9").status_code == 302


@pytest.mark.parametrize("address", COMPUTED)
def test_whatever_takes_computing_is_counted_unless_it_is_kept(result, settings, address):
    few(settings, "compute")
    address = address.format(result.share_id)
    statuses = []
    for _ in range(3):
        caches["pages"].clear()
        statuses.append(Client().get(address).status_code)
    assert statuses == [200, 200, 429]
    assert Client().get("/compare/?f=django").status_code == 429, "they share one count"


def test_every_page_of_which_there_can_be_any_number_is_counted():
    """The others are kept by the time that somebody has asked for all of them."""
    unbounded = {
        name for name, kind in KINDS.items() if kind.source not in (Source.NOTHING, Source.CATALOGUE) or kind.parameters
    }
    counted = {resolve(address.format("x")).view_name for address in COMPUTED}
    assert {name for name in unbounded if not name.startswith("api:")} <= counted


def test_kept_pages_are_not_counted(result, settings):
    few(settings, "compute", times=1)
    assert {Client().get(f"/r/{result.share_id}/").status_code for _ in range(5)} == {200}


def test_asking_before_something_is_made_is_not_counted(result, settings):
    few(settings, "make", times=1)
    for _ in range(3):
        assert Client().get(MADE[1].format(result.share_id)).status_code == 200
    assert Client().post(MADE[1].format(result.share_id)).status_code == 302


def test_the_page_says_in_words_how_long_to_wait(result, settings):
    few(settings, "make", times=0, seconds=600)
    refused = Client().post("/advise/")
    assert (refused.status_code, refused["Retry-After"], refused["Cache-Control"]) == (429, "600", "no-store")
    page = refused.content.decode()
    assert "Too many requests at once" in page
    assert "Nothing was changed. Wait 10 minutes, then go back and try again." in page


def test_sixty_at_the_same_time_let_exactly_as_many_through_as_the_limit_says(rf, settings):
    few(settings, "make", times=10)
    together = Barrier(60)

    def wait(number):
        together.wait()
        return seconds_to_wait("make", rf.get("/"))

    with ThreadPoolExecutor(60) as threads:
        waits = list(threads.map(wait, range(60)))
    assert waits.count(0) == 10
    assert {seconds for seconds in waits if seconds} == {60}


def test_a_count_begins_with_the_first_request_and_is_forgotten_when_its_time_is_over(rf, settings, monkeypatch):
    few(settings, "make", times=1)
    now = 1_000_000.0
    monkeypatch.setattr(limits, "time", lambda: now)
    monkeypatch.setattr("django.core.cache.backends.locmem.time.time", lambda: now)
    monkeypatch.setattr("django.core.cache.backends.base.time.time", lambda: now)
    assert seconds_to_wait("make", rf.get("/")) == 0
    now += 45.5
    assert seconds_to_wait("make", rf.get("/")) == 15
    now += 15
    assert seconds_to_wait("make", rf.get("/")) == 0
    assert seconds_to_wait("make", rf.get("/")) == 60


def test_a_wide_network_may_ask_ten_times_as_often(rf, settings):
    few(settings, "make")
    waits = [seconds_to_wait("make", rf.get("/", REMOTE_ADDR=f"2001:db8:1:{number:x}::1")) for number in range(22)]
    assert [bool(wait) for wait in waits] == [False] * 20 + [True] * 2
    assert not seconds_to_wait("make", rf.get("/", REMOTE_ADDR="2001:db8:2::1"))


def test_who_floods_alone_does_not_lock_out_the_wide_network(rf, settings):
    few(settings, "make")
    for _ in range(100):
        seconds_to_wait("make", rf.get("/", REMOTE_ADDR="2001:db8:1:2::1"))
    assert not seconds_to_wait("make", rf.get("/", REMOTE_ADDR="2001:db8:1:3::1"))


def test_others_do_not_push_a_count_out():
    """Django's own default would keep three hundred entries."""
    limit = Limit("make", 5, 3600)
    for _ in range(5):
        counted_in(caches["default"], "203.0.113.9", limit)
    for number in range(2_000):
        counted_in(caches["default"], f"network-{number}", limit)
    assert counted_in(caches["default"], "203.0.113.9", limit).times == 6


def test_measurements_can_switch_limits_off(rf, settings):
    few(settings, "make", times=0)
    assert seconds_to_wait("make", rf.get("/"))
    settings.LIMITS_ARE_ON = False
    assert not seconds_to_wait("make", rf.get("/"))
