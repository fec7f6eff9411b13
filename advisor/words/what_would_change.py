"""Changes of preferences that would change a result, in words: answers and weights. No HTTP, no formula."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.text import get_text_list

from advisor.answer_lines import chosen_texts
from advisor.number_format import in_points, tenths
from recommender.engine.answer_changes import Change
from recommender.engine.result.analysis import Analysis
from recommender.engine.result.sensitivity import Flip, Interval
from recommender.engine.result.why_not import WhyNot
from recommender.engine.types import SKIPPED, Answer, Answers, Catalogue, Framework, Importance

MOST_TIMES = 5  # a weight that has to change by a greater factor is no doubt about a result


@dataclass(frozen=True, slots=True)
class WhatWouldChange:
    """Changes of preferences that change a result, in sentences: how others with high scores could win, the nearest
    to it first; other answers that change who leads; weights with which another catches up.

    `safe` are the texts of those of the `asked` questions that cannot change the lead whatever is answered to one of
    them alone.
    """

    why_not: tuple[tuple[Framework, str], ...]
    changes: tuple[str, ...]
    limits: tuple[str, ...]
    safe: tuple[str, ...]
    asked: int

    @property
    def sentences(self) -> tuple[str, ...]:
        """Return all that would change it, in sentences, each of them once."""
        # The small change that lets a framework win is among the reasons and among the changes. A dict keeps the order.
        return tuple(dict.fromkeys((*(reason for _, reason in self.why_not), *self.changes, *self.limits)))


def what_would_change(analysis: Analysis) -> WhatWouldChange | None:
    """Return everything that would change who leads; None when nobody does."""
    outcome, changed = analysis.outcome, analysis.sensitivity
    if not outcome.leaders:
        return None
    intervals = sorted(analysis.intervals, key=nearest_end)
    return WhatWouldChange(
        why_not=tuple((item.standing.framework, why_not_of(analysis, item)) for item in analysis.why_not),
        changes=small_changes(analysis),
        limits=tuple(limit for interval in intervals for limit in limits_of(interval)),
        safe=tuple(question.text for question in changed.safe_questions),
        asked=len(changed.asked),
    )


def why_not_of(analysis: Analysis, item: WhyNot) -> str:
    """Return where a framework stands and with which other preferences it would win, in two sentences."""
    if not item.changes:
        return f"{place_of(analysis, item)} No change of one or two preferences makes it win."
    conditions = [condition_of(analysis.outcome.catalogue, analysis.answers, [change]) for change in item.changes]
    return f"{place_of(analysis, item)} It would win if {get_text_list(conditions, 'and')}."


def place_of(analysis: Analysis, item: WhyNot) -> str:
    """Return where a framework stands, in a sentence; by how much, as the difference of the scores that are shown."""
    standing, leaders = item.standing, analysis.outcome.leaders
    name = standing.framework.name
    # From the shown scores, so that the sentence and the ranking beside it agree.
    gap = in_points(abs(tenths(leaders[0].score) - tenths(standing.score)))
    points = f"{gap} points" if float(gap) else "less than 0.1 points"
    if standing.rank == 1:
        verb = "shares the lead" if len(leaders) > 1 else "leads"
        return f"{name} {verb}, but misses a must-have." if standing.missed else f"{name} {verb}."
    if not standing.missed or leaders[0].missed:
        return f"{name} is {points} behind."
    if item.behind > 0:
        return f"{name} is {points} behind and misses a must-have."
    return f"{name} scores {f'{points} more' if item.behind else 'as much'}, but misses a must-have."


def nearest_end(interval: Interval) -> Fraction:
    """Return by what factor a weight has to change to reach the nearer end of its interval."""
    factors = [interval.weight / interval.low] if interval.low else []
    if interval.high is not None:
        factors.append(interval.high / interval.weight)
    return min(factors, default=Fraction(0))


def small_changes(analysis: Analysis) -> tuple[str, ...]:
    """Return what small changes of one answer lead to: a sentence for all of a question that are alike."""
    alike: dict[tuple[object, ...], list[Flip]] = {}
    for flip in analysis.sensitivity.changes:
        key = (flip.change.question.slug, flip.change.kind, flip.leaders)
        alike.setdefault(key, []).append(flip)
    return tuple(change_of(analysis, flips) for flips in alike.values())


def change_of(analysis: Analysis, flips: Sequence[Flip]) -> str:
    """Return what changes of an answer that are alike lead to, in a sentence."""
    catalogue, leaders = analysis.outcome.catalogue, flips[0].leaders
    names = [catalogue.framework_of[slug].name for slug in leaders]
    result = "share the lead" if len(names) > 1 else "win"
    condition = condition_of(catalogue, analysis.answers, [flip.change for flip in flips])
    return f"{get_text_list(names, 'and')} would {result} if {condition}."


def condition_of(catalogue: Catalogue, answers: Answers, changes: Sequence[Change]) -> str:
    """Return changes of one answer, all of one kind, as a condition: what would have to be answered instead."""
    question = changes[0].question
    current, text = answers.get(question.slug, SKIPPED), f"“{question.text}”"
    importances = [change.answer.importance for change in changes]
    if changes[0].answer.chosen == current.chosen:
        return f"{text} {importance_of(current, importances)}"
    chosen = [quoted_choices(chosen_texts(catalogue, question, change.answer)) for change in changes]
    given = f"you answered {get_text_list(chosen, 'or')} to {text}"
    # Another choice may have nothing to demand: a must-have that becomes double weighs the same and needs no words.
    kept = {current.importance, Importance.DOUBLE if current.importance.demands else current.importance}
    return given if importances[0] in kept else f"{given} with {importances[0].value} importance"


def quoted_choices(texts: Sequence[str]) -> str:
    """Return what an answer chooses, each choice in quotation marks of its own."""
    return get_text_list([f"“{text}”" for text in texts], "and")


def importance_of(current: Answer, others: Sequence[Importance]) -> str:
    """Return other importances, none a must-have, as a condition. A must-have that counts double weighs as it did."""
    values = get_text_list([importance.value for importance in Importance if importance in others], "or")
    if not current.importance.demands:
        return f"had {values} importance"
    return "were optional" if Importance.DOUBLE in others else f"were optional and had {values} importance"


def limits_of(interval: Interval) -> Iterator[str]:
    """Yield who catches up with which weight of a criterion, in a sentence each; not what takes too great a change."""
    if interval.low_rival and interval.low * MOST_TIMES >= interval.weight:
        yield limit_of(interval.low_rival, interval, interval.low)
    if interval.high_rival and interval.high and interval.high <= interval.weight * MOST_TIMES:
        yield limit_of(interval.high_rival, interval, interval.high)


def limit_of(rival: Framework, interval: Interval, end: Fraction) -> str:
    """Return with which weight of a criterion a rival catches up, in a sentence."""
    factor = end / interval.weight
    change = f"{float(100 * (1 - factor)):.2g} % less" if factor < 1 else f"{times(factor)} as much"
    return f"{rival.name} catches up only if {interval.criterion.name} matters {change}."


def times(factor: Fraction) -> str:
    """Return a factor in two figures, or as many as tell it from one: 0.25 times, 2.3 times, 1.004 times."""
    if factor >= 10:
        return f"{round(factor)} times"
    # “1 times” would say that nothing changes, so a factor near one gets as many figures as tell it apart.
    figures = next(count for count in range(2, 17) if factor == 1 or float(f"{float(factor):.{count}g}") != 1)
    return f"{float(factor):.{figures}g} times"
