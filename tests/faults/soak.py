"""Visitors and an editor at two nodes, as fast as the machine answers: `make soak`."""

import json
import random
import re
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory

from tests.benchmarks.page import duration, occasion, table
from tests.faults.client import Answer, Client
from tests.faults.editor import Editor, make_editor
from tests.faults.load import Load
from tests.faults.report import write
from tests.faults.site import Node, Site, versions
from tests.faults.visitor import Visitor

COMMAND = "make soak"
MINUTES = 10
VISITORS = 12
SECONDS_BETWEEN_EDITS = 20
MEGABYTE = 1_000_000
KINDS = {
    "start (POST)": r"POST /advise/$",
    "a question": r"GET /advise/[^/]+/(?!check/)[^/]+/$",
    "an answer (POST)": r"POST /advise/[^/]+/(?!check/)[^/]+/$",
    "the answers to check": r"GET /advise/[^/]+/check/$",
    "finish (POST)": r"POST /advise/[^/]+/check/$",
    "a result": r"GET /r/[^/.]+/$",
    "a what-if": r"GET /r/[^/]+/what-if/\?",
    "a card": r"GET /r/[^/]+/card\.png$",
    "JSON": r"GET /r/[^/]+\.json$",
    "compare": r"GET /compare/",
    "the statistics": r"GET /insights/$",
}


class Regulars:
    """Visitors who, once they have their result, look at it in all ways, and at somebody else's."""

    def __init__(self) -> None:
        self.results: list[str] = []

    def visit(self, visitor: Visitor) -> None:
        visitor.journey()
        result = visitor.result
        self.results.append(result)
        document = json.loads(visitor.insist(result.rstrip("/") + ".json").text)
        first, second, *_, last = [standing["framework"] for standing in document["standings"]]
        for path in (
            f"{result}what-if/?drop={last}",
            f"{result}card.png",
            f"/compare/?f={first}&f={second}",
            "/insights/",
            random.choice(self.results),
            result,
        ):
            visitor.insist(path)


class Edits(threading.Thread):
    """An editor who gives a criterion another weight now and then."""

    def __init__(self, client: Client) -> None:
        super().__init__(daemon=True)
        self.editor, self.answers, self.is_over = Editor(client), [], threading.Event()

    def run(self) -> None:
        while not self.is_over.wait(SECONDS_BETWEEN_EDITS):
            self.answers.append(self.editor.weigh(10 + len(self.answers) % 10))

    def end(self) -> None:
        self.is_over.set()
        self.join()


def soak(site: Site, minutes: float) -> Iterator[str]:
    """Let everybody work for so many minutes; yield the section.

    Errors: AssertionError if a request failed or a confirmed answer was lost.
    """
    make_editor(site)
    edits = Edits(Client(site.through))
    looks = [memory(site.nodes)]
    start = time.monotonic()
    with Load(site.through, VISITORS, Regulars().visit) as load:
        edits.start()
        for _ in range(2):
            time.sleep(minutes * 30)
            looks.append(memory(site.nodes))
        edits.end()
    seconds = time.monotonic() - start
    lost = load.lost(site.through)
    assert load.problems == []
    assert load.failures == []
    assert {answer.status for answer in edits.answers} <= {302}
    assert lost == 0
    yield (
        f"{VISITORS} visitors at a time, {seconds / 60:.1f} minutes: {len(load.answers):,} requests, "
        f"{len(load.answers) / seconds:,.0f} a second, none failed. {len(load.visitors):,} people finished; of their "
        f"{load.confirmed:,} confirmed answers none was lost. The editor saved {len(edits.answers)} times."
    )
    yield ""
    yield from table(("asked", "requests", "half within", "99 % within", "longest"), waits(load.answers))
    yield ""
    yield from table(("memory of", "at the start", "in the middle", "at the end"), memories(site.nodes, looks))


def waits(answers: Sequence[Answer]) -> Iterator[tuple[str, ...]]:
    for kind, pattern in KINDS.items():
        seconds = [answer.seconds for answer in answers if re.match(pattern, answer.asked)]
        half, most = quantiles(seconds, n=100)[49], quantiles(seconds, n=100)[98]
        yield kind, f"{len(seconds):,}", duration(half), duration(most), duration(max(seconds))


def memory(nodes: Sequence[Node]) -> list[int]:
    return [node.memory() for node in nodes]


def memories(nodes: Sequence[Node], looks: Sequence[Sequence[int]]) -> Iterator[tuple[str, ...]]:
    for node, *sizes in zip(nodes, *looks, strict=True):
        yield node.name, *(f"{size / MEGABYTE:.0f} MB" for size in sizes)


def main() -> None:
    """Run for as many minutes as are given, else for ten, print the section, and write it only after these ten."""
    minutes = float(sys.argv[1]) if sys.argv[1:] else MINUTES
    with TemporaryDirectory(prefix="advisor-soak-") as folder, Site(Path(folder)).running() as site:
        lines = [occasion(*versions()), "", *soak(site, minutes)]
    print(*lines, sep="\n")
    if minutes == MINUTES:
        write(COMMAND, lines)


if __name__ == "__main__":
    main()
