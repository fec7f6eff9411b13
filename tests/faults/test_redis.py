"""Redis is gone, or does not answer: the site goes on without it."""

import time

DOWN = 2.0


def test_gone(site, fault):
    with fault(f"Redis killed, and started again after {DOWN:.0f} s") as load:
        site.redis.kill()
        time.sleep(DOWN)
        site.redis.start()
        load.mend()


def test_frozen(site, fault):
    with fault(f"Redis frozen (SIGSTOP) for {DOWN:.0f} s") as load:
        site.redis.freeze()
        time.sleep(DOWN)
        site.redis.thaw()
        load.mend()
