"""The report on what a catalogue changes in another one: a comment on a pull request, or lines for a terminal.

No words in here: they are in `templates/files/docs/`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from advisor.exports.readable import as_commonmark
from recommender.files.comparison import Comparison, compare
from recommender.files.folder import CatalogueFileError, read_files

FORMATS = {"text": "txt", "markdown": "md"}
"""The ending of each form's templates."""

LONGEST = 65_000
"""The most characters of a report; code hosts take comments of up to 65,536."""

MOST = (200, 60, 20, 5, 0)
"""The most lines that are told of each kind: these are tried one after another until the report is short enough."""


@dataclass(frozen=True, slots=True)
class ComparisonReport:
    """A text, and whether both catalogues could be read, so that there is something to compare."""

    text: str
    is_sound: bool


class First:
    """The first of several things, and how many more there are."""

    def __init__(self, things: Sequence[Any], most: int) -> None:
        self.shown = things[:most]
        self.more = len(things) - len(self.shown)


def report_on(before: Path, after: Path, form: str) -> ComparisonReport:
    """Return the report, in a form of `FORMATS`, on what the catalogue in a folder changes in that in another.

    Errors: none; a catalogue that cannot be read is what the report is about then.
    """
    found = []
    for folder in (before, after):
        try:
            found.append(read_files(folder))
        except CatalogueFileError as error:
            text = short_enough("no_comparison", form, {"folder": folder.as_posix()}, {"faults": error.faults})
            return ComparisonReport(text, is_sound=False)
    return ComparisonReport(report_text(compare(*found), form), is_sound=True)


def report_text(found: Comparison, form: str) -> str:
    """Return the report on a comparison in a form of `FORMATS`."""
    lists = {
        "edits": found.edits,
        "personas": found.preview.personas,
        "shares": found.preview.shares,
        "ratings": found.ratings,
        "new_faults": found.new_faults,
        "mended_faults": found.mended_faults,
    }
    return short_enough("comparison", form, {"found": found}, lists)


def short_enough(name: str, form: str, told: Mapping[str, Any], lists: Mapping[str, Sequence[Any]]) -> str:
    """Return a template with what it tells, and with as much of some lists as there is room for."""
    # What a list holds is as long as somebody wrote it, and Markdown needs more signs for some of it: only writing it
    # tells how long it is. Nothing is cut off at the end, where a part would stay open.
    contexts = ({**told, **{key: First(each, most) for key, each in lists.items()}} for most in MOST)
    texts = (as_commonmark(f"docs/{name}.{FORMATS[form]}", context) for context in contexts)
    return next(text for text in texts if len(text) <= LONGEST)
