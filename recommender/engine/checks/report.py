"""Whether a catalogue is in order: all that an editor would want to mend, told by kind."""

from collections.abc import Collection, Iterator, Mapping
from enum import StrEnum

from recommender.engine.checks.completeness import anchor_faults, evidence_faults, persona_faults
from recommender.engine.checks.conditions import askable, condition_faults
from recommender.engine.checks.influence import idle_choices, idle_questions
from recommender.engine.checks.never_leads import shut_out
from recommender.engine.checks.reachability import Reach
from recommender.engine.contributions import Contributions
from recommender.engine.types import Catalogue, Question
from recommender.engine.validity import Problem, problems
from recommender.engine.versions.drafts import published

NEVER_MATTERS = "choosing it rather than skipping the question never changes who leads"


class Kind(StrEnum):
    """What is the matter, in the order in which it is told."""

    UNSOUND = "What breaks the rules of a catalogue"
    PERSONA = "Personas that come out wrong"
    EVIDENCE = "Evidence that is missing"
    ANCHOR = "Anchors that are missing"
    QUESTION = "Questions whose answers change nothing"
    CHOICE = "Choices that never change who leads"
    CRITERION = "Criteria that nothing can raise"
    CONDITION = "Conditions that cannot be met"
    FRAMEWORK = "Frameworks that lead for no answers"
    ADDRESS = "Addresses that are not well formed"


Faults = Mapping[Kind, tuple[Problem, ...]]


def faults(catalogue: Catalogue) -> tuple[Problem, ...]:
    """Everything that is not in order in a catalogue, which may hold drafts; nothing if all is. Errors: none."""
    return tuple(problem for found in faults_by_kind(catalogue).values() for problem in found)


def faults_by_kind(catalogue: Catalogue) -> Faults:
    """The same by kind, in the order of `Kind`; kinds without a fault are left out.

    Drafts are never faults; what is published is judged by what visitors see of it, from which drafts are left out.
    All but two kinds are exact: see `influence.idle_choices` and `dominance.shut_out` for what is proved of choices and
    of frameworks, and what is not.
    """
    visible = published(catalogue)
    contributions, asked = Contributions(visible), askable(visible)
    unsound = tuple(problems(visible))
    conditions = tuple(condition_faults(catalogue, asked))
    found = {
        Kind.PERSONA: tuple(persona_faults(contributions)),
        Kind.EVIDENCE: tuple(evidence_faults(catalogue)),
        Kind.ANCHOR: tuple(anchor_faults(catalogue)),
        Kind.CRITERION: tuple(criterion_faults(visible, asked)),
        Kind.CONDITION: conditions,
        **faults_of_play(contributions, asked),
    }
    unseen = unseen_questions(catalogue, visible, {problem.path for problem in conditions})
    found[Kind.QUESTION] = (*unseen, *found.get(Kind.QUESTION, ()))
    told = {problem.path for problems in found.values() for problem in problems}
    rest = (problem for problem in unsound if problem.path not in told)
    found[Kind.UNSOUND] = (*nothing_to_do(visible, asked), *rest)
    return {kind: found[kind] for kind in Kind if found.get(kind)}


def nothing_to_do(visible: Catalogue, asked: Collection[str]) -> Iterator[Problem]:
    """Why visitors get no result at all."""
    if len(visible.frameworks) < 2:
        yield Problem(("frameworks",), "at least two must be published")
    if not asked:
        yield Problem(("questions",), "none is asked: at least one must be published, with choices that do something")


def faults_of_play(contributions: Contributions, asked: Collection[str]) -> Faults:
    """The questions, choices and frameworks that make no difference, as far as there is something to choose from."""
    if not asked or contributions.size < 2:
        return {}
    reach, questions = Reach(contributions), [item for item in contributions.catalogue.questions if item.slug in asked]
    shut = tuple(shut_out(reach))
    contenders = set(range(contributions.size)) - {item.framework for item in shut if item.is_proved}
    idle = idle_questions(reach, asked)
    live = [question for question in questions if question.slug not in idle and not question.familiarity]
    return {
        Kind.QUESTION: tuple(
            Problem(("questions", question.slug), "no answer to it moves anything between two frameworks")
            for question in questions
            if question.slug in idle
        ),
        Kind.CHOICE: tuple(
            Problem(("questions", question, "choices", choice), NEVER_MATTERS)
            for question, choice in idle_choices(reach, live, contenders)
        ),
        Kind.FRAMEWORK: tuple(
            Problem(("frameworks", contributions.catalogue.frameworks[item.framework].slug), item.reason)
            for item in shut
        ),
    }


def unseen_questions(catalogue: Catalogue, visible: Catalogue, told: Collection[tuple[str, ...]]) -> Iterator[Problem]:
    """Published questions that reach no visitor for another reason than their conditions."""
    for question in catalogue.questions:
        path = ("questions", question.slug)
        if question.published and question.slug not in visible.question_of and path not in told:
            yield Problem(path, f"is not asked: {why_unseen(question)}")


def why_unseen(question: Question) -> str:
    if question.familiarity:
        return "the criterion that it is about is a draft"
    return "no choice does anything" if question.has_choice else "it needs at least two choices"


def criterion_faults(visible: Catalogue, asked: Collection[str]) -> Iterator[Problem]:
    """The criteria to which no answers give any weight."""
    raised = {slug for question in visible.questions if question.slug in asked for slug in raised_by(question)}
    for criterion in visible.criteria:
        path = ("criteria", criterion.slug)
        if not criterion.weight:
            yield Problem((*path, "weight"), "is 0, so no answer can raise the criterion")
        elif criterion.slug not in raised:
            yield Problem(path, "no choice that can be reached gives it points")


def raised_by(question: Question) -> set[str]:
    """The criteria (slugs) to which some answer to a question gives points."""
    if question.familiarity:
        return {question.familiarity.criterion} if question.familiarity.points else set()
    return {slug for choice in question.choices for slug, points in choice.effects.items() if points}
