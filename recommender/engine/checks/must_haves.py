"""Must-haves that leave no choice: too many that only one framework meets, and those that rest on a guess."""

from collections.abc import Iterator

from recommender.engine.scoring import Miss, misses
from recommender.engine.types import Answer, Catalogue, Choice, Framework, Importance, Question
from recommender.engine.validity import Problem

FEWEST_FRAMEWORKS = 3
"""Of two frameworks every must-have that tells them apart leaves one, so nothing is said of that."""


def must_have_faults(visible: Catalogue) -> Iterator[Problem]:
    """Yield what is wrong with the must-haves of a catalogue without drafts, by ratings with the usual add-ons.

    At most two thirds of the choices that can be a must-have may leave a single framework, and none may shut a
    framework out only because of ratings that may plausibly be high enough. Errors: none.
    """
    choices = [(question, choice) for question in visible.questions for choice in question.must_have_choices]
    single = sum(len(meeting(visible, *item)) == 1 for item in choices)
    if len(visible.frameworks) >= FEWEST_FRAMEWORKS and 3 * single > 2 * len(choices):
        many = f"{single} of the {len(choices)} choices that can be a must-have"
        yield Problem(("questions",), f"{many} leave a single framework; at most two thirds should")
    for question, choice in choices:
        for framework in visible.frameworks:
            yield from doubtful_exclusion(visible, question, choice, framework)


def meeting(visible: Catalogue, question: Question, choice: Choice) -> list[Framework]:
    """Return the frameworks that a choice leaves as a must-have."""
    return [item for item in visible.frameworks if not missed(visible, question, choice, item)]


def missed(visible: Catalogue, question: Question, choice: Choice, framework: Framework) -> tuple[Miss, ...]:
    """Return the demands of a choice that a framework does not meet."""
    answers = {question.slug: Answer(chosen=(choice.slug,), importance=Importance.MUST_HAVE)}
    return misses(visible, answers, framework)


def doubtful_exclusion(
    visible: Catalogue, question: Question, choice: Choice, framework: Framework
) -> Iterator[Problem]:
    """Yield the demands of a choice for which alone a framework is shut out, though its rating may be high enough."""
    found = missed(visible, question, choice, framework)
    if all(miss.is_borderline for miss in found):
        for miss in found:
            path = ("questions", question.slug, "choices", choice.slug, "requirements", miss.criterion.slug)
            reason = f"is {miss.least}, and shuts out {framework.name}, rated {miss.rating} and perhaps {miss.high}"
            yield Problem(path, reason)
