"""The interview: the questions to ask, their order, and the answers that are possible."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from recommender.engine.phrases import quoted
from recommender.engine.types import (
    NONE_OF_THESE,
    SKIPPED,
    Answer,
    Answers,
    Catalogue,
    Choice,
    Condition,
    Question,
    Section,
)


@dataclass(frozen=True, slots=True)
class Option:
    """Something that can be chosen for a question.

    `demands`: it can be a must-have. `counts`: it gives or demands something, so that its importance matters.
    """

    slug: str
    text: str
    help: str
    demands: bool = False
    counts: bool = True


@dataclass(frozen=True, slots=True)
class Step:
    """A question's place in the run: its section, and its number among all that are asked, counted from 1.

    In a short run, which has no order, `number` counts the questions that are behind, and `count` those that are asked
    at most.
    """

    section: Section
    number: int
    count: int

    @property
    def percent(self) -> int:
        """The share of the run that is behind, in percent; checking one's answers is a step too, the last."""
        return 100 * self.number // (self.count + 1)


def asked_questions(catalogue: Catalogue, answers: Answers) -> tuple[Question, ...]:
    """Return the questions to ask, given the answers, in the catalogue's order.

    A question with conditions is asked if one of them is met by the answer to a question that is itself asked.
    Questions that depend on each other in a loop are never asked.
    """
    return questions_opened(
        catalogue, lambda condition: condition.choice in answers.get(condition.question, SKIPPED).chosen
    )


def questions_opened(catalogue: Catalogue, is_met: Callable[[Condition], bool]) -> tuple[Question, ...]:
    """Return the questions without conditions, and those of which one is met and is about a question that is returned.

    In the catalogue's order; none of those that depend on each other in a loop.
    """
    opened: dict[str, bool] = {}

    def is_opened(question: Question) -> bool:
        if question.slug not in opened:
            # Stands until its gates have been looked at, so that a loop ends here with “no” instead of going on for
            # ever.
            opened[question.slug] = False
            opened[question.slug] = not question.ask_if or any(
                is_met(condition) and is_opened(catalogue.question_of[condition.question])
                for condition in question.ask_if
            )
        return opened[question.slug]

    # Answers may be given in any order, and gates may stand behind what they open: so each question looks its gates
    # up.
    return tuple(filter(is_opened, catalogue.questions))


def counting_answers(catalogue: Catalogue, answers: Answers) -> dict[str, Answer]:
    """Return the answers that count: those to questions that are asked and were not skipped."""
    return {
        question.slug: answers[question.slug]
        for question in asked_questions(catalogue, answers)
        if question.slug in answers and not answers[question.slug].is_skip
    }


def next_question(catalogue: Catalogue, answers: Answers, *, after: Question | None = None) -> Question | None:
    """Return the next asked question neither answered nor skipped: the first behind `after`, else the first of all."""
    asked = asked_questions(catalogue, answers)
    start = asked.index(after) + 1 if after in asked else 0
    return next((question for question in asked[start:] + asked[:start] if question.slug not in answers), None)


def previous_question(catalogue: Catalogue, answers: Answers, question: Question) -> Question | None:
    """Return the asked question before this one."""
    asked = asked_questions(catalogue, answers)
    place = asked.index(question)
    return asked[place - 1] if place else None


def step(catalogue: Catalogue, answers: Answers, question: Question) -> Step:
    """Return how far along an asked question is. Errors: ValueError when it is not asked."""
    asked = asked_questions(catalogue, answers)
    section = next(section for section in catalogue.sections if question in section.questions)
    return Step(section, asked.index(question) + 1, len(asked))


def short_step(catalogue: Catalogue, answers: Answers, question: Question) -> Step:
    """Return how far along a short run is at a question: it only grows with each question answered or skipped.

    Errors: ValueError when the question is not asked.
    """
    section = step(catalogue, answers, question).section
    possible = possible_questions(catalogue, answers)
    return Step(section, sum(item.slug in answers for item in possible), len(possible))


def possible_questions(catalogue: Catalogue, answers: Answers) -> tuple[Question, ...]:
    """Return the questions that are asked, or may be yet, whatever is answered to the open ones; at most those."""
    return questions_opened(
        catalogue,
        lambda condition: condition.question not in answers or condition.choice in answers[condition.question].chosen,
    )


def options(catalogue: Catalogue, question: Question) -> tuple[Option, ...]:
    """Return what can be chosen: the question's choices, or for familiarity every framework and none of them."""
    if question.familiarity is None:
        return tuple(map(option_of, question.choices))
    frameworks = tuple(Option(framework.slug, framework.name, framework.summary) for framework in catalogue.frameworks)
    built = question.familiarity.is_built_with
    meaning = "Nothing is there yet, or it is built with something else." if built else "Then it favors no framework."
    return (*frameworks, Option(NONE_OF_THESE, "None of these", meaning, counts=False))


def option_of(choice: Choice) -> Option:
    return Option(choice.slug, choice.text, choice.help, bool(choice.requirements), choice.asks_for_something)


def chosen_options(catalogue: Catalogue, question: Question, answer: Answer) -> tuple[Option, ...]:
    """Return the options that an answer chooses, in the order of `options`."""
    if question.familiarity is None:
        return tuple(option_of(choice) for choice in question.choices if choice.slug in answer.chosen)
    return tuple(option for option in options(catalogue, question) if option.slug in answer.chosen)


def is_option(catalogue: Catalogue, question: Question, slug: str) -> bool:
    """Return whether a slug is that of one of the `options`."""
    if question.familiarity is None:
        return slug in question.choice_of
    return slug in catalogue.framework_of or slug == NONE_OF_THESE


def answer_problem(catalogue: Catalogue, question: Question, answer: Answer) -> str | None:
    """Return why an answer is not possible, or None when it is. A skip is always possible."""
    if unknown := [slug for slug in answer.chosen if not is_option(catalogue, question, slug)]:
        # min: the same mistake should get the same message, in whatever order the choices come.
        return f"{quoted(min(unknown))} is not among the choices of this question."
    if question.familiarity is None and len(answer.chosen) > 1:
        return "Choose one answer only."
    if NONE_OF_THESE in answer.chosen and len(answer.chosen) > 1:
        return "Choose either frameworks or “None of these”."
    # A skip may come with any importance, as forms send one with every answer: it counts for nothing.
    if answer.chosen and answer.importance.demands and not requirements(question, answer):
        possible = " or ".join(f"“{choice.text}”" for choice in question.must_have_choices)
        return f"Only {possible or 'answers to other questions'} can be a must-have. Choose another importance."
    return None


def problem_at(catalogue: Catalogue, slug: str, answer: Answer) -> str | None:
    """Return why an answer to the question with this slug is not possible, or None when it is."""
    question = catalogue.question_of.get(slug)
    return answer_problem(catalogue, question, answer) if question else "there is no such question"


def possible_answers(catalogue: Catalogue, answers: Answers) -> dict[str, Answer]:
    """Return those of the answers whose question a catalogue has, and which it allows."""
    return {slug: answer for slug, answer in answers.items() if problem_at(catalogue, slug, answer) is None}


def demands(question: Question, answer: Answer) -> Mapping[str, int]:
    """Return the least ratings, by criterion, that an answer demands: none unless it is a must-have."""
    return requirements(question, answer) if answer.importance.demands else {}


def requirements(question: Question, answer: Answer) -> Mapping[str, int]:
    """Return the least ratings, by criterion, that an answer would demand as a must-have; none if it cannot be one."""
    least: dict[str, int] = {}
    for choice in filter(None, map(question.choice, answer.chosen)):
        # Fits because one choice is made (decision 5): of two that demand a rating of one criterion, the last would
        # count.
        least |= choice.requirements
    return least
