"""Outside options that nobody is ever told of, because no answers meet all their conditions."""

from collections.abc import Iterator, Mapping

from recommender.engine.interview import counting_answers
from recommender.engine.types import Answer, Catalogue, Condition, OutsideOption
from recommender.engine.validity import Problem


def outside_option_faults(catalogue: Catalogue, visible: Catalogue) -> Iterator[Problem]:
    """Yield the outside options of a catalogue with drafts that no answers to what visitors see of it lead to."""
    for option in catalogue.outside_options:
        if reason := why_never(catalogue, visible, option):
            yield Problem(("outside_options", option.slug, "when"), reason)


def why_never(catalogue: Catalogue, visible: Catalogue, option: OutsideOption) -> str:
    """Return why an outside option is named to nobody; empty if some answers meet all its conditions."""
    wanted: dict[str, str] = {}
    for condition in option.when:
        if reason := why_impossible(catalogue, visible, condition):
            return reason
        # Of a question one choice is made: decision 5.
        if wanted.setdefault(condition.question, condition.choice) != condition.choice:
            text = visible.question_of[condition.question].text
            return f"asks for two answers to “{text}”, and only one can be given"
    return "" if can_be_met(visible, wanted) else "no answers meet all of these: they are never asked in one run"


def why_impossible(catalogue: Catalogue, visible: Catalogue, condition: Condition) -> str:
    """Return why no answers meet a condition, whatever the other ones are; empty if some do."""
    named = f"“{condition.question}: {condition.choice}” cannot be met"
    gate = visible.question_of.get(condition.question)
    if gate is None:
        known = condition.question in catalogue.question_of
        return f"{named}: {'no visitor is asked that question' if known else 'there is no such question'}"
    return "" if gate.choice(condition.choice) else f"{named}: there is no such choice"


def can_be_met(visible: Catalogue, wanted: Mapping[str, str]) -> bool:
    """Return whether some answers, among them the wanted choices (slugs by question), have all of them asked."""
    for slug in wanted:
        gates = visible.question_of[slug].ask_if
        if gates and not any(wanted.get(gate.question) == gate.choice for gate in gates):
            # One more answer opens it, and must be possible itself. What is wanted already cannot be answered
            # otherwise.
            return any(
                can_be_met(visible, {**wanted, gate.question: gate.choice})
                for gate in gates
                if gate.question not in wanted
            )
    # Only questions in a loop, which are never asked, are still missing among those that count.
    answers = {slug: Answer(chosen=(choice,)) for slug, choice in wanted.items()}
    return counting_answers(visible, answers).keys() == answers.keys()
