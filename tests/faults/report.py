"""docs/reliability.md: what each fault came to."""

from collections import Counter
from collections.abc import Collection, Sequence
from typing import NamedTuple

from tests.benchmarks.page import DOCS, occasion, table, write_section
from tests.faults.client import Answer

PAGE = DOCS / "reliability.md"
HEAD = ("fault", "requests", "confirmed answers", "lost", "slowest", "well again after", "answered otherwise")


class Row(NamedTuple):
    """A fault, what was asked meanwhile, how many answers were confirmed and lost, and when all was well again."""

    fault: str
    answers: Collection[Answer]
    confirmed: int
    lost: int
    seconds_until_well: float = 0.0

    def cells(self) -> tuple[str, ...]:
        failures = Counter(answer.kind for answer in self.answers if not answer.is_good)
        return (
            self.fault,
            f"{len(self.answers):,}",
            f"{self.confirmed:,}",
            str(self.lost),
            f"{max(answer.seconds for answer in self.answers):.1f} s",
            f"{self.seconds_until_well:.1f} s",
            ", ".join(f"{number:,} × {kind}" for kind, number in sorted(failures.items())) or "none",
        )


def lines(rows: Sequence[Row], *versions: str) -> list[str]:
    """Return the section: when and on what it was measured, and the table."""
    return [occasion(*versions), "", *table(HEAD, (row.cells() for row in rows))]


def write(command: str, section: Sequence[str]) -> None:
    write_section(command, section, PAGE)
