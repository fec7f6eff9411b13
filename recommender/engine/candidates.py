"""The candidates of a run: the best-known frameworks of a catalogue, or all of them."""

from collections.abc import Iterator
from dataclasses import replace

from recommender.engine.types import NONE_OF_THESE, Answer, Answers, Catalogue, Persona


def best_known(catalogue: Catalogue) -> Catalogue:
    """Return a catalogue with its best-known frameworks only; itself if fewer than two, or all, are best known.

    What personas answer and accept is limited to them; those that then accept nobody are left out. Errors: none.
    """
    frameworks = tuple(framework for framework in catalogue.frameworks if framework.best_known)
    # With one candidate there would be nothing to compare.
    if len(frameworks) < 2 or len(frameworks) == len(catalogue.frameworks):
        return catalogue
    # Without personas first: which frameworks they may name, only the limited catalogue says.
    limited = replace(catalogue, frameworks=frameworks, personas=())
    return replace(limited, personas=tuple(personas_among(limited, catalogue.personas)))


def personas_among(catalogue: Catalogue, personas: tuple[Persona, ...]) -> Iterator[Persona]:
    """Yield personas as far as they are about a catalogue's frameworks; not those that accept none of these."""
    for persona in personas:
        if accepted := tuple(slug for slug in persona.accepted if slug in catalogue.framework_of):
            yield replace(persona, accepted=accepted, answers=answers_among(catalogue, persona.answers))


def answers_among(catalogue: Catalogue, answers: Answers) -> dict[str, Answer]:
    """Return answers without the frameworks that a catalogue has not; what named no others is left out.

    A skip stays one. Errors: none.
    """
    found = {slug: answer_among(catalogue, slug, answer) for slug, answer in answers.items()}
    return {slug: answer for slug, answer in found.items() if answer.chosen or answers[slug].is_skip}


def answer_among(catalogue: Catalogue, slug: str, answer: Answer) -> Answer:
    """Return the answer to a question (its slug), where that asks for frameworks without those that are not there."""
    question = catalogue.question_of.get(slug)
    if question is None or question.familiarity is None:
        return answer
    possible = {*catalogue.framework_of, NONE_OF_THESE}
    return replace(answer, chosen=tuple(chosen for chosen in answer.chosen if chosen in possible))
