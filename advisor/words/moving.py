"""What it costs to move an application that is there already, in words. No HTTP, no formula."""

from django.utils.text import get_text_list

from recommender.engine.scoring import Outcome
from recommender.engine.types import Framework


def built_with(outcome: Outcome) -> tuple[Framework, ...]:
    """Return the frameworks that the visitor's application is built with; none if there is no application."""
    chosen = {
        slug
        for question in outcome.catalogue.questions
        if question.familiarity and question.familiarity.is_built_with and question.slug in outcome.answers
        for slug in outcome.answers[question.slug].chosen
    }
    return tuple(framework for framework in outcome.catalogue.frameworks if framework.slug in chosen)


def move_to(outcome: Outcome, framework: Framework) -> str:
    """Return what moving the visitor's application to a framework means, or that it can stay; nothing without one."""
    found = built_with(outcome)
    if not found:
        return ""
    if framework in found:
        return f"Your application is built with {framework.name} already. That it can stay is counted in the score."
    names = get_text_list([item.name for item in found], "and")
    # Editions of the time before frameworks had this text say only that it would be a move.
    means = framework.moving_here and f" Moving an application to {framework.name} means {framework.moving_here}"
    return f"Your application is built with {names}.{means}"
