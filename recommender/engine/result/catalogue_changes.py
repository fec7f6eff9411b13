"""The changes between two catalogues, as far as they can matter to one set of answers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from recommender.engine.interview import asked_questions, demands
from recommender.engine.scoring import Outcome, answer_points
from recommender.engine.types import Answers, Criterion, Framework, Question, Rating


@dataclass(frozen=True, slots=True)
class RatingChange:
    """A rating, or its bounds, of a framework on a criterion that counts; None where there is none."""

    framework: Framework
    criterion: Criterion
    before: Rating | None
    now: Rating | None


@dataclass(frozen=True, slots=True)
class WeightChange:
    """A catalogue's weight of a criterion to which the answers give points: non-negative integers."""

    criterion: Criterion
    before: int
    now: int


@dataclass(frozen=True, slots=True)
class CatalogueChanges:
    """The changes from an earlier catalogue to a later one. `added` and `removed` are frameworks; `recounted` the
    questions whose answers give other points or demand other ratings, `lost` those whose answers count no longer,
    `regained` those whose answers count only now, `opened` those without an answer that are asked now and were not
    then.
    """

    added: tuple[Framework, ...]
    removed: tuple[Framework, ...]
    ratings: tuple[RatingChange, ...]
    weights: tuple[WeightChange, ...]
    recounted: tuple[Question, ...]
    lost: tuple[Question, ...]
    regained: tuple[Question, ...]
    opened: tuple[Question, ...]

    @property
    def is_empty(self) -> bool:
        return not any(getattr(self, part) for part in self.__slots__)


def catalogue_changes(then: Outcome, now: Outcome, answers: Answers) -> CatalogueChanges:
    """Compare the outcomes of the same answers on an earlier and a later catalogue.

    `answers` are all that were given. Texts, reasons and sources are not compared: they change no score. Errors: none.
    """
    before, today = then.catalogue, now.catalogue
    asked_then = {question.slug for question in asked_questions(before, answers)}
    return CatalogueChanges(
        added=tuple(item for item in today.frameworks if item.slug not in before.framework_of),
        removed=tuple(item for item in before.frameworks if item.slug not in today.framework_of),
        ratings=tuple(rating_changes(then, now)),
        weights=tuple(weight_changes(then, now)),
        recounted=tuple(today.question_of[slug] for slug in now.answers if is_recounted(slug, then, now)),
        lost=tuple(before.question_of[slug] for slug in then.answers if slug not in now.answers),
        regained=tuple(today.question_of[slug] for slug in now.answers if slug not in then.answers),
        opened=tuple(
            item
            for item in asked_questions(today, answers)
            if item.slug not in asked_then and item.slug not in now.answers
        ),
    )


def rating_changes(then: Outcome, now: Outcome) -> Iterator[RatingChange]:
    """Yield the ratings that differ, of frameworks in both catalogues on criteria that count by either."""
    criteria = criteria_that_count(then, now)
    for framework in now.catalogue.frameworks:
        if framework.slug not in then.catalogue.framework_of:
            continue
        earlier = then.catalogue.framework_of[framework.slug]
        for slug, criterion in criteria.items():
            before, today = earlier.rating_of.get(slug), framework.rating_of.get(slug)
            if figures(before) != figures(today):
                yield RatingChange(framework, criterion, before, today)


def weight_changes(then: Outcome, now: Outcome) -> Iterator[WeightChange]:
    """Yield the catalogues' weights that differ, of criteria in both to which the answers give points."""
    for slug, criterion in criteria_that_count(then, now).items():
        before, today = then.catalogue.criterion_of.get(slug), now.catalogue.criterion_of.get(slug)
        if before and today and before.weight != today.weight:
            yield WeightChange(criterion, before.weight, today.weight)


def criteria_that_count(then: Outcome, now: Outcome) -> Mapping[str, Criterion]:
    """Return the criteria, by slug, to which the answers give points in either catalogue, even if their weight is 0, or
    of which a must-have demands a rating.
    """
    known = {**then.catalogue.criterion_of, **now.catalogue.criterion_of}
    counting = {*then.weights, *now.weights, *demanded(then), *demanded(now)}
    return {slug: known[slug] for slug in known if slug in counting}


def demanded(outcome: Outcome) -> set[str]:
    """Return the criteria (slugs) of which the must-haves demand a rating."""
    questions = outcome.catalogue.question_of
    return {slug for key, answer in outcome.answers.items() for slug in demands(questions[key], answer)}


def is_recounted(slug: str, then: Outcome, now: Outcome) -> bool:
    """Return whether an answer that counts in both gives other points, or demands other ratings."""
    if slug not in then.answers:
        return False
    before, today = then.catalogue.question_of[slug], now.catalogue.question_of[slug]
    given, kept = then.answers[slug], now.answers[slug]
    return (answer_points(before, given), demands(before, given)) != (answer_points(today, kept), demands(today, kept))


def figures(rating: Rating | None) -> tuple[int, int, int] | None:
    """Return what of a rating can change a result: its value, low and high."""
    return (rating.value, rating.low, rating.high) if rating else None
