"""The report on a catalogue: all that an editor would want to mend, told by kind."""

from collections.abc import Collection, Iterator, Mapping
from enum import StrEnum

from recommender.engine.checks.completeness import (
    add_on_faults,
    anchor_faults,
    evidence_faults,
    persona_faults,
    text_faults,
)
from recommender.engine.checks.conditions import askable, condition_faults
from recommender.engine.checks.influence import Influence, influence
from recommender.engine.checks.must_haves import must_have_faults
from recommender.engine.checks.outside_options import outside_option_faults
from recommender.engine.contributions import Contributions
from recommender.engine.simulation.respondents import RESPONDENTS, respondents
from recommender.engine.types import Catalogue, Question
from recommender.engine.validity import Problem, problems
from recommender.engine.versions.drafts import published

FOR_NONE = f"for none of {RESPONDENTS:,} random respondents"


class FaultKind(StrEnum):
    """The kinds of faults, in the order in which they are told."""

    INVALID = "invalid"
    PERSONA = "persona"
    EVIDENCE = "evidence"
    TEXT = "text"
    ANCHOR = "anchor"
    ADD_ON = "add-on"
    QUESTION = "question"
    CHOICE = "choice"
    MUST_HAVE = "must-have"
    CRITERION = "criterion"
    CONDITION = "condition"
    FRAMEWORK = "framework"
    ADDRESS = "address"


Faults = Mapping[FaultKind, tuple[Problem, ...]]


def faults_by_kind(catalogue: Catalogue) -> Faults:
    """Return all that is not in order in a catalogue, which may hold drafts; kinds without a fault are left out.

    Drafts are never faults; what is published is judged by what visitors see of it, from which drafts are left out.
    Whether questions, choices and frameworks make a difference is told by the 2,000 random people of
    `simulation.respondents`, everything else exactly. Errors: none.
    """
    visible = published(catalogue)
    contributions, asked = Contributions(visible), askable(visible)
    # Of what visitors see: unfinished drafts break rules all the time, and may.
    invalid = tuple(problems(visible))
    conditions = (*condition_faults(catalogue, asked), *outside_option_faults(catalogue, visible))
    # Without a question, or with one framework, every choice would look idle: `nothing_to_do` says the one thing that
    # is wrong then.
    sample = influence(contributions, respondents(visible)) if asked and contributions.size > 1 else None
    unseen = unseen_questions(catalogue, visible, {problem.path for problem in conditions})
    found = {
        FaultKind.PERSONA: tuple(persona_faults(contributions)),
        FaultKind.EVIDENCE: tuple(evidence_faults(catalogue)),
        FaultKind.TEXT: tuple(text_faults(catalogue)),
        FaultKind.ANCHOR: tuple(anchor_faults(catalogue)),
        FaultKind.ADD_ON: tuple(add_on_faults(visible)),
        FaultKind.QUESTION: (*unseen, *(idle_questions(visible, sample) if sample else ())),
        FaultKind.CHOICE: tuple(idle_choices(visible, sample)) if sample else (),
        FaultKind.MUST_HAVE: tuple(must_have_faults(visible)),
        FaultKind.CRITERION: tuple(criterion_faults(visible, asked)),
        FaultKind.CONDITION: conditions,
        FaultKind.FRAMEWORK: tuple(never_leading(visible, sample)) if sample else (),
    }
    # Some rules are told by a kind of their own, with better advice: not a second time as invalid.
    told = {problem.path for problems in found.values() for problem in problems}
    rest = (problem for problem in invalid if problem.path not in told)
    found[FaultKind.INVALID] = (*nothing_to_do(visible, asked), *rest)
    # In the order of the kinds, not in that of the work above.
    return {kind: found[kind] for kind in FaultKind if found.get(kind)}


def nothing_to_do(visible: Catalogue, asked: Collection[str]) -> Iterator[Problem]:
    """Yield why visitors get no result at all."""
    if len(visible.frameworks) < 2:
        yield Problem(("frameworks",), "at least two must be published")
    if not asked:
        yield Problem(("questions",), "none is asked: at least one must be published, with choices that do something")


def idle_questions(visible: Catalogue, sample: Influence) -> Iterator[Problem]:
    """Yield the questions that were answered, and no answer to which changed who leads."""
    for question in visible.questions:
        if is_idle(question, sample):
            yield Problem(("questions", question.slug), f"an answer to it changes who leads {FOR_NONE}")


def is_idle(question: Question, sample: Influence) -> bool:
    """Return whether a question was answered and no answer to it ever changed who leads."""
    answered, decided = ({slug for slug, _ in picks} for picks in (sample.chosen, sample.deciding))
    return question.slug in answered - decided


def idle_choices(visible: Catalogue, sample: Influence) -> Iterator[Problem]:
    """Yield the choices that were made and never changed who leads, of questions that are not idle altogether.

    Nothing is said of a choice that nobody made: a sample knows nothing of it.
    """
    idle = sample.chosen - sample.deciding
    for question in visible.questions:
        for choice in question.choices:
            # One that asks for nothing has to be idle: it counts like a skip.
            if choice.asks_for_something and (question.slug, choice.slug) in idle and not is_idle(question, sample):
                path = ("questions", question.slug, "choices", choice.slug)
                yield Problem(path, f"choosing it rather than skipping the question changes who leads {FOR_NONE}")


def never_leading(visible: Catalogue, sample: Influence) -> Iterator[Problem]:
    """Yield the frameworks that never led; a lead that all frameworks share is none."""
    for framework in visible.frameworks:
        if framework.slug not in sample.leading:
            yield Problem(("frameworks", framework.slug), f"leads {FOR_NONE}")


def unseen_questions(catalogue: Catalogue, visible: Catalogue, told: Collection[tuple[str, ...]]) -> Iterator[Problem]:
    """Yield the published questions that reach no visitor for another reason than their conditions."""
    for question in catalogue.questions:
        path = ("questions", question.slug)
        if question.published and question.slug not in visible.question_of and path not in told:
            yield Problem(path, f"is not asked: {why_unseen(question)}")


def why_unseen(question: Question) -> str:
    """Return why a published question reaches no visitor, if its conditions are not the reason."""
    if question.familiarity:
        return "the criterion that it is about is a draft"
    return "no choice does anything" if question.has_choice else "it needs at least two choices"


def criterion_faults(visible: Catalogue, asked: Collection[str]) -> Iterator[Problem]:
    """Yield the criteria to which no answers give any weight."""
    raised = {slug for question in visible.questions if question.slug in asked for slug in raised_by(question)}
    for criterion in visible.criteria:
        path = ("criteria", criterion.slug)
        if not criterion.weight:
            yield Problem((*path, "weight"), "is 0, so no answer can raise the criterion")
        elif criterion.slug not in raised:
            yield Problem(path, "no choice that can be reached gives it points")


def raised_by(question: Question) -> set[str]:
    """Return the criteria (slugs) to which some answer to a question gives points."""
    if question.familiarity:
        return {question.familiarity.criterion} if question.familiarity.points else set()
    return {slug for choice in question.choices for slug, points in choice.effects.items() if points}
