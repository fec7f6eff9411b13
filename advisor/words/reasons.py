"""Reasons for a framework and against it, each tied to the answer that weighs most. No HTTP, no formula."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from django.utils.text import get_text_list

from advisor.answer_lines import chosen_texts
from advisor.charts import criterion_figures
from advisor.words.add_ons import Mend, mend_of
from recommender.engine.interview import requirements
from recommender.engine.result.analysis import Analysis
from recommender.engine.result.explain import CriterionContrast, contrast_by_answer
from recommender.engine.scoring import KNOWN, Outcome, Standing
from recommender.engine.types import SKIPPED, Criterion, Framework

MOST_REASONS, MOST_DRAWBACKS, MOST_DECISIVE = 3, 2, 2
SHORT = 3
"""An answer of so few words says nothing without its question."""


@dataclass(frozen=True, slots=True)
class Reason:
    """A framework's rating as a short phrase, the answer that gives it most of its weight, and the tenths of a point
    that it makes against the other framework; of a drawback, which add-ons mend it.
    """

    framework: Framework
    criterion: Criterion
    phrase: str
    answer: str
    tenths: int
    mend: Mend | None = None


@dataclass(frozen=True, slots=True)
class Side:
    """One of two columns of reasons, whom its points are compared with, or why there are none."""

    title: str
    against: str
    reasons: tuple[Reason, ...]
    if_none: str


@dataclass(frozen=True, slots=True)
class Argument:
    """Both columns; open if two are so close that each has what speaks for it."""

    sides: tuple[Side, Side]
    is_open: bool

    @property
    def drawbacks(self) -> tuple[Reason, ...]:
        """Return what the recommended framework lacks; nothing where two are close."""
        return () if self.is_open else self.sides[1].reasons

    @property
    def weak_points(self) -> tuple[Reason, ...]:
        """Return the drawbacks that can be looked into: those that editors rated, not what an answer says."""
        return tuple(reason for reason in self.drawbacks if reason.criterion.is_rated)


def argument(analysis: Analysis) -> Argument | None:
    """Return why the first and what is given up; where two are close, what speaks for each of them.

    None where nothing is recommended, where there is nobody to compare with, and where no criterion tells them apart.
    """
    outcome, certainty = analysis.outcome, analysis.certainty
    if certainty is None or len(outcome.standings) < 2 or all(item.missed for item in outcome.standings):
        return None
    first, second = outcome.standings[:2]
    found = criterion_figures(outcome, first, second)
    if not any(item.points for item, _ in found):
        return None
    gains = [item for item in found if item[0].points > 0]
    # `found` begins with the largest lead, so turned around it begins with the largest lag.
    losses = [item for item in reversed(found) if item[0].points < 0]
    one, other = first.framework, second.framework
    if certainty.together or len(outcome.leaders) > 1:
        sides = (
            speaking_for(analysis, one, gains),
            # A lag of the one is a lead of the other.
            speaking_for(analysis, other, [(item, -tenths) for item, tenths in losses]),
        )
        return Argument(sides, is_open=True)
    sides = (
        Side(f"Why {one.name}", other.name, reasons(analysis, one, gains[:MOST_REASONS]), ""),
        Side(
            "What you give up",
            "",
            tuple(map(with_mend, reasons(analysis, one, losses[:MOST_DRAWBACKS]))),
            f"Nothing that counts for you is better in {other.name}.",
        ),
    )
    return Argument(sides, is_open=False)


def speaking_for(analysis: Analysis, framework: Framework, gains: Sequence[tuple[CriterionContrast, int]]) -> Side:
    """Return the column of one of two that are close."""
    return Side(
        f"What speaks for {framework.name}",
        "",
        reasons(analysis, framework, gains[:MOST_REASONS]),
        "It is ahead on nothing that counts for you.",
    )


def reasons(
    analysis: Analysis, framework: Framework, figures: Sequence[tuple[CriterionContrast, int]]
) -> tuple[Reason, ...]:
    """Return points of a framework on criteria as reasons."""
    return tuple(reason(analysis, framework, item.criterion, tenths) for item, tenths in figures)


def reason(analysis: Analysis, framework: Framework, criterion: Criterion, tenths: int) -> Reason:
    outcome = analysis.outcome
    return Reason(
        framework,
        criterion,
        phrase(outcome, framework, criterion),
        quoted_answer(outcome, weightiest_answer(outcome, criterion)),
        tenths,
    )


def weightiest_answer(outcome: Outcome, criterion: Criterion) -> str:
    """Return the question (slug) whose answer gives a criterion most weight.

    Of several that give it as much, the answer that is most about it: with the largest share of its own weight on it,
    and if that is equal too, the later one, as later questions go into details.
    """
    by_answer = outcome.weights_by_answer
    most = max(weights.get(criterion.slug, 0) for weights in by_answer.values())
    heaviest = [slug for slug, weights in by_answer.items() if weights.get(criterion.slug, 0) == most]
    # Turned around, because the first of equals is taken.
    return max(reversed(heaviest), key=lambda slug: Fraction(most, sum(by_answer[slug].values()) or 1))


def with_mend(drawback: Reason) -> Reason:
    """Return a drawback with the add-ons that mend it, if there are some."""
    return replace(drawback, mend=mend_of(drawback.framework, drawback.criterion.slug))


def answer_text(outcome: Outcome, question: str) -> str:
    """Return what was answered to a question (its slug), in the words of its choices."""
    answer = outcome.answers.get(question, SKIPPED)
    texts = chosen_texts(outcome.catalogue, outcome.catalogue.question_of[question], answer)
    return str(get_text_list(list(texts), "and"))


def quoted_answer(outcome: Outcome, question: str) -> str:
    """Return what was answered to a question (its slug) in quotation marks, a short answer with its question."""
    text = answer_text(outcome, question)
    quoted = f"“{text}”"
    return quoted if len(text.split()) > SHORT else f"{quoted} ({outcome.catalogue.question_of[question].text})"


def phrase(outcome: Outcome, framework: Framework, criterion: Criterion) -> str:
    """Return a rating as a short phrase; where its edition has none, the criterion's name and the rating."""
    if not criterion.is_rated:  # that is: an answer says it, and no editor rates it
        return named_in_answer(outcome, framework, criterion)
    rating = framework.rating_of.get(criterion.slug)
    if rating is None:
        return f"{criterion.name}: not rated"
    # Ratings of earlier editions have no phrase.
    return rating.phrase or f"{criterion.name}: {rating.value} of 100"


def named_in_answer(outcome: Outcome, framework: Framework, criterion: Criterion) -> str:
    """Return what an answer that names frameworks says of one of them: known or not, built with it or not."""
    is_named = outcome.ratings[framework.slug].get(criterion.slug) == KNOWN
    asked = [question.familiarity for question in outcome.catalogue.questions if question.familiarity]
    if any(item.is_built_with for item in asked if item.criterion == criterion.slug):
        return f"Your application is {'' if is_named else 'not '}built with {framework.name}{' already' * is_named}"
    return f"Your team {'knows' if is_named else 'does not know'} {framework.name} well"


def decisive(analysis: Analysis) -> str:
    """Return the answers that speak most for a single leader, in a sentence; nothing if no answer does.

    Not an answer to which the leader itself falls short: the other one only falls shorter.
    """
    outcome = analysis.outcome
    leader, rival = (item.framework for item in outcome.standings[:2])
    slugs = [
        item.question.slug
        for item in contrast_by_answer(outcome, leader.slug, rival.slug)
        if item.points > 0 and not falls_short(outcome, leader, item.question.slug)
    ]
    quotes = [quoted_answer(outcome, slug) for slug in slugs[:MOST_DECISIVE]]
    return f"It fits your answers best, above all {get_text_list(quotes, 'and')}." if quotes else ""


def falls_short(outcome: Outcome, framework: Framework, question: str) -> bool:
    """Return whether a framework, without add-ons, is rated below what the answer to a question (its slug) would demand
    as a must-have, on the criterion on which the answer has most weight.
    """
    weights = outcome.weights_by_answer[question]
    weightiest = max(weights, key=lambda slug: weights[slug])
    demanded = requirements(outcome.catalogue.question_of[question], outcome.answers[question])
    return outcome.ratings[framework.slug].get(weightiest, 0) < demanded.get(weightiest, 0)


def is_recommended(analysis: Analysis) -> bool:
    """Return whether there is one framework to recommend, beside others, that meets every must-have."""
    return len(candidates(analysis)) == 1 and len(analysis.outcome.standings) > 1


def candidates(analysis: Analysis) -> tuple[Standing, ...]:
    """Return whom to try: the one that leads, or those that are close; nobody if none leads or meets all must-haves."""
    outcome, certainty = analysis.outcome, analysis.certainty
    if certainty is None or outcome.leaders[0].missed:
        return ()
    # Whoever shares the lead has no tolerance against the others, so it is close then, and they stand together.
    return certainty.together or outcome.leaders
