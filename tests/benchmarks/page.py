"""Pages with measured sections, each written by one command, and how their figures look."""

import os
import platform
import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs"
PAGE = DOCS / "speed.md"
END = "<!-- end of measured -->"


def write_section(command: str, lines: Sequence[str], page: Path = PAGE) -> None:
    """Put lines in place of what a command has measured before."""
    start = f"<!-- measured: written by {command} -->"
    before, found, rest = page.read_text().partition(start)
    assert found, f"{page} has no section that {command} writes"
    page.write_text(before + "\n".join((start, *lines, END)) + rest.partition(END)[2])


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Return a table in Markdown; the first column and the last hold words, those between them figures."""
    rule = ("---", *["--:"] * (len(head) - 2), "---")
    return [f"| {' | '.join(cells)} |" for cells in (head, rule, *rows)]


def duration(taken: float) -> str:
    """Three significant digits in the unit that suits them."""
    factor, unit = next((item for item in ((1e6, "µs"), (1e3, "ms")) if taken * item[0] < 999.5), (1, "s"))
    digits = f"{taken * factor:#.3g}".rstrip(".")
    return f"{digits} {unit}"


def occasion(*versions: str) -> str:
    """Return when and on what something is measured, in a sentence; the machine's versions, and those given."""
    machine = ", ".join((processor(), f"{os.cpu_count()} cores", f"Python {platform.python_version()}", *versions))
    return f"Measured on {datetime.now(UTC).date()}: {machine}."


def processor() -> str:
    """What the processor is called."""
    information = Path("/proc/cpuinfo")
    named = re.search(r"^model name\s*: (.+)$", information.read_text(), re.MULTILINE) if information.exists() else None
    return named[1] if named else platform.processor() or platform.machine()
