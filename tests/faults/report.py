"""docs/reliability.md: what each fault came to."""

from collections import Counter
from typing import NamedTuple


class Row(NamedTuple):
    """What was done to the site, and what visitors saw of it meanwhile."""

    fault: str
    done: str
    requests: int
    failures: Counter[str]
    slowest: float
    confirmed: int
    lost: int
    seconds_until_well: float

    def cells(self) -> tuple[str, ...]:
        failed = ", ".join(f"{number:,} × {kind}" for kind, number in sorted(self.failures.items()))
        return (
            self.fault,
            self.done,
            f"{self.requests:,}",
            failed or "none",
            f"{self.slowest:.1f} s",
            f"{self.confirmed:,}",
            str(self.lost),
            f"{self.seconds_until_well:.1f} s",
        )
