"""Measurements of running servers: shares of the bare view, a worker's memory and its start."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle
from random import Random
from statistics import mean

from tests.benchmarks.http.rows import Row, check
from tests.benchmarks.http.servers import Server
from tests.benchmarks.http.wrk import CONNECTIONS, Load, LoadError, Request, load

STEADY = 4 / 3
BARE_PAGE = [Request("/")]
CHUNK, CHUNK_SECONDS = 10_000, 3


@dataclass(frozen=True, slots=True)
class Answered:
    """What wrk tells of a server, and how many seconds of the processor's time each answer took it."""

    load: Load
    work: float


@dataclass(frozen=True, slots=True)
class Measured:
    """A row as it was answered by each site that was asked, and the bare view before and after.

    `size` is the bytes of an answer's body as it was sent, `queries` how many one answer takes.
    """

    row: Row
    bare: Sequence[Answered]
    sites: Sequence[Answered]
    size: int
    queries: int

    @property
    def share(self) -> float:
        """Return what the first site answered in a second of what the bare view did."""
        return self.sites[0].load.rate / mean(look.load.rate for look in self.bare)

    @property
    def share_by_work(self) -> float:
        """Return the same by the processor's time: what the bare view takes of what the first site does."""
        return mean(look.work for look in self.bare) / self.sites[0].work

    @property
    def times(self) -> float:
        """Return how many times as long as the first site the last one took."""
        return self.sites[0].load.rate / self.sites[-1].load.rate

    @property
    def times_by_work(self) -> float:
        """Return the same by the processor's time."""
        return self.sites[-1].work / self.sites[0].work


def measure(
    rows: Sequence[Row], queries: Sequence[int], *, bare: Server, sites: Sequence[Server], seconds: int, tries: int
) -> Iterator[Measured]:
    """Ask each site for each row, and the bare view before and after: a shared machine is not always equally fast.

    A row is asked so often at most, and again only if the bare view was by more than a third faster before or after.
    Errors: LoadError.
    """
    looks = [ask(bare, BARE_PAGE, seconds)]
    for row, count in zip(rows, queries, strict=True):
        sent = 0
        for _ in range(tries):
            found = [ask_once(site, row, sent, seconds) for site in sites]
            looks = [looks[-1], ask(bare, BARE_PAGE, seconds)]
            sent += max(site.load.count for site in found) + CONNECTIONS
            if is_steady(looks) or (row.is_once and 2 * sent > len(row.requests)):
                break
        yield Measured(row, looks, found, check(row, sites[0].address), count)


def is_steady(looks: Sequence[Answered]) -> bool:
    rates = [look.load.rate for look in looks]
    return max(rates) < STEADY * min(rates)


def ask_once(site: Server, row: Row, sent: int, seconds: int) -> Answered:
    """Ask a site for a row, of which so many requests were sent before. Errors: LoadError, if there are too few too."""
    check(row, site.address)  # before, as what a process keeps from its first answers is no matter of the row
    found = ask(site, row.requests[sent % len(row.requests) :], seconds)
    if row.is_once and sent + found.load.count > len(row.requests):
        raise LoadError(
            f"{row.what}: {found.load.count} requests in {seconds} s; there must be more results to ask for."
        )
    return found


def ask(server: Server, requests: Sequence[Request], seconds: int) -> Answered:
    """Send requests to a server for so long, and wait until it is done with them. Errors: LoadError."""
    before = server.processor_seconds()
    found = load(server.address, requests, seconds)
    # At the end every connection has a request under way: wrk leaves it, but the server works on it all the same.
    return Answered(found, (server.processor_seconds_when_idle() - before) / (found.count + CONNECTIONS))


def memory(
    site: Server, rows: Sequence[Row], shares: Mapping[str, int], marks: Sequence[int], chunks: int
) -> Iterator[tuple[int, int, int]]:
    """Ask for rows at random, of a hundred requests for each as many as its share.

    Yield before the first and after so many requests (`marks`, or a few more) how many they were, VmRSS and Pss. It
    ends after so many chunks of three seconds even if it has not come to the last mark. Errors: LoadError.
    """
    yield 0, *site.memory()
    random, count, marks = Random(1), 0, list(marks)
    turns = {row.what: cycle(row.requests) for row in rows if row.what in shares}
    for chunk in range(1, chunks + 1):
        drawn = random.choices(list(turns), [shares[what] for what in turns], k=CHUNK)
        count += load(site.address, [next(turns[what]) for what in drawn], 1 if chunk == 1 else CHUNK_SECONDS).count
        if count >= marks[0] or chunk == chunks:
            yield count, *site.memory()
            marks = [mark for mark in marks if mark > count]
        if not marks:
            return
