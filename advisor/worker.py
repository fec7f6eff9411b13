"""The process that serves, as gunicorn starts it."""

import os
from threading import Timer
from types import FrameType

from gunicorn.workers.base import Worker
from gunicorn.workers.gthread import ThreadWorker

from advisor.http.draining import draining

DRAIN_SECONDS = float(os.environ.get("DRAIN_SECONDS", "5"))


class DrainingWorker(ThreadWorker):  # type: ignore[misc]  # gunicorn has no types
    """Goes on serving for a while after it is asked to stop, and says so at /readyz.

    So whoever sends it visitors can send them elsewhere first, and nobody finds a door that was just closed.
    """

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        draining.set()
        Timer(DRAIN_SECONDS, super().handle_exit, (sig, frame)).start()

    def handle_quit(self, sig: int, frame: FrameType | None) -> None:
        # Not that of the threads: it wants a lock which may be held by what it interrupts, as by itself after Ctrl+C,
        # which comes from the terminal and from the first process. It would wait until it is killed, for 30 seconds.
        Worker.handle_quit(self, sig, frame)
