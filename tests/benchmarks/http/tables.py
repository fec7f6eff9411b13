"""From measurements to tables in Markdown, with the goals that concern all rows alike."""

from collections.abc import Iterable, Mapping, Sequence
from statistics import median

from tests.benchmarks.http.measuring import Measured
from tests.benchmarks.page import duration, table

MOST_QUERIES, MOST_TIMES, MOST_TO_START = 2, 1.2, 1.0
MEGABYTE = 1_000_000
MOST_MEMORY, MOST_GROWTH = 150 * MEGABYTE, 1.05


def shares(found: Iterable[Measured]) -> list[str]:
    """Return what each row came to with few results."""
    head = (
        "asked",
        "a second",
        "share",
        "goal",
        "by work",
        "work",
        "half within",
        "99 % within",
        "queries",
        "bytes",
        "result",
    )
    return table(head, map(share_row, found))


def share_row(found: Measured) -> tuple[str, ...]:
    few, goal = found.sites[0], found.row.goal
    return (
        found.row.what,
        f"{few.load.rate:,.0f}",
        f"{found.share:.2g}",
        f"{goal:.2g}" if goal else "",
        f"{found.share_by_work:.2g}",
        duration(few.work),
        duration(few.load.p50),
        duration(few.load.p99),
        str(found.queries),
        f"{found.size:,}",
        verdict(share=found.share >= (goal or 0), queries=found.queries <= MOST_QUERIES),
    )


def times(found: Iterable[Measured]) -> list[str]:
    """Return how many times as long each row takes with many results as with few."""
    head = ("asked", "a second with few", "with many", "times as long", "by work", "result")
    return table(head, map(times_row, found))


def times_row(found: Measured) -> tuple[str, ...]:
    few, many = (f"{site.load.rate:,.0f}" for site in found.sites)
    longer, by_work = f"{found.times:.2f}", f"{found.times_by_work:.2f}"
    return found.row.what, few, many, longer, by_work, verdict(time=found.times <= MOST_TIMES)


def editors(few: Mapping[str, tuple[float, int]], many: Mapping[str, tuple[float, int]]) -> list[str]:
    """Return the same for pages that were timed one at a time: seconds and queries, by page."""
    rows = []
    for page, (seconds, queries) in many.items():
        longer = seconds / few[page][0]
        durations = duration(few[page][0]), duration(seconds)
        rows.append((page, *durations, f"{longer:.2f}", str(queries), verdict(time=longer <= MOST_TIMES)))
    return table(("opened", "with few", "with many", "times as long", "queries", "result"), rows)


def memory(found: Sequence[tuple[int, int, int]]) -> list[str]:
    """Return what a worker has in memory after so many requests: VmRSS and Pss."""
    (_, earlier, _), (_, last, _) = found[-2:]
    met = verdict(size=last < MOST_MEMORY, growth=last < MOST_GROWTH * earlier)
    rows = [(f"{count:,}", *(f"{size / MEGABYTE:.0f} MB" for size in sizes), "") for count, *sizes in found]
    rows[-1] = (*rows[-1][:-1], met)
    return table(("requests", "resident (VmRSS)", "its share (Pss)", "result"), rows)


def starts(found: Mapping[str, Sequence[tuple[float, float]]]) -> list[str]:
    """Return how long workers take to start, each the median of some."""
    rows = []
    for application, starts in found.items():
        ready, answered = map(median, zip(*starts, strict=True))
        rows.append((application, duration(ready), duration(answered), verdict(time=answered <= MOST_TO_START)))
    return table(("worker of", "application there", "first page answered", "result"), rows)


def verdict(**met: bool) -> str:
    """Return whether all goals are met, else which are not."""
    missed = [name for name, is_met in met.items() if not is_met]
    return f"missed: {', '.join(missed)}" if missed else "met"
