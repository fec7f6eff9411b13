"""A process that serves, and how it ends."""

import pytest

from advisor.worker import DrainingWorker


def test_a_worker_ends_at_once_whatever_it_is_interrupted_in():
    """It may be in the midst of handing a request to a thread, whose lock it must not want then."""

    class Locked:
        def shutdown(self, **options):
            raise AssertionError("it would wait for itself")

    class Settings:
        def worker_int(self, worker):
            pass

    worker = DrainingWorker.__new__(DrainingWorker)
    worker.tpool, worker.cfg = Locked(), Settings()
    with pytest.raises(SystemExit):
        worker.handle_quit(2, None)
