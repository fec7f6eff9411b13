"""Small pieces of sentences: things listed, counted, quoted, and the first of many faults."""

from collections.abc import Sequence
from typing import TypeVar

MOST_FAULTS = 20
"""The most faults that are told at once: who sends more, mends these first, and an answer stays short."""

LONGEST_QUOTE = 41

Fault = TypeVar("Fault")


def listed(words: Sequence[str], joint: str = "and") -> str:
    """Return words as a sentence lists them: a, b and c; nothing without any. Errors: none."""
    return f" {joint} ".join(filter(None, (", ".join(words[:-1]), words[-1]))) if words else ""


def counted(count: int, noun: str) -> str:
    """Return a number with its noun: 1 rating, 2 ratings; for nouns whose plural only adds an s. Errors: none."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def quoted(text: str) -> str:
    """Return what somebody sent in quotation marks, cut where it is long. Errors: none."""
    return f"“{text if len(text) <= LONGEST_QUOTE else f'{text[: LONGEST_QUOTE - 1]}…'}”"


def first_faults(faults: Sequence[Fault]) -> tuple[Sequence[Fault], int]:
    """Return the faults to tell, and how many more there are. Errors: none."""
    return faults[:MOST_FAULTS], max(0, len(faults) - MOST_FAULTS)


def fault_list(lines: Sequence[str]) -> list[str]:
    """Return the faults to tell, a line each, and how many more there are. Errors: none."""
    shown, more = first_faults(lines)
    return [*shown, f"and {more} more"] if more else [*shown]
