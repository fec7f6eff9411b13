"""Programs that a test starts, freezes and kills, each with its log in a file."""

import os
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from signal import SIGCONT, SIGKILL, SIGSTOP, SIGTERM, Signals

from tests.benchmarks.http.servers import kept_in

SECONDS_TO_STOP = 40


class Program:
    """A program that can be started again and again; what it tells is appended to a file."""

    def __init__(
        self,
        command: Sequence[str],
        log: Path,
        *,
        folder: Path,
        environment: Mapping[str, str] | None = None,
        user: str | None = None,
    ) -> None:
        self.command, self.log, self.folder, self.environment = command, log, folder, environment
        # PostgreSQL refuses to run as root.
        self.as_user = {"user": user, "group": user, "extra_groups": []} if user and os.geteuid() == 0 else {}

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command, env=self.environment, cwd=self.folder, stdout=log, stderr=log, **self.as_user
            )

    @contextmanager
    def running(self) -> Iterator[None]:
        """Let it run until the end."""
        try:
            self.start()
            yield
        finally:
            self.kill()

    def send(self, number: Signals) -> None:
        """Send a signal to the first process only."""
        self.process.send_signal(number)

    def send_all(self, number: Signals) -> None:
        """Send a signal to the first process, and then to all that it has begun: so it begins no other meanwhile."""
        for process in family(self.process.pid):
            with suppress(ProcessLookupError):
                os.kill(process, number)

    def kill(self) -> None:
        """Freeze all its processes, so that none ends by itself in time, and end them."""
        everybody = list(family(self.process.pid))
        self.send_all(SIGSTOP)
        for process in everybody:
            with suppress(ProcessLookupError):
                os.kill(process, SIGKILL)
        self.process.wait()

    def stop(self, number: Signals = SIGTERM) -> None:
        """Ask it to stop, and wait until it has."""
        self.send(number)
        self.process.wait(SECONDS_TO_STOP)

    def freeze(self) -> None:
        self.send_all(SIGSTOP)

    def thaw(self) -> None:
        self.send_all(SIGCONT)

    def children(self) -> list[int]:
        """Return the numbers of the processes that the first one has begun."""
        return children_of(self.process.pid)

    def memory(self) -> int:
        """Return the bytes of memory of all its processes, what some share counted once (Pss)."""
        return sum(kept_in(process, "smaps_rollup", "Pss") for process in family(self.process.pid))


def family(process: int) -> Iterator[int]:
    """Yield a process and all that it and its children have begun."""
    yield process
    for child in children_of(process):
        yield from family(child)


def children_of(process: int) -> list[int]:
    """Return the numbers of the processes that a process has begun; none once it has ended."""
    with suppress(FileNotFoundError):
        return [int(number) for number in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    return []
