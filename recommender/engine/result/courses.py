"""The courses that the rest of a questionnaire can take: which questions are asked depends on what is answered."""

from collections.abc import Iterator
from dataclasses import dataclass

from recommender.engine.contributions import Contributions
from recommender.engine.interview import asked_questions
from recommender.engine.types import Answer, Answers
from recommender.engine.vectors import Vector, total


@dataclass(frozen=True, slots=True)
class Course:
    """One way in which a part of the questionnaire can go on: what its given answers add, and the questions that are
    free, each with the choice that it is bound to, if any (see `Contributions.free`).
    """

    given: Vector
    free: tuple[tuple[str, tuple[str, ...] | None], ...]


def ways_on(contributions: Contributions, answers: Answers) -> Iterator[Iterator[Course]]:
    """Yield the courses of the questionnaire's parts, of which no other decides anything: first those of all questions
    together that can go on in one course only, then of each part that has an open gate.
    """
    open_gates = contributions.gates - answers.keys()
    forked = [part for part in contributions.parts if part & open_gates]
    alone = frozenset(contributions.catalogue.question_of).difference(*forked)
    return (courses(contributions, answers, part) for part in (alone, *forked))


def courses(
    contributions: Contributions, answers: Answers, part: frozenset[str], bound: frozenset[str] = frozenset()
) -> Iterator[Course]:
    """Yield every way in which a part of the questionnaire (slugs of questions) can go on, the one that skips all open
    gates last. `bound` are the gates whose choice, but not importance, is settled by this course.
    """
    asked = [question for question in asked_questions(contributions.catalogue, answers) if question.slug in part]
    for gate in asked:
        if gate.slug in contributions.gates and gate.slug not in answers:
            # The importance given here stands for any: what the gate itself adds is left free below, bound to its
            # choice.
            for chosen in contributions.choices(gate.slug):
                yield from courses(
                    contributions, {**answers, gate.slug: Answer(chosen=chosen)}, part, bound | {gate.slug}
                )
            return
    given = [contributions.entry(item, answers[item.slug]) for item in asked if item.slug in answers.keys() - bound]
    free = [(item.slug, None) for item in asked if item.slug not in answers]
    half_free = [(item.slug, answers[item.slug].chosen) for item in asked if item.slug in bound]
    yield Course(total(given, contributions.nothing), (*free, *half_free))


def ways_of(contributions: Contributions, skipped: Answers, question: str) -> tuple[Course, ...]:
    """Return the courses of a question (its slug) by itself, the other open ones skipped; the last one skips it too."""
    if question not in contributions.gates:
        return (Course(contributions.nothing, ((question, None),)),)
    # A gate by itself also brings what it opens.
    part = next(part for part in contributions.parts if question in part)
    answers = {slug: answer for slug, answer in skipped.items() if slug != question}
    return tuple(courses(contributions, answers, part))
