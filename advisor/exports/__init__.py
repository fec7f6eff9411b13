"""Every form in which a result can be taken along.

One registry: a new form is one entry, with a template in `templates/files/exports/` if people read it. The links on
the page follow it.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.text import slugify

from advisor.exports.decision import MOST_WORDS
from advisor.exports.document import render_json
from advisor.exports.readable import readable
from advisor.exports.tabular import render_csv
from advisor.models import Evaluation
from advisor.report import Report

LONGEST_TITLE = 50


@dataclass(frozen=True, slots=True)
class Export:
    """A form of a result: what it is called, what kind of file it is, and how a report becomes its text."""

    label: str
    media_type: str
    extension: str
    render: Callable[[Report], str]


@dataclass(frozen=True, slots=True)
class Link:
    """The address of a form of a result, and what it is called."""

    label: str
    address: str


# In the order of the links on the page. A key stands in addresses, so another key would break links that people have.
EXPORTS: dict[str, Export] = {
    "csv": Export("Spreadsheet (CSV)", "text/csv", "csv", render_csv),
    "json": Export("Data (JSON)", "application/json", "json", render_json),
    "md": Export("Text (Markdown)", "text/markdown", "md", readable("text")),
    "madr": Export("Decision record (MADR 4)", "text/markdown", "md", readable("madr", MOST_WORDS)),
    "nygard": Export("Decision record (Nygard)", "text/markdown", "md", readable("nygard", MOST_WORDS)),
    "log4brains": Export("Decision record (log4brains)", "text/markdown", "md", readable("log4brains", MOST_WORDS)),
}

FILES = tuple(key for key, export in EXPORTS.items() if key == export.extension)
"""The forms that are named by their extension alone."""

STYLES = tuple(key for key in EXPORTS if key not in FILES)
"""The styles of a decision record; the first is the usual one."""


def links(evaluation: Evaluation) -> list[Link]:
    """Return where each form of a finished evaluation's result can be had."""
    return [Link(export.label, export_path(evaluation, key)) for key, export in EXPORTS.items()]


def export_path(evaluation: Evaluation, key: str) -> str:
    """Return the path of one form of a result."""
    if key in FILES:
        return reverse("export", args=[evaluation.share_id, key])
    return f"{reverse('decision-record', args=[evaluation.share_id])}?style={key}"


def file_name(title: str, key: str) -> str:
    """Return what a form is called on the disk of whoever takes it along: framework-decision-partner-api-madr.md."""
    parts = ["framework-decision", slugify(title)[:LONGEST_TITLE].strip("-"), "" if key in FILES else key]
    return f"{'-'.join(filter(None, parts))}.{EXPORTS[key].extension}"
