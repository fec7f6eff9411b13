"""A run through the questionnaire: start, answer, finish. No HTTP here; each step is one transaction."""

from django.db import transaction

from advisor.models import Evaluation
from recommender.editions import catalogue_of, current_edition, ledger_of
from recommender.engine.interview import counting_answers, next_question, problem_at
from recommender.engine.outlook import outlook
from recommender.engine.scoring import recommend
from recommender.engine.types import Answer, Answers, Catalogue, Question
from recommender.serialisation import ANSWERS, plain


class AlreadyFinishedError(Exception):
    """A finished evaluation never changes."""


class NothingToAskError(Exception):
    """The catalogue has no question, or fewer than two frameworks."""


class NothingToRecommendError(Exception):
    """The answers tell no framework from another; the message says what to do."""


def start(answers: Answers | None = None, *, title: str = "", is_short: bool = False) -> Evaluation:
    """A new evaluation on the current edition, with those of the given answers that are possible in it.

    Errors: NothingToAskError.
    """
    edition = current_edition()
    catalogue = catalogue_of(edition)
    if not catalogue.is_ready:
        raise NothingToAskError
    possible = possible_answers(catalogue, answers or {})
    return Evaluation.objects.create(
        edition=edition, title=title, is_short=is_short, stored_answers=plain(ANSWERS, possible)
    )


def upcoming_question(evaluation: Evaluation, *, after: Question | None = None) -> Question | None:
    """The open question to ask next; None when there is none, or in a short run when none can change who leads.

    A full run goes on behind the question `after`, a short run with what is most decisive.
    """
    ledger = ledger_of(evaluation.edition)
    if evaluation.is_short:
        return outlook(ledger, evaluation.answers).most_decisive
    return next_question(ledger.catalogue, evaluation.answers, after=after)


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
