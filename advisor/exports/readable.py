"""The readable exports: a template each in `templates/exports/`, rendered as CommonMark. No words in here."""

import re
from collections.abc import Callable
from typing import Any

from django.template import Context, Engine

from advisor.exports.decision import decision
from advisor.report import Report

GAP = re.compile(r"\n{3,}")


def readable(name: str) -> Callable[[Report], str]:
    """Return how a report becomes the text of a template."""

    def render(report: Report) -> str:
        # Not `render_to_string`, which would escape for HTML.
        template = Engine.get_default().get_template(f"exports/{name}.md")
        # HTML's escapes would show in Markdown: the template's own filter keeps texts from becoming structure.
        text = template.render(Context(context_of(report), autoescape=False))
        return GAP.sub("\n\n", text).strip("\n") + "\n"  # a part that says nothing leaves lines between its neighbors

    return render


def context_of(report: Report) -> dict[str, Any]:
    """Return what templates may tell."""
    return {
        "report": report,
        "words": report.words,
        "outcome": report.analysis.outcome,
        "certainty": report.analysis.certainty,
        "decision": decision(report),
    }
