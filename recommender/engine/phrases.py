"""Small pieces of sentences: things listed, things counted."""

from collections.abc import Sequence


def listed(words: Sequence[str], joint: str = "and") -> str:
    """Return words as a sentence lists them: a, b and c; nothing without any. Errors: none."""
    return f" {joint} ".join(filter(None, (", ".join(words[:-1]), words[-1]))) if words else ""


def counted(count: int, noun: str) -> str:
    """Return a number with its noun: 1 rating, 2 ratings; for nouns whose plural only adds an s. Errors: none."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
