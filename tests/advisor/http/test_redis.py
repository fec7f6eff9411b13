"""Counts and kept pages in a real Redis: shared by all processes, and missed by nobody while it is away."""

import os
import shutil
import signal
import subprocess
import sys
import time

import pytest
from django.core.cache import caches
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.urls import reverse

from advisor.evaluations import create_finished
from advisor.http.shared_cache import breaker
from advisor.results import views
from advisor.settings import cache_in
from recommender.engine.types import Answer

with_redis = pytest.mark.skipif(not shutil.which("redis-server"), reason="no Redis: apt-get install redis-server")

COUNT = """
import django; django.setup()
from concurrent.futures import ThreadPoolExecutor
from django.test import RequestFactory
from advisor.http.limits import seconds_to_wait
with ThreadPoolExecutor(30) as threads:
    waits = threads.map(lambda number: seconds_to_wait("create", RequestFactory().get("/")), range(30))
    print(sum(not seconds for seconds in waits))
"""


@pytest.fixture
def server(tmp_path):
    """A Redis of its own, which knows nothing yet."""
    socket = tmp_path / "redis.sock"
    command = ["redis-server", "--port", "0", "--unixsocket", str(socket), "--save", "", "--dir", str(tmp_path)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)  # noqa: S603
    while not socket.exists():
        time.sleep(0.01)
    yield process
    process.send_signal(signal.SIGCONT)
    process.terminate()
    process.wait()


@pytest.fixture
def address(server, tmp_path):
    return f"unix://{tmp_path}/redis.sock"


@pytest.fixture
def in_redis(server, settings, address):
    """The site with it."""
    shared = {name: cache_in(address, name, entries=500, TIMEOUT=3600) for name in ("default", "pages")}
    settings.CACHES = settings.CACHES | shared
    return server


@pytest.fixture
def result(edition):
    return create_finished(edition, {"project": Answer(chosen=("public-api",))}, title="", note="")


def seconds_for(address):
    begun = time.monotonic()
    assert Client().get(address).status_code == 200
    return time.monotonic() - begun


@with_redis
def test_of_sixty_at_the_same_time_in_two_processes_exactly_ten_go_through(address):
    environment = os.environ | {"CACHE_URL": address, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    counting = [
        subprocess.Popen([sys.executable, "-c", COUNT], env=environment, stdout=subprocess.PIPE)  # noqa: S603
        for _ in range(2)
    ]
    assert sum(int(process.communicate()[0]) for process in counting) == 10


@with_redis
def test_pages_are_kept_there_and_dropped_when_their_owner_changes_them(in_redis, result, monkeypatch):
    first = Client().get(result.result_url())
    assert caches["pages"].get(f"result-{result.share_id}")
    with monkeypatch.context() as patched:
        patched.setattr(views, "report_of", lambda evaluation: 1 / 0)
        again = Client().get(result.result_url())
    assert (again.content, again["ETag"]) == (first.content, first["ETag"])
    Client().post(result.owner_url(), {"title": "Changed", "note": ""})
    assert caches["pages"].get(f"result-{result.share_id}") is None
    assert "Changed" in Client().get(result.result_url()).content.decode()


@with_redis
def test_while_it_is_gone_the_site_goes_on_and_counts_by_itself(in_redis, result, settings, caplog):
    settings.LIMITS = settings.LIMITS | {"make": (3, 60)}
    assert Client().post("/advise/").status_code == 302
    in_redis.kill()
    in_redis.wait()
    assert [Client().post("/advise/").status_code for _ in range(4)] == [302, 302, 302, 429]
    assert {Client().get(result.result_url()).status_code for _ in range(3)} == {200}
    assert Client().post(reverse("admin:login"), {"username": "x", "password": "x"}).status_code == 200
    assert caplog.text.count("A cache failed") == 1


@with_redis
def test_while_it_hangs_one_request_waits_half_a_second_and_the_next_ones_do_not(in_redis, result, caplog, monkeypatch):
    address = result.result_url()
    seconds_for(address)
    in_redis.send_signal(signal.SIGSTOP)
    assert 0.5 <= seconds_for(address) < 1, "once, not for each thing that is asked of it"
    assert seconds_for(address) + seconds_for(f"{address}what-if/") < 0.5
    assert caplog.text.count("A cache failed") == 1
    in_redis.send_signal(signal.SIGCONT)
    breaker.rests_until = 0.0  # as ten seconds later
    with monkeypatch.context() as patched:
        patched.setattr(views, "report_of", lambda evaluation: 1 / 0)
        seconds_for(address)


def test_without_the_client_library_it_says_at_the_start_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "redis", None)
    with pytest.raises(ImproperlyConfigured, match=r"--require-hashes -r requirements-nodes\.txt"):
        cache_in("redis://cache.example", "counts", entries=1)


@pytest.mark.parametrize("url", ["memcache://:secret@cache.example", "dbcache://cache", "cache.example:6379"])
def test_another_cache_is_refused_at_the_start(url):
    with pytest.raises(ImproperlyConfigured, match="must begin with redis://") as refused:
        cache_in(url, "counts", entries=1)
    assert "secret" not in str(refused.value)
