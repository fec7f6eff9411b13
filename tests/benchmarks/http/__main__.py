"""The whole measurement: `make bench-http`."""

import argparse
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from tests.benchmarks.http import tables
from tests.benchmarks.http.databases import Databases, databases
from tests.benchmarks.http.measuring import Measured, measure, memory
from tests.benchmarks.http.rows import Row, for_client, pages, results_once, runs
from tests.benchmarks.http.servers import BARE, ROOT, SITE, Checkout, Server
from tests.benchmarks.page import duration, occasion, write_section

COMMAND = "make bench-http"
MIX = {
    "home": 15,
    "compare": 5,
    "a framework": 15,
    "neutrality": 5,
    "a question": 15,
    "an answer (POST)": 10,
    "a result for the first time": 10,
    "a result again": 10,
    "a what-if": 5,
    "JSON for the first time": 3,
    "a card for the first time": 2,
    "recommend (POST)": 5,
}
"""Of a hundred requests of the site, so many ask for each row while a worker's memory is looked at."""


@dataclass(frozen=True, slots=True)
class Size:
    """How much is measured: seconds a row, and how often at most if the machine is not steady; runs with the best known
    and with all frameworks; rows of many results; starts of a worker; requests after which its memory is looked at, and
    for how many chunks at most they are sent.
    """

    seconds: int
    tries: int
    narrow: int
    wide: int
    rows: int
    starts: int
    marks: tuple[int, ...]
    chunks: int


FULL = Size(3, 3, 5_000, 3_000, 1_000_000, 7, (1_000, 20_000, 100_000), 70)
QUICK = Size(2, 1, 2_000, 1_500, 20_000, 1, (500, 1_000), 3)


def sections(checkout: Checkout, made: Databases, size: Size) -> Iterator[tuple[str, list[str]]]:
    """Measure one thing after the other, and yield what is found under its heading. Errors: LoadError."""
    told = checkout.tell(made.few, "stored", "fill", size.narrow, size.wide)
    made.copy()
    copies = checkout.tell(made.many, "stored", "multiply", size.rows)
    with (
        checkout.running(made.few, BARE) as bare,
        checkout.running(made.few) as few,
        checkout.running(made.many) as many,
    ):
        narrow, wide = [*pages(), *runs(told["narrow"], few.address)], [*runs(told["wide"], few.address)]
        found = measured(checkout, made.few, narrow, size, bare, few, many)
        yield "Beside a bare view", shares(found)
        yield f"With {size.rows:,} results", tables.times(found)
        yield "With twelve frameworks", shares(measured(checkout, made.few, wide, size, bare, few))
    timed = (checkout.tell(database, "counted", "editors") for database in (made.few, made.many))
    yield f"Statistics and editors’ pages with {size.rows:,} results", tables.editors(*timed)
    starts = {BARE: [], SITE: []}
    for _ in range(size.starts):
        for application, seconds in starts.items():
            seconds.append(checkout.seconds_to_start(made.few, application))
    yield "The start of a worker", tables.starts(starts)
    rows = {row.what: row for row in [*narrow, results_once(copies)]}
    with checkout.running(made.many) as site:
        looks = list(memory(site, list(rows.values()), MIX, size.marks, size.chunks))
    yield "The memory of a worker", tables.memory(looks)


def some(checkout: Checkout, made: Databases, size: Size, name: str) -> Iterator[tuple[str, list[str]]]:
    """Measure only the rows with something in their names, with few results. Errors: LoadError."""
    told = checkout.tell(made.few, "stored", "fill", size.narrow, size.wide)
    with checkout.running(made.few, BARE) as bare, checkout.running(made.few) as few:
        for heading, rows in (
            ("Beside a bare view", [*pages(), *runs(told["narrow"], few.address)]),
            ("With twelve frameworks", runs(told["wide"], few.address)),
        ):
            wanted = [row for row in rows if name in row.what]
            if wanted:
                yield heading, shares(measured(checkout, made.few, wanted, size, bare, few))


def measured(
    checkout: Checkout, database: str, rows: Sequence[Row], size: Size, bare: Server, *sites: Server
) -> list[Measured]:
    queries = checkout.tell(database, "counted", "queries", asked=list(map(for_client, rows)))
    return list(measure(rows, queries, bare=bare, sites=sites, seconds=size.seconds, tries=size.tries))


def shares(found: Sequence[Measured]) -> list[str]:
    """Return the table of shares, and before it what the bare view came to between the rows."""
    looks = [look for item in found for look in item.bare]
    rates, work = [look.load.rate for look in looks], duration(median(look.work for look in looks))
    bare = f"The bare view answered {min(rates):,.0f} to {max(rates):,.0f} requests a second, with {work} of work each."
    return [bare, "", *tables.shares(found)]


def main() -> None:
    """Measure, print what is found, and write it to docs/speed.md if this checkout was measured in full."""
    parser = argparse.ArgumentParser(prog=COMMAND, description=__doc__)
    parser.add_argument("--site", type=Path, default=ROOT, help="another checkout to measure; nothing is written then")
    parser.add_argument("--quick", action="store_true", help="only see that all of it works; nothing is written then")
    parser.add_argument(
        "--only", metavar="TEXT", help="only the rows with this in their names; nothing is written then"
    )
    options = parser.parse_args()
    if not shutil.which("wrk"):
        parser.error("wrk is needed: apt-get install wrk")
    checkout, size = Checkout(options.site.resolve()), QUICK if options.quick or options.only else FULL
    with databases() as made:
        lines = [occasion(made.kind)]
        found = some(checkout, made, size, options.only) if options.only else sections(checkout, made, size)
        for heading, section in found:
            lines += ["", f"### {heading}", "", *section]
            print(f"### {heading}", "", *section, "", sep="\n", flush=True)
    if options.site == ROOT and size is FULL:
        write_section(COMMAND, lines)
        print("Written to docs/speed.md.")


if __name__ == "__main__":
    main()
