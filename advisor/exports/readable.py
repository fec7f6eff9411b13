"""The readable exports: a template each in `templates/files/exports/`, rendered as CommonMark. No words in here."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from django.template import Context, Engine

from advisor.exports.decision import Decision, decision, shorter
from advisor.licences import AUTHORS, DATA
from advisor.report import Report

# Not within a block of code, whose blank lines are its own.
CODE_OR_GAP = re.compile(r"(?P<code>^(?P<fence>`{3,})\w*\n.*?^(?P=fence)$)|\n{3,}", re.MULTILINE | re.DOTALL)


def readable(name: str, most_words: int | None = None) -> Callable[[Report], str]:
    """Return how a report becomes the text of a template; with no more words than that, if it can be shorter."""

    def render(report: Report) -> str:
        told = decision(report)
        text = rendered(report, told)
        while most_words is not None and words_in(text) > most_words and (less := shorter(told)):
            told, text = less, rendered(report, less)
        return text

    def rendered(report: Report, told: Decision) -> str:
        return as_commonmark(f"exports/{name}.md", context_of(report, told))

    return render


def as_commonmark(template: str, context: Mapping[str, Any]) -> str:
    """Return a template, rendered as CommonMark. Errors: none."""
    # Not `render_to_string`, which would escape for HTML, and HTML's escapes would show in Markdown: the template's
    # own filter keeps texts from becoming structure.
    return tidy(Engine.get_default().get_template(template).render(Context(context, autoescape=False)))


def tidy(text: str) -> str:
    """Return a text without the lines that a part which says nothing leaves between its neighbors."""
    return CODE_OR_GAP.sub(lambda found: found["code"] or "\n\n", text).strip("\n") + "\n"


def words_in(text: str) -> int:
    """Return how many words a text has: what stands between blanks and holds a letter or a figure."""
    return sum(any(map(str.isalnum, word)) for word in text.split())


def context_of(report: Report, told: Decision) -> dict[str, Any]:
    """Return what templates may tell."""
    return {
        "report": report,
        "words": report.words,
        "outcome": report.analysis.outcome,
        "certainty": report.analysis.certainty,
        "decision": told,
        "authors": AUTHORS,
        "licence": DATA,
    }
