"""A run through the questionnaire: start, answer, finish. No HTTP here; each step is one transaction."""

from django.db import transaction

from advisor.models import Evaluation
from recommender.editions import catalogue_of, current_edition
from recommender.engine.interview import counting_answers, problem_at
from recommender.engine.scoring import recommend
from recommender.engine.types import Answer, Answers, Catalogue, Question
from recommender.serialisation import ANSWERS, plain


class AlreadyFinishedError(Exception):
    """A finished evaluation never changes."""


class NothingToAskError(Exception):
    """The catalogue has no question, or fewer than two frameworks."""


class NothingToRecommendError(Exception):
    """The answers tell no framework from another; the message says what to do."""


def start(answers: Answers | None = None, *, title: str = "") -> Evaluation:
    """A new evaluation on the current edition, with those of the given answers that are possible in it.

    Errors: NothingToAskError.
    """
    edition = current_edition()
    catalogue = catalogue_of(edition)
    if not catalogue.is_ready:
        raise NothingToAskError
    possible = possible_answers(catalogue, answers or {})
    return Evaluation.objects.create(edition=edition, title=title, stored_answers=plain(ANSWERS, possible))


def possible_answers(catalogue: Catalogue, answers: Answers) -> dict[str, Answer]:
    """Those of the answers whose question a catalogue has, and which it allows."""
    return {slug: answer for slug, answer in answers.items() if problem_at(catalogue, slug, answer) is None}


def lost_in_a_copy(evaluation: Evaluation) -> list[Question]:
    """The questions whose answers a copy on the current edition could not take over."""
    today, then = catalogue_of(current_edition()), catalogue_of(evaluation.edition)
    kept = counting_answers(today, possible_answers(today, evaluation.answers))
    return [then.question_of[slug] for slug in counting_answers(then, evaluation.answers) if slug not in kept]


@transaction.atomic
def record(edit_key: str, question: str, answer: Answer) -> Evaluation:
    """Keep an answer and leave the others as they are, so that two tabs never overwrite each other's.

    Errors: AlreadyFinishedError.
    """
    evaluation = locked(edit_key)
    if evaluation.is_finished:
        raise AlreadyFinishedError
    evaluation.answer(question, answer)
    return evaluation


@transaction.atomic
def finish(edit_key: str, title: str) -> Evaluation:
    """Finish an evaluation; finishing again changes nothing. Errors: NothingToRecommendError."""
    evaluation = locked(edit_key)
    if evaluation.is_finished:
        return evaluation
    outcome = recommend(catalogue_of(evaluation.edition), evaluation.answers)
    if not outcome.answers:
        raise NothingToRecommendError("Answer at least one question first. Without an answer there is no result.")
    if not outcome.leaders:
        raise NothingToRecommendError("Your answers tell no framework from another yet. Answer one more question.")
    evaluation.title = title
    evaluation.finish()
    return evaluation


def locked(edit_key: str) -> Evaluation:
    """The evaluation, kept from other writers until the transaction ends."""
    return Evaluation.objects.with_edition().select_for_update(of=("self",)).get(edit_key=edit_key)
