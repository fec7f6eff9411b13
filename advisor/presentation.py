"""An outcome as a page shows it: sentences, rounded figures that still add up, tables. No HTTP, no formula."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from recommender.engine.explain import contrast_by_answer, contrast_by_criterion, relaxations
from recommender.engine.interview import asked_questions, options
from recommender.engine.scoring import Outcome, Standing
from recommender.engine.types import Answer, Answers, Catalogue, Criterion, Framework, Question, Rating

SHOWN_CONTRASTS = 6


@dataclass(frozen=True, slots=True)
class Headline:
    """The recommendation in one sentence, and what stands behind it."""

    title: str
    lead: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart, in tenths of a point; `share` is its length in percent of the longest."""

    label: str
    tenths: int
    share: int

    @property
    def length(self) -> int:
        return abs(self.share)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Why one framework stands before another: bars that add up to the gap, the smaller ones apart."""

    ahead: Standing
    behind: Standing
    gap: int
    bars: tuple[Bar, ...]
    small_bars: tuple[Bar, ...]
    by_answer: tuple[Bar, ...]

    @property
    def small_sum(self) -> int:
        return sum(bar.tenths for bar in self.small_bars)


@dataclass(frozen=True, slots=True)
class Cell:
    """A framework's rating on a criterion; no value when nobody rated it."""

    framework: Framework
    value: int | None
    rating: Rating | None
    is_missed: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A criterion, its share of all weight, and the frameworks' ratings, the first in the ranking first."""

    criterion: Criterion
    share: Fraction
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """A question that is asked, with its answer; no answer yet when `answer` is None."""

    question: Question
    answer: Answer | None
    chosen: tuple[str, ...]


def tenths(score: Fraction) -> int:
    """A score in tenths of a point, rounded half up."""
    return int(score * 10 + Fraction(1, 2)) if score >= 0 else -tenths(-score)


def in_points(number: int) -> str:
    """Tenths of a point as people read them: 74.0."""
    return f"{number / 10:.1f}"


def listed(words: Sequence[str], joint: str = "and") -> str:
    """Words as a sentence lists them: a, b and c."""
    return f" {joint} ".join(filter(None, (", ".join(words[:-1]), words[-1]))) if words else ""


def headline(outcome: Outcome) -> Headline:
    names = [standing.framework.name for standing in outcome.leaders]
    if not names:
        return Headline(
            "Your answers do not point to a framework yet.",
            "None of them makes a difference between the frameworks. Answer a few more questions to get a ranking.",
        )
    if eased := relaxations(outcome):
        wishes = [
            f"{option.standing.framework.name} would lead those that meet the rest without "
            f"{listed([f'“{question.text}”' for question in option.questions])}"
            for option in eased
        ]
        return Headline(
            "No framework meets all your must-haves.",
            f"Make one of them less than a must-have: {listed(wishes, 'or')}. "
            "The ranking below shows the scores all the same.",
        )
    if len(names) > 1:
        return Headline(
            f"{listed(names)} fit equally well.",
            f"Each scores {in_points(tenths(outcome.standings[0].score))} of 100: "
            "by your answers there is no telling them apart.",
        )
    return Headline(f"{names[0]} fits best.", lead_of(outcome))


def lead_of(outcome: Outcome) -> str:
    """The scores behind a single winner, in a sentence."""
    first, *others = outcome.standings
    meeting = [f"{rival.framework.name} ({in_points(tenths(rival.score))})" for rival in others if not rival.missed]
    missing = [rival.framework.name for rival in others if rival.missed]
    sentences = [f"It scores {in_points(tenths(first.score))} of 100"]
    if meeting:
        sentences[0] += f", ahead of {listed(meeting)}"
    if missing:
        verb = "misses" if len(missing) == 1 else "miss"
        sentences.append(f"{listed(missing)} {verb} a must-have of yours")
    return ". ".join(sentences) + "."


def comparison(outcome: Outcome, ahead: Standing, behind: Standing) -> Comparison:
    """The gap between two frameworks as bars whose shown figures add up to the difference of the shown scores."""
    gap = tenths(ahead.score) - tenths(behind.score)
    pair = (ahead.framework.slug, behind.framework.slug)
    by_criterion = [(item.criterion.name, item.points) for item in contrast_by_criterion(outcome, *pair)]
    by_answer = [(item.question.text, item.points) for item in contrast_by_answer(outcome, *pair)]
    bars = sorted(bars_of(by_criterion, gap), key=lambda bar: -abs(bar.tenths))
    large = sorted(bars[:SHOWN_CONTRASTS], key=lambda bar: -bar.tenths)
    return Comparison(ahead, behind, gap, tuple(large), tuple(bars[SHOWN_CONTRASTS:]), bars_of(by_answer, gap))


def bars_of(parts: Sequence[tuple[str, Fraction]], total: int) -> tuple[Bar, ...]:
    """Labelled points as bars whose tenths add up to `total`."""
    figures = apportion([points for _, points in parts], total)
    longest = max(map(abs, figures), default=0) or 1
    return tuple(
        Bar(label, figure, round(100 * figure / longest)) for (label, _), figure in zip(parts, figures, strict=True)
    )


def apportion(points: Sequence[Fraction], total: int) -> list[int]:
    """Points in tenths, each rounded down or up so that they add up to `total` tenths (largest remainders go up).

    `total` may differ from the exact sum by its own rounding, less than one tenth for each of the points.
    """
    floors = [int(point * 10 // 1) for point in points]
    by_remainder = sorted(range(len(points)), key=lambda place: floors[place] - points[place] * 10)
    short = total - sum(floors)
    for step in range(abs(short)):
        place = by_remainder[step % len(points)] if short > 0 else by_remainder[-1 - step % len(points)]
        floors[place] += 1 if short > 0 else -1
    return floors


def side_by_side(outcome: Outcome) -> list[tuple[str, list[Row]]]:
    """All ratings by group, what weighs most first."""
    groups = [
        (name, sorted(rows_of(outcome, criteria), key=lambda row: -row.share))
        for name, criteria in outcome.catalogue.groups()
    ]
    return sorted(groups, key=lambda group: -sum(row.share for row in group[1]))


def rows_of(outcome: Outcome, criteria: Sequence[Criterion]) -> list[Row]:
    total = outcome.total_weight or 1
    return [
        Row(
            criterion,
            Fraction(outcome.weights.get(criterion.slug, 0), total),
            tuple(cell_of(outcome, standing, criterion) for standing in outcome.standings),
        )
        for criterion in criteria
    ]


def cell_of(outcome: Outcome, standing: Standing, criterion: Criterion) -> Cell:
    framework = standing.framework
    return Cell(
        framework,
        outcome.ratings[framework.slug].get(criterion.slug),
        framework.rating_of.get(criterion.slug),
        any(miss.criterion is criterion for miss in standing.missed),
    )


def answer_lines(catalogue: Catalogue, answers: Answers) -> list[AnswerLine]:
    """Every question that is asked, with what was answered."""
    return [
        AnswerLine(
            question,
            answers.get(question.slug),
            tuple(
                option.text
                for option in options(catalogue, question)
                if option.slug in answers.get(question.slug, Answer()).chosen
            ),
        )
        for question in asked_questions(catalogue, answers)
    ]
