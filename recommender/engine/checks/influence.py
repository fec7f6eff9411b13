"""Questions whose answers change nothing, and choices that change who leads for nobody."""

from collections.abc import Collection, Iterable, Iterator

from recommender.engine.checks.reachability import Reach
from recommender.engine.checks.rivals import is_missed_by_some, tells_apart
from recommender.engine.checks.trials import all_answers, who_leads
from recommender.engine.contributions import Contributions
from recommender.engine.types import SKIPPED, Answers, Question

Pick = tuple[str, str]
"""A choice: the slugs of its question and its own."""


def idle_questions(reach: Reach, asked: Collection[str]) -> frozenset[str]:
    """Those of the questions (slugs) to which no answer, with any importance, in any completion, moves anything between
    two frameworks or lets another question be asked. Exact, unless too many conditions depend on each other: then only
    what is certain is told. Errors: none.
    """
    return frozenset(slug for slug in asked if is_idle(reach, slug))


def is_idle(reach: Reach, question: str) -> bool:
    contributions = reach.contributions
    entries = contributions.entries[question].values()
    if any(tells_apart(contributions, adds) for adds in entries) or reach.opens(question):
        return False
    all_can_miss = any(any(adds[contributions.size : -1]) for adds in entries)
    return not (all_can_miss and can_part(reach, question))


def can_part(reach: Reach, question: str) -> bool:
    """Whether an answer to another question, asked together with this one, makes some frameworks miss something and
    others not. Where all miss something, that no longer counts.
    """
    free = reach.contributions.free
    return any(is_missed_by_some(reach.contributions, adds) for item in reach.beside(question) for adds in free(*item))


def idle_choices(reach: Reach, questions: Collection[Question], contenders: Collection[int]) -> Iterator[Pick]:
    """Those choices for questions of which it is proved that choosing them rather than skipping the question
    changes who leads in no completion of the other questions; must-haves and importances are part of completions, and
    a lead that all frameworks share is none.

    It is proved where the choice never changes which of two contenders (the places of those frameworks that can lead)
    is ahead, or where all answers are few enough to be tried. Not told is a choice that can change which of two is
    ahead, if a third one leads whenever it does, or if conditions are too many to follow: it may be idle or not.
    Errors: none.
    """
    every = all_answers(reach.contributions)
    for pick in ((question.slug, choice.slug) for question in questions for choice in question.choices):
        if not reach.can_change_the_lead(*pick, contenders) or (every and is_idle_in(reach.contributions, every, pick)):
            yield pick


def is_idle_in(contributions: Contributions, every: Iterable[Answers], pick: Pick) -> bool:
    """Whether a choice changes who leads in none of these answers, compared with a skip."""
    question, choice = pick
    return not any(
        who_leads(contributions, answers) != who_leads(contributions, {**answers, question: SKIPPED})
        for answers in every
        if answers[question].chosen == (choice,)
    )
