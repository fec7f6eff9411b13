"""Changes in the catalogue since a result was made, in words. No HTTP, no formula."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from django.utils.text import get_text_list

from advisor.words.verdict import leader_names
from advisor.words.what_would_change import times
from recommender.engine.result.catalogue_changes import CatalogueChanges, RatingChange, WeightChange, catalogue_changes
from recommender.engine.scoring import Outcome, Standing
from recommender.engine.types import Answers, Framework, Rating
from recommender.models import Edition


@dataclass(frozen=True, slots=True)
class ChangesSince:
    """A later edition than that of a result: what of it matters there, and who would lead, in sentences."""

    edition: Edition
    changes: tuple[str, ...]
    verdict: str


@dataclass(frozen=True, slots=True)
class Pairing:
    """A framework's standing in a result and with a later catalogue; None where it is not in the catalogue."""

    framework: Framework
    then: Standing | None
    now: Standing | None


def changes_since(then: Outcome, now: Outcome, answers: Answers, today: Edition) -> ChangesSince:
    """Return what changed between a result's outcome and that of the same answers on the edition of today."""
    changes = tuple(sentences_of(catalogue_changes(then, now, answers)))
    return ChangesSince(today, changes, leaders_then_and_now(leader_names(then), leader_names(now)))


def leaders_then_and_now(before: list[str], now: list[str]) -> str:
    """Return who would lead with today's catalogue, in a sentence."""
    if before == now:
        return (
            f"With today’s catalogue, {get_text_list(now, 'and')} would still {lead_in(now)}."
            if now
            else "Still nobody would lead."
        )
    instead = f" instead of {get_text_list(before, 'and')}" if before else ""
    return f"With today’s catalogue, {get_text_list(now, 'and') or 'nobody'} would {lead_in(now)}{instead}."


def lead_in(names: list[str]) -> str:
    return "share the lead" if len(names) > 1 else "lead"


def pairings(then: Outcome, now: Outcome) -> tuple[Pairing, ...]:
    """Return every framework of either outcome: those of the later one in its order, then those that are gone."""
    # By slug, since an editor may have changed the name.
    before = {item.framework.slug: item for item in then.standings}
    today = {item.framework.slug: item for item in now.standings}
    found = {item.framework.slug: item.framework for item in (*now.standings, *then.standings)}
    return tuple(Pairing(found[slug], before.get(slug), today.get(slug)) for slug in {**today, **before})


def sentences_of(found: CatalogueChanges) -> Iterator[str]:
    """Yield the differences, a sentence each: what adds or takes away frameworks and answers first."""
    yield from (f"{framework.name} is new in the catalogue." for framework in found.added)
    yield from (f"{framework.name} is no longer in the catalogue." for framework in found.removed)
    for question in found.lost:
        yield f"The answer to “{question.text}” no longer counts: the question or the choice has changed."
    yield from (f"The answer to “{question.text}” counts now; it did not then." for question in found.regained)
    yield from (f"“{question.text}” is asked now, and not answered here." for question in found.opened)
    yield from (f"The answer to “{question.text}” counts in another way." for question in found.recounted)
    yield from map(weight_change, found.weights)
    yield from map(rating_change, found.ratings)


def weight_change(change: WeightChange) -> str:
    """Return a change of a criterion's weight, in a sentence."""
    if not change.before:
        return f"{change.criterion.name} counts now; it did not count at all."
    if not change.now:
        return f"{change.criterion.name} no longer counts."
    return f"{change.criterion.name} counts {times(Fraction(change.now, change.before))} as much."


def rating_change(change: RatingChange) -> str:
    """Return a change of a rating or its bounds, in a sentence."""
    name = f"{change.framework.name} on {change.criterion.name}"
    before, now = change.before, change.now
    # Told all the same, since the range decides whether a must-have is missed only just.
    if before and now and before.value == now.value:
        return f"{name}: still rated {now.value}, likely range {bounds(now)} instead of {bounds(before)}."
    was = f"instead of {before.value}" if before else "not rated before"
    return f"{name}: rated {now.value}, {was}." if now else f"{name}: no longer rated, {was}."


def bounds(rating: Rating) -> str:
    return f"{rating.low}–{rating.high}"
