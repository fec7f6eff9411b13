"""When no framework meets every must-have: what each one misses, in the words of the answers. No HTTP, no formula."""

from dataclasses import dataclass

from django.utils.text import get_text_list

from advisor.words.add_ons import with_add_on
from advisor.words.reasons import answer_text
from recommender.engine.scoring import Miss, Outcome
from recommender.engine.types import Framework, Question

MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Lack:
    """A must-have that a framework misses: what was asked for, and by how much its rating falls short."""

    answer: str
    question: str
    shortfall: str


@dataclass(frozen=True, slots=True)
class Lacking:
    """A framework with all that it misses, and the questions whose must-haves would have to be relaxed for it."""

    framework: Framework
    lacks: tuple[Lack, ...]
    questions: tuple[Question, ...]


def no_match(outcome: Outcome) -> tuple[Lacking, ...]:
    """Return what each framework misses, who misses least first; nothing if one of them meets every must-have."""
    if not all(standing.missed for standing in outcome.standings):
        return ()
    found = [
        Lacking(
            standing.framework,
            tuple(lack(outcome, standing.framework, miss) for miss in standing.missed),
            # Each question once: its answer may demand something of several criteria.
            tuple({miss.question.slug: miss.question for miss in standing.missed}.values()),
        )
        for standing in outcome.standings
    ]
    return tuple(sorted(found, key=lambda item: len(item.questions)))


def lack(outcome: Outcome, framework: Framework, miss: Miss) -> Lack:
    within = ", within the likely range of its rating" if miss.is_borderline else ""
    rated = f"{miss.criterion.name} is rated {miss.rating}{with_add_on(framework, miss.criterion.slug)}"
    short = f"{rated}; you need at least {miss.least}{within}."
    return Lack(answer_text(outcome, miss.question.slug), miss.question.text, short)


def who_misses(outcome: Outcome) -> str:
    """Return which frameworks miss a must-have, by name if they are few and miss the same; nothing if none does."""
    missing = [standing for standing in outcome.standings if standing.missed]
    answers = {answer_text(outcome, miss.question.slug) for standing in missing for miss in standing.missed}
    if not missing:
        return ""
    if len(missing) > MOST_NAMED or len(answers) > 1:
        return f"{len(missing)} of {len(outcome.standings)} miss a must-have"
    names = get_text_list([standing.framework.name for standing in missing], "and")
    return f"{names} {'misses' if len(missing) == 1 else 'miss'} your must-have “{answers.pop()}”"
