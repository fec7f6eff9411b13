"""A run through the questionnaire: start, answer, finish. No HTTP here; each step is one transaction."""

from django.db import transaction

from advisor.models import Evaluation
from recommender.editions import catalogue_of, current_edition
from recommender.engine.interview import answer_problem, counting_answers
from recommender.engine.types import Answer, Answers
from recommender.serialisation import ANSWERS, plain


class AlreadyFinishedError(Exception):
    """A finished evaluation never changes."""


class NothingAnsweredError(Exception):
    """Without an answer there is nothing to recommend."""


def start(answers: Answers | None = None, *, title: str = "") -> Evaluation:
    """A new evaluation on the current edition, with those of the given answers that are possible in it."""
    edition = current_edition()
    catalogue = catalogue_of(edition)
    possible = {
        slug: answer
        for slug, answer in (answers or {}).items()
        if slug in catalogue.question_of and answer_problem(catalogue, catalogue.question_of[slug], answer) is None
    }
    return Evaluation.objects.create(edition=edition, title=title, stored_answers=plain(ANSWERS, possible))


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
    """Finish an evaluation; finishing again changes nothing. Errors: NothingAnsweredError."""
    evaluation = locked(edit_key)
    if evaluation.is_finished:
        return evaluation
    if not counting_answers(catalogue_of(evaluation.edition), evaluation.answers):
        raise NothingAnsweredError
    evaluation.title = title
    evaluation.finish()
    return evaluation


def locked(edit_key: str) -> Evaluation:
    """The evaluation, kept from other writers until the transaction ends."""
    return (
        Evaluation.objects.select_for_update(of=("self",))
        .select_related("edition")
        .defer("edition__content")
        .get(edit_key=edit_key)
    )
