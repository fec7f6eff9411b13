"""What a result can be taken along as. One registry: a new form is one entry, and the links on the page follow it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.text import slugify

from advisor.exports.adr import render_log4brains, render_madr, render_nygard
from advisor.exports.document import render_json
from advisor.exports.markdown import render_markdown
from advisor.exports.tabular import render_csv
from advisor.models import Evaluation
from advisor.report import Report

LONGEST_NAME = 50


@dataclass(frozen=True, slots=True)
class Export:
    """A form of a result: what it is called, what kind of file it is, and how a report becomes its text."""

    label: str
    media_type: str
    extension: str
    render: Callable[[Report], str]


@dataclass(frozen=True, slots=True)
class Link:
    """Where a form of a result can be had."""

    label: str
    address: str


EXPORTS: dict[str, Export] = {
    "csv": Export("Spreadsheet (CSV)", "text/csv", "csv", render_csv),
    "json": Export("Data (JSON)", "application/json", "json", render_json),
    "md": Export("Text (Markdown)", "text/markdown", "md", render_markdown),
    "madr": Export("Decision record (MADR 4)", "text/markdown", "md", render_madr),
    "nygard": Export("Decision record (Nygard)", "text/markdown", "md", render_nygard),
    "log4brains": Export("Decision record (log4brains)", "text/markdown", "md", render_log4brains),
}

FILES = tuple(key for key, export in EXPORTS.items() if key == export.extension)
"""The forms that are named by their extension alone."""

STYLES = tuple(key for key in EXPORTS if key not in FILES)
"""The styles of a decision record; the first is the usual one."""


def links(evaluation: Evaluation) -> list[Link]:
    """Where each form of a finished evaluation's result can be had."""
    return [Link(export.label, address_of(evaluation, key)) for key, export in EXPORTS.items()]


def address_of(evaluation: Evaluation, key: str) -> str:
    """The path of one form of a result."""
    if key in FILES:
        return reverse("export", args=[evaluation.share_id, key])
    return f"{reverse('decision-record', args=[evaluation.share_id])}?style={key}"


def file_name(title: str, key: str) -> str:
    """What a form is called on the disk of whoever takes it along: framework-decision-partner-api-madr.md."""
    parts = ["framework-decision", slugify(title)[:LONGEST_NAME].strip("-"), "" if key in FILES else key]
    return f"{'-'.join(filter(None, parts))}.{EXPORTS[key].extension}"
