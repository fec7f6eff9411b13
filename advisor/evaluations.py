"""An evaluation: start, answer, finish, copy, delete. No HTTP here; each step is one transaction."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone

from advisor.models import DeletedResult, Evaluation
from advisor.report import basis_of
from advisor.result_counts import count_in, count_out
from advisor.summary import sum_up
from recommender.editions.current import catalogue_of, current_edition, kept_edition
from recommender.editions.serialisation import ANSWERS, WHAT_IF, plain
from recommender.engine.candidates import answers_among
from recommender.engine.interview import counting_answers, next_question, possible_answers
from recommender.engine.result.analysis import Assessment, assess
from recommender.engine.result.open_questions import open_questions
from recommender.engine.result.what_if import WhatIf, added_by, with_must_haves
from recommender.engine.types import Answer, Answers, Catalogue, Question
from recommender.models import Edition

# In SQL, because every page of a run begins with it: Django's own way to the row takes twice as long.
OWNED = "SELECT * FROM advisor_evaluation WHERE edit_key = %s"
NO_QUESTIONNAIRE = "There is no questionnaire at this address. Check that the link is complete."


class AlreadyFinishedError(Exception):
    """A finished evaluation never changes."""


class NothingToAskError(Exception):
    """The catalogue has no question, or fewer than two frameworks."""


class NothingToRecommendError(Exception):
    """The answers tell no framework from another; the message says what to do."""


class UnknownError(Exception):
    """There never was such an evaluation; the message says so."""


class DeletedError(Exception):
    """The owner of a result deleted it; the message says so."""


def start(*, is_short: bool = False, is_wide: bool = False) -> Evaluation:
    """Return a new evaluation on the current edition. Errors: NothingToAskError."""
    return begin(edition=askable_edition(), is_short=is_short, is_wide=is_wide)


@transaction.atomic
def begin(**fields: Any) -> Evaluation:
    """Return a new evaluation with these fields."""
    evaluation = Evaluation.objects.create(**fields)
    count_in(evaluation)
    return evaluation


def copy(original: Evaluation, *, is_wide: bool) -> Evaluation:
    """Return a new evaluation with another's what-if and those of its answers that are possible in today's edition.

    Its candidates need not be the other's. Errors: NothingToAskError.
    """
    edition = askable_edition()
    possible = answers_in(catalogue_of(edition, is_wide=is_wide), original, is_wide=is_wide)
    return begin(
        edition=edition,
        is_wide=is_wide,
        origin=original.origin if original.is_kept_what_if else None,
        title=original.title,
        stored_answers=plain(ANSWERS, possible),
        stored_what_if=original.stored_what_if,
    )


def answers_in(catalogue: Catalogue, original: Evaluation, *, is_wide: bool) -> dict[str, Answer]:
    """Return those of an evaluation's answers that are possible in a catalogue with its candidates, or with others."""
    # Only where candidates go: a framework that the catalogue has lost makes its answer impossible, and that is told.
    goes = original.is_wide and not is_wide
    return possible_answers(catalogue, answers_among(catalogue, original.answers) if goes else original.answers)


def askable_edition() -> Edition:
    """Return the current edition, if there is something to ask. Errors: NothingToAskError."""
    edition = current_edition()
    if not catalogue_of(edition).is_ready:
        raise NothingToAskError
    return edition


@transaction.atomic
def keep(origin: Evaluation, what_if: WhatIf) -> Evaluation:
    """Return a new evaluation with a result's answers and a what-if on it, on the same edition, ready to be finished.

    Errors: UnknownError when the result was deleted meanwhile.
    """
    origin = locked(origin.edit_key)  # read again: its owner may have deleted it since the page was made
    catalogue = origin.catalogue
    answers = with_must_haves(catalogue, origin.answers, what_if)
    # Decided now: an answer changed later must not turn a criterion that got weight by hand into one without it.
    added = added_by(catalogue, answers, what_if)
    stored = WhatIf(percents=what_if.percents, dropped=what_if.dropped, added=added)
    return begin(
        edition=origin.edition,
        is_wide=origin.is_wide,
        origin=origin,
        title=origin.title,
        stored_answers=plain(ANSWERS, answers),
        stored_what_if=plain(WHAT_IF, stored),
    )


def upcoming_question(evaluation: Evaluation, *, after: Question | None = None) -> Question | None:
    """Return the open question to ask next; None when there is none, or in a short one none that can change who leads.

    A full evaluation goes on behind the question `after`, a short one with what is most decisive.
    """
    if evaluation.is_short:
        return open_questions(*basis_of(evaluation)).most_decisive
    return next_question(evaluation.catalogue, evaluation.answers, after=after)


def lost_in_a_copy(evaluation: Evaluation, *, is_wide: bool) -> list[Question]:
    """Return the questions whose answers a copy on the current edition, with these candidates, could not take over."""
    today, then = catalogue_of(current_edition(), is_wide=is_wide), evaluation.catalogue
    kept = counting_answers(today, answers_in(today, evaluation, is_wide=is_wide))
    return [then.question_of[slug] for slug in counting_answers(then, evaluation.answers) if slug not in kept]


def record(evaluation: Evaluation, question: str, answer: Answer) -> None:
    """Keep an answer and leave the others as they are, so that two tabs never overwrite each other's.

    Errors: AlreadyFinishedError, also when it was deleted meanwhile.
    """
    if not evaluation.answer(question, answer):
        raise AlreadyFinishedError


@transaction.atomic
def compare_others(edit_key: str, *, is_wide: bool) -> Evaluation:
    """Change the candidates of an evaluation, and its answers as far as they named frameworks that go.

    Errors: AlreadyFinishedError.
    """
    evaluation = locked(edit_key)
    if evaluation.is_finished:
        raise AlreadyFinishedError
    catalogue = catalogue_of(evaluation.edition, is_wide=is_wide)
    evaluation.stored_answers = plain(ANSWERS, answers_in(catalogue, evaluation, is_wide=is_wide))
    evaluation.is_wide = is_wide
    evaluation.touched_at = timezone.now()
    evaluation.save(update_fields=["stored_answers", "is_wide", "touched_at"])
    return evaluation


@transaction.atomic
def finish(edit_key: str, title: str) -> Evaluation:
    """Finish an evaluation; finishing again changes nothing. Errors: NothingToRecommendError."""
    evaluation = locked(edit_key)
    if evaluation.is_finished:
        return evaluation  # a second press of the button, or the form sent again
    found = assessed(evaluation)
    count_out(evaluation)  # as a draft
    conclude(evaluation, found, title)
    return evaluation


@transaction.atomic
def create_finished(edition: Edition, answers: Answers, *, title: str, note: str, is_wide: bool = False) -> Evaluation:
    """Return a new evaluation, finished at once; the edition allows the answers. Errors: NothingToRecommendError."""
    evaluation = Evaluation(edition=edition, is_wide=is_wide, note=note, stored_answers=plain(ANSWERS, answers))
    conclude(evaluation, assessed(evaluation), title)
    return evaluation


def assessed(evaluation: Evaluation) -> Assessment:
    """Return the outcome of an evaluation with its certainty. Errors: NothingToRecommendError."""
    found = assess(*basis_of(evaluation))  # not `analyse`: its ten thousand draws are needed on the result only
    if not found.outcome.answers:
        raise NothingToRecommendError("Answer at least one question first. Without an answer there is no result.")
    if not found.outcome.leaders:
        raise NothingToRecommendError("Your answers tell no framework from another yet. Answer one more question.")
    return found


def conclude(evaluation: Evaluation, found: Assessment, title: str) -> None:
    """Make a result of an evaluation, save it and count it."""
    evaluation.title = title
    sum_up(evaluation, found)
    evaluation.finish()
    count_in(evaluation)


def describe(edit_key: str, *, title: str, note: str) -> None:
    """Name an evaluation's project and put a note on its result; its outcome stays as it is."""
    # These two columns alone: an answer that another tab records meanwhile is not overwritten.
    Evaluation.objects.filter(edit_key=edit_key).update(title=title, note=note, touched_at=timezone.now())


@transaction.atomic
def delete(edit_key: str) -> None:
    """Delete an evaluation for good; of a finished one only the share id is kept, to say that it was deleted."""
    evaluation = locked(edit_key)
    if evaluation.is_finished:
        # People may have its link: it answers “deleted” from now on, not “never was”.
        DeletedResult.objects.create(share_id=evaluation.share_id or "")
    evaluation.delete()
    count_out(evaluation)


def owned(edit_key: str) -> Evaluation:
    """Return the evaluation with this edit key. Errors: UnknownError."""
    found = single(Evaluation.objects.raw(OWNED, [edit_key]))
    if found is None:
        raise UnknownError(NO_QUESTIONNAIRE)
    return found


def shared(share_id: str) -> Evaluation:
    """Return the finished evaluation with this share id, and its origin. Errors: DeletedError, UnknownError."""
    found = single(Evaluation.objects.select_related("origin").filter(share_id=share_id))
    if found:
        return found
    if DeletedResult.objects.filter(share_id=share_id).exists():
        raise DeletedError("The owner of this result has deleted it for good.")
    raise UnknownError("There is no result at this address. Check that the link is complete.")


def locked(edit_key: str) -> Evaluation:
    """Return the evaluation, kept from other writers until the transaction ends. Errors: UnknownError."""
    found = single(Evaluation.objects.select_for_update().filter(edit_key=edit_key))
    if found is None:
        raise UnknownError(NO_QUESTIONNAIRE)
    return found


def single(found: Iterable[Evaluation]) -> Evaluation | None:
    """Return the only evaluation that was found, with its edition, which is kept in memory; None if there is none."""
    evaluation = next(iter(found), None)  # not `first`: it sorts, and to say so in SQL takes longer than the query
    if evaluation:
        evaluation.edition = kept_edition(evaluation.edition_id)
    return evaluation
