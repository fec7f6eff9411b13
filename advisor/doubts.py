"""What would change a result, in words: other answers, other weights. No HTTP, no formula."""

from dataclasses import dataclass
from fractions import Fraction

from advisor.presentation import in_points, tenths
from advisor.sentences import listed
from recommender.engine.analysis import Analysis
from recommender.engine.changes import Change
from recommender.engine.interview import options
from recommender.engine.sensitivity import Flip, Interval
from recommender.engine.types import SKIPPED, Answers, Catalogue, Framework, Importance
from recommender.engine.why_not import WhyNot

IMPORTANCE = {
    Importance.HALF: "had half importance",
    Importance.NORMAL: "had normal importance",
    Importance.DOUBLE: "had double importance",
    Importance.MUST_HAVE: "were a must-have",
}


@dataclass(frozen=True, slots=True)
class Doubts:
    """What would change a result, in sentences: how each other framework could lead, by its name; other answers that
    change who leads; weights with a limit.

    `safe` of `asked` questions cannot change the lead whatever is answered to them alone.
    """

    why_not: tuple[tuple[Framework, str], ...]
    changes: tuple[str, ...]
    limits: tuple[str, ...]
    safe: int
    asked: int


def doubts(analysis: Analysis) -> Doubts | None:
    """Everything that would change who leads; None when nobody does."""
    outcome, changed = analysis.outcome, analysis.sensitivity
    if not outcome.leaders:
        return None
    leader = outcome.leaders[0].framework.name
    intervals = sorted(analysis.intervals, key=nearest_end)
    return Doubts(
        why_not=tuple((item.standing.framework, why_not_of(analysis, item)) for item in analysis.why_not),
        changes=tuple(change_of(outcome.catalogue, analysis.answers, flip) for flip in changed.changes),
        limits=tuple(filter(None, (limits_of(leader, interval) for interval in intervals))),
        safe=len(changed.safe_questions),
        asked=len({flip.change.question.slug for flip in changed.flips}),
    )


def why_not_of(analysis: Analysis, item: WhyNot) -> str:
    """Where a framework stands and with which other answers it would win, in two sentences."""
    standing = item.standing
    win = "lead" if standing.rank > 1 else "lead and miss none" if standing.missed else "lead alone"
    if not item.changes:
        return f"{place_of(analysis, item)} No change of one or two answers makes it {win}."
    conditions = [condition_of(analysis.outcome.catalogue, analysis.answers, change) for change in item.changes]
    return f"{place_of(analysis, item)} It would {win} if {listed(conditions)}."


def place_of(analysis: Analysis, item: WhyNot) -> str:
    """Where a framework stands, in a sentence."""
    standing, points = item.standing, f"{in_points(tenths(abs(item.behind)))} points"
    name = standing.framework.name
    if standing.rank == 1:
        return f"{name} leads, but misses a must-have." if standing.missed else f"{name} shares the lead."
    if not standing.missed or analysis.outcome.leaders[0].missed:
        return f"{name} is {points} behind."
    if item.behind > 0:
        return f"{name} is {points} behind and misses a must-have."
    return f"{name} scores {points} more, but misses a must-have."


def nearest_end(interval: Interval) -> Fraction:
    """By what factor a weight has to change to reach the nearer end of its interval."""
    factors = [interval.weight / interval.low] if interval.low else []
    if interval.high is not None:
        factors.append(interval.high / interval.weight)
    return min(factors, default=Fraction(0))


def change_of(catalogue: Catalogue, answers: Answers, flip: Flip) -> str:
    """What a changed answer leads to, in a sentence."""
    names = [catalogue.framework_of[slug].name for slug in flip.leaders]
    result = "share the lead" if len(names) > 1 else "lead"
    though = ", though then every framework misses a must-have" if flip.all_miss else ""
    return f"{listed(names)} would {result} if {condition_of(catalogue, answers, flip.change)}{though}."


def condition_of(catalogue: Catalogue, answers: Answers, change: Change) -> str:
    """A changed answer as a condition: what would have to be answered instead."""
    current, text = answers.get(change.question.slug, SKIPPED), f"“{change.question.text}”"
    if change.answer.is_skip:
        return f"you skipped {text}"
    if change.answer.chosen == current.chosen:
        no_more = "were no must-have but " if current.importance.demands else ""
        return f"{text} {no_more}{IMPORTANCE[change.answer.importance]}"
    chosen = [option.text for option in options(catalogue, change.question) if option.slug in change.answer.chosen]
    given = f"you answered “{', '.join(chosen)}” to {text}"
    if change.answer.importance is current.importance:
        return given
    return f"{given} and it {IMPORTANCE[change.answer.importance]}"


def limits_of(leader: str, interval: Interval) -> str | None:
    """Between which weights the leader (a name) stays in front, in a sentence; None where there is no limit."""
    unless = []
    if interval.low > 0:
        unless.append(f"less than {times(interval.low / interval.weight)}")
    if interval.high is not None:
        unless.append(f"more than {times(interval.high / interval.weight)}")
    return f"{leader} leads unless {interval.criterion.name} counts {' or '.join(unless)} as much." if unless else None


def times(factor: Fraction) -> str:
    """A factor for a sentence, in two figures, or as many as tell it from one: 0.25 times, 2.3 times, 1.004 times."""
    if factor >= 10:
        return f"{round(factor)} times"
    figures = next(count for count in range(2, 17) if factor == 1 or float(f"{float(factor):.{count}g}") != 1)
    return f"{float(factor):.{figures}g} times"
