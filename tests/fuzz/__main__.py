"""`make fuzz`, on a database of its own beside the one of DATABASE_URL."""

import logging
import os
import sys
from collections import Counter
from collections.abc import Iterator
from random import Random, SystemRandom
from time import perf_counter

import django
from django.conf import settings
from django.db import connections
from django.test.utils import setup_databases, setup_test_environment, teardown_databases

ROUND = 100
"""Requests after which the site is set up anew, since an editor may have deleted all that could be tried."""


class Failures(logging.Handler):
    """Remembers what the site logs of an exception, to tell it with the request, instead of printing it."""

    last = ""

    def emit(self, record: logging.LogRecord) -> None:
        if record.exc_info and (error := record.exc_info[1]) and record.levelno >= logging.ERROR:
            self.last = f"{type(error).__name__}: {error}"[:300]


def run(seed: int, count: int) -> Iterator[str]:
    """Yield what is found, each a line or two."""
    from recommender.files.folder import read_files
    from tests.conftest import CATALOGUE
    from tests.fuzz.asking import Asker
    from tests.fuzz.judge import faults_of_answer, faults_of_writing
    from tests.fuzz.routes import routes
    from tests.fuzz.site import ROLES, Site

    failures, statuses, slowest = Failures(), Counter[int](), (0.0, "")
    logging.getLogger().handlers = [failures]
    random, catalogue, known = Random(seed), read_files(CATALOGUE), routes()
    for start in range(0, count, ROUND):
        site = Site(catalogue, ROLES[start // ROUND % len(ROLES)])
        asker = Asker(random, site, known)
        for at in range(start, min(count, start + ROUND)):
            request, failures.last, begin = asker.next(), "", perf_counter()
            answer = request.send()
            seconds = perf_counter() - begin
            statuses[answer.status] += 1
            slowest = max(slowest, (seconds, f"{request!s:.200}"))
            asker.learn(request, answer)
            for fault in (*faults_of_answer(site, request, answer, seconds), *faults_of_writing(site)):
                yield f"{at} {site.role or 'nobody'}: {request}\n    {fault} {failures.last}"
    print(f"{count} requests, by status: {dict(sorted(statuses.items()))}")
    print(f"the slowest took {slowest[0]:.2f} s: {slowest[1]}")


def main(seed: int, count: int) -> int:
    """Run it, print what is found, and return how much that is."""
    print(f"SEED={seed} REQUESTS={count}", flush=True)
    setup_test_environment()
    settings.ALLOWED_HOSTS = ["advisor.test"]
    made = setup_databases(verbosity=0, interactive=False)
    found = 0
    try:
        for fault in run(seed, count):
            found += 1
            print(fault, flush=True)
    finally:
        connections.close_all()
        teardown_databases(made, verbosity=0)
    print(f"{found} faults. SEED={seed} REQUESTS={count} repeats this run.")
    return found


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    chosen = int(os.environ.get("SEED") or SystemRandom().randrange(10**6))
    sys.exit(1 if main(chosen, int(os.environ.get("REQUESTS") or 10_000)) else 0)
