"""Redis is gone, or does not answer: the site goes on without it."""

import time

import pytest

from tests.faults.site import Redis

DOWN = 2.0


@pytest.mark.parametrize(
    ("name", "broken", "mended"),
    [("killed, and started again after", Redis.kill, Redis.start), ("frozen (SIGSTOP) for", Redis.freeze, Redis.thaw)],
    ids=["gone", "frozen"],
)
def test_without(site, fault, name, broken, mended):
    with fault(f"Redis {name} {DOWN:.0f} s") as load:
        broken(site.redis)
        time.sleep(DOWN)
        mended(site.redis)
        load.mend()
