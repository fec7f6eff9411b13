"""An outcome in words: the headline, how sure it is, and what would change it. No HTTP, no formula."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from advisor.presentation import in_points, tenths
from recommender.engine.certainty import Band, Certainty
from recommender.engine.explain import Relaxation, relaxations
from recommender.engine.interview import options
from recommender.engine.scoring import Outcome
from recommender.engine.sensitivity import Flip, Interval, Sensitivity, weight_intervals
from recommender.engine.types import Answer, Answers, Catalogue, Importance

COUNTS = {
    Importance.HALF: "counted half as much",
    Importance.NORMAL: "counted as normal",
    Importance.DOUBLE: "counted twice as much",
    Importance.MUST_HAVE: "was a must-have",
}


@dataclass(frozen=True, slots=True)
class Headline:
    """The recommendation in one sentence, and what stands behind it."""

    title: str
    lead: str


@dataclass(frozen=True, slots=True)
class Doubts:
    """What would change a result, in sentences: how far weights may be off, changed answers, weights with a limit.

    `safe` of `asked` questions cannot change the lead whatever is answered to them alone.
    """

    surety: str
    changes: tuple[str, ...]
    limits: tuple[str, ...]
    safe: int
    asked: int


def listed(words: Sequence[str], joint: str = "and") -> str:
    """Words as a sentence lists them: a, b and c."""
    return f" {joint} ".join(filter(None, (", ".join(words[:-1]), words[-1]))) if words else ""


def headline(outcome: Outcome, certainty: Certainty | None) -> Headline:
    """The headline by the certainty, which an outcome without leaders has not; no single winner if it is a toss-up."""
    names = [standing.framework.name for standing in outcome.leaders]
    if certainty is None:
        return Headline(
            "Your answers do not point to a framework yet.",
            "None of them makes a difference between the frameworks. Answer a few more questions to get a ranking.",
        )
    if eased := relaxations(outcome):
        return Headline("No framework meets all your must-haves.", " ".join(map(way_out, eased)))
    if len(names) > 1:
        return Headline(
            f"{listed(names)} fit equally well.",
            f"Each scores {in_points(tenths(outcome.standings[0].score))} of 100: "
            "by your answers there is no telling them apart.",
        )
    return Headline(title_of(names[0], certainty), lead_of(outcome))


def title_of(name: str, certainty: Certainty) -> str:
    """The sentence for a single leader, by the band of certainty."""
    if certainty.band is Band.TOO_CLOSE:
        together = [standing.framework.name for standing in certainty.together]
        return f"Too close to call: {listed(together, 'or')}."
    if certainty.band is Band.LEANING:
        doubt = "one other answer could change that" if certainty.is_lowered else "not by much"
        return f"{name} fits best, but {doubt}."
    return f"{name} fits best, and it is not close."


def way_out(relaxation: Relaxation) -> str:
    """What giving up some must-haves leads to, in a sentence."""
    questions = listed([f"“{question.text}”" for question in relaxation.questions])
    kind = "was no must-have" if len(relaxation.questions) == 1 else "were no must-haves"
    names = [standing.framework.name for standing in relaxation.leaders]
    return f"If {questions} {kind}, {listed(names)} would fit best."


def lead_of(outcome: Outcome) -> str:
    """The scores behind a single leader, in a sentence."""
    first, *others = outcome.standings
    meeting = [f"{rival.framework.name} ({in_points(tenths(rival.score))})" for rival in others if not rival.missed]
    missing = [rival.framework.name for rival in others if rival.missed]
    sentence = f"{first.framework.name} scores {in_points(tenths(first.score))} of 100"
    if meeting:
        sentence += f", ahead of {listed(meeting)}"
    if missing:
        sentence += f". {listed(missing)} {'misses' if len(missing) == 1 else 'miss'} a must-have of yours"
    return f"{sentence}."


def surety(outcome: Outcome, certainty: Certainty) -> str:
    """How far the weights could be off, in a sentence."""
    least, name = certainty.least, outcome.leaders[0].framework.name
    if least is None or least.share is None:
        return "No change of weights could bring another framework in front."
    if least.share >= 1:
        return f"{name} is rated at least as well on everything that counts for you: no other weights change the lead."
    rival = least.rival.framework.name
    if least.share == 0:
        return f"{name} and {rival} are level: the least change of a weight can tip it either way."
    percent = in_points(tenths(least.share * 100))
    return f"All weights could be off by {percent} % at once, in the worst way, before {rival} drew level with {name}."


def doubts(outcome: Outcome, answers: Answers, sensitivity: Sensitivity, certainty: Certainty) -> Doubts:
    """Everything that would change who leads an outcome; `answers` are all that were given."""
    leader = outcome.leaders[0].framework.name
    intervals = sorted(weight_intervals(outcome), key=nearest_end)
    return Doubts(
        surety=surety(outcome, certainty),
        changes=tuple(change_of(outcome.catalogue, answers, flip) for flip in sensitivity.changes),
        limits=tuple(filter(None, (limits_of(leader, interval) for interval in intervals))),
        safe=len(sensitivity.safe_questions),
        asked=len({flip.question.slug for flip in sensitivity.flips}),
    )


def nearest_end(interval: Interval) -> Fraction:
    """By what factor a weight has to change to reach the nearer end of its interval."""
    factors = [interval.weight / interval.low] if interval.low else []
    if interval.high is not None:
        factors.append(interval.high / interval.weight)
    return min(factors, default=Fraction(0))


def change_of(catalogue: Catalogue, answers: Answers, flip: Flip) -> str:
    """What a changed answer leads to, in a sentence."""
    names = [catalogue.framework_of[slug].name for slug in flip.leaders]
    result = f"{listed(names)} would {'share the lead' if len(names) > 1 else 'lead'}" if names else "Nobody would lead"
    return f"{result} if {condition_of(catalogue, answers, flip)}."


def condition_of(catalogue: Catalogue, answers: Answers, flip: Flip) -> str:
    question, current = flip.question, answers.get(flip.question.slug, Answer())
    if flip.answer.is_skip:
        return f"you skipped “{question.text}”"
    if flip.answer.chosen == current.chosen:
        return f"“{question.text}” {COUNTS[flip.answer.importance]}"
    chosen = [option.text for option in options(catalogue, question) if option.slug in flip.answer.chosen]
    return f"you answered “{', '.join(chosen)}” to “{question.text}”"


def limits_of(leader: str, interval: Interval) -> str | None:
    """Between which weights the leader (a name) stays in front, in a sentence; None where there is no limit."""
    unless = []
    if interval.low > 0:
        unless.append(f"less than {times(interval.low / interval.weight)}")
    if interval.high is not None:
        unless.append(f"more than {times(interval.high / interval.weight)}")
    return f"{leader} leads unless {interval.criterion.name} counts {' or '.join(unless)} as much." if unless else None


def times(factor: Fraction) -> str:
    """A factor for a sentence: 0.25 times, 2.3 times."""
    return f"{float(factor):.2g} times" if factor < 10 else f"{round(factor)} times"
