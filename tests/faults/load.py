"""Many visitors at the same time, and what came of all their requests."""

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import replace

from tests.faults.client import Answer, Client, Way
from tests.faults.visitor import NeverWellError, Visitor


class Load:
    """So many visitors at a time, each followed by the next, until it is told to end; then all finish."""

    def __init__(
        self, ways: Sequence[Way], many: int = 6, visit: Callable[[Visitor], object] = Visitor.journey
    ) -> None:
        self.ways, self.visit = ways, visit
        self.answers: list[Answer] = []
        self.visitors: list[Visitor] = []
        self.problems: list[str] = []
        self.is_ending = False
        self.threads = [threading.Thread(target=self.come, daemon=True) for _ in range(many)]

    def __enter__(self) -> "Load":
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self.is_ending = True
        for thread in self.threads:
            thread.join()

    def come(self) -> None:
        """Visit again and again, each time as somebody else."""
        while not self.is_ending:
            visitor = Visitor(Client(self.ways, self.note))
            self.visitors.append(visitor)
            try:
                self.visit(visitor)
            except NeverWellError as error:
                self.problems.append(str(error))

    def note(self, answer: Answer) -> None:
        """Remember an answer, a good one without what it said: there are many."""
        self.answers.append(replace(answer, text="", headers={}) if answer.is_good else answer)

    @property
    def confirmed(self) -> int:
        return sum(len(visitor.confirmed) for visitor in self.visitors)

    @property
    def failures(self) -> list[Answer]:
        return [answer for answer in self.answers if not answer.is_good]

    def lost(self, ways: Sequence[Way]) -> int:
        """Read every result back by each of the ways; return how many confirmed answers are missing there, at most."""
        finished = [visitor for visitor in self.visitors if visitor.result]
        return max(sum(len(visitor.lost(Client([way]))) for visitor in finished) for way in ways)

    def mend(self) -> None:
        """Note that the fault is over."""
        self.mended = time.monotonic()

    @property
    def seconds_until_well(self) -> float:
        """Return how long after the fault was over the last request failed; 0 if none did."""
        return max([0.0, *(answer.end - self.mended for answer in self.failures)])
