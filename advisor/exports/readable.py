"""The readable exports: a template each in `templates/exports/`, rendered as CommonMark. No words in here."""

import re
from collections.abc import Callable, Iterable
from typing import Any

from django.template import Context, Engine

from advisor.exports.pros_and_cons import is_settled, pros_and_cons
from advisor.report import Report
from recommender.engine.result.certainty import Band, Certainty
from recommender.engine.types import Evidence, Framework

GAP = re.compile(r"\n{3,}")


def readable(name: str) -> Callable[[Report], str]:
    """Return how a report becomes the text of a template."""

    def render(report: Report) -> str:
        template = Engine.get_default().get_template(f"exports/{name}.md")
        # HTML's escapes would show in Markdown: the template's own filter keeps texts from becoming structure.
        text = template.render(Context(context_of(report), autoescape=False))
        return GAP.sub("\n\n", text).strip("\n") + "\n"  # a part that says nothing leaves lines between its neighbors

    return render


def context_of(report: Report) -> dict[str, Any]:
    """Return what templates may tell: the proposal is the first option, if the result settles on it."""
    analysis = report.analysis
    options = pros_and_cons(analysis.outcome)
    return {
        "report": report,
        "words": report.words,
        "outcome": analysis.outcome,
        "certainty": analysis.certainty,
        "options": options,
        "proposal": options[0] if is_settled(analysis) else None,
        "close": names_of_close(analysis.certainty),
        "sources": [
            (standing.framework, cited)
            for standing in analysis.outcome.standings
            if (cited := sources_of(standing.framework, (row.criterion.slug for row in report.words.criteria)))
        ],
    }


def names_of_close(certainty: Certainty | None) -> list[str]:
    """Return the names of those between which it is close, if they meet all must-haves."""
    if certainty is None or certainty.band is not Band.CLOSE or certainty.together[0].missed:
        return []
    return [standing.framework.name for standing in certainty.together]


def sources_of(framework: Framework, criteria: Iterable[str]) -> list[Evidence]:
    """Return the evidence that the ratings on these criteria (slugs) cite, each piece once."""
    found = [framework.rating_of[slug] for slug in criteria if slug in framework.rating_of]
    return list({evidence.key: evidence for item in found for evidence in framework.cited(item)}.values())
