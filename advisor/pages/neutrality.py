"""Wins over simulated users, as the page about neutrality shows them: names, shares, bars. No HTTP, no counting."""

from dataclasses import dataclass
from fractions import Fraction
from math import sqrt

from advisor.charts import apportion
from advisor.number_format import tenths, tone
from recommender.engine.simulation.close_relatives import TURNED
from recommender.engine.simulation.neutrality import DRAWS, ByQuestion, LeadShares, Neutrality, RatingSummary
from recommender.engine.simulation.respondents import SKIPS
from recommender.engine.types import Catalogue, Framework


@dataclass(frozen=True, slots=True)
class FrameworkShare:
    """A framework's share of wins, from 0 to 1, and where its piece starts when all stand in a row."""

    name: str
    tone: str
    share: Fraction
    start: float

    @property
    def length(self) -> float:
        return float(self.share)


@dataclass(frozen=True, slots=True)
class SharesRow:
    """The frameworks' shares among some people, in the catalogue's order."""

    label: str
    people: int
    leaderless: int
    frameworks: tuple[FrameworkShare, ...]


@dataclass(frozen=True, slots=True)
class QuestionTable:
    """A question, how many were asked, the shares by what they chose, and those of everybody without the question.

    Rows overlap if several things can be chosen at once.
    """

    text: str
    asked: int
    overlaps: bool
    rows: tuple[SharesRow, ...]
    without: SharesRow


@dataclass(frozen=True, slots=True)
class ShareParts:
    """The parts of a framework's share, in tenths of a percentage point that add up; and how it is rated.

    `alone` is its share of wins by the ratings alone, from 0 to 1.
    """

    name: str
    tone: str
    even: int
    ratings: int
    questions: int
    total: int
    alone: Fraction
    rated: RatingSummary

    @property
    def length(self) -> float:
        return float(self.alone)


@dataclass(frozen=True, slots=True)
class RelativesRow:
    """Two frameworks, and between how many people, as a share from 0 to 1, their scores do not tell them apart."""

    first: Framework
    second: Framework
    share: Fraction


@dataclass(frozen=True, slots=True)
class NeutralityTables:
    """All that the page shows. `even`: what each would have if all won equally often, from 0 to 1; `margin`: how far a
    share may be off by chance, two standard errors at worst, from 0 to 1.
    """

    everyone: SharesRow
    ranked: tuple[FrameworkShare, ...]
    even: Fraction
    margin: float
    skips: float
    draws: int
    criteria: int
    parts: tuple[ShareParts, ...]
    questions: tuple[QuestionTable, ...]
    relatives: tuple[RelativesRow, ...]
    turned: float

    @property
    def excess(self) -> int:
        """Return by how many tenths of a point the largest share is above the even one, as both are shown."""
        return tenths(100 * self.ranked[0].share) - tenths(100 * self.even)

    @property
    def is_favoring(self) -> bool:
        """Return whether somebody wins more often than chance explains."""
        return self.ranked[0].share - self.even > self.margin


def neutrality_tables(catalogue: Catalogue, found: Neutrality) -> NeutralityTables:
    """Return the figures that were found of a catalogue."""
    everyone = shares_row(catalogue, "Everybody", found.everyone)
    return NeutralityTables(
        everyone=everyone,
        ranked=tuple(sorted(everyone.frameworks, key=lambda item: -item.share)),
        even=Fraction(1, len(catalogue.frameworks)),
        # Twice the standard error √(p (1 − p) / n) of a share p; it is largest at one half, where it comes to 1 / √n.
        margin=1 / sqrt(found.everyone.people),
        skips=SKIPS,
        draws=DRAWS,
        criteria=sum(criterion.is_rated for criterion in catalogue.criteria),
        parts=tuple(share_parts(framework, found) for framework in catalogue.frameworks),
        questions=tuple(question_table(catalogue, item) for item in found.questions if item.asked),
        relatives=relatives_rows(catalogue, found),
        turned=TURNED,
    )


def relatives_rows(catalogue: Catalogue, found: Neutrality) -> tuple[RelativesRow, ...]:
    framework_of = catalogue.framework_of
    return tuple(
        RelativesRow(framework_of[item.first], framework_of[item.second], item.share) for item in found.relatives
    )


def shares_row(catalogue: Catalogue, label: str, group: LeadShares) -> SharesRow:
    frameworks, start = [], 0.0
    for framework in catalogue.frameworks:
        share = group.shares[framework.slug]
        frameworks.append(FrameworkShare(framework.name, tone(framework), share, start))
        start += float(share)
    return SharesRow(label, group.people, group.leaderless, tuple(frameworks))


def question_table(catalogue: Catalogue, item: ByQuestion) -> QuestionTable:
    return QuestionTable(
        item.question.text,
        item.asked,
        item.question.familiarity is not None,
        tuple(shares_row(catalogue, option.text, group) for option, group in item.groups),
        shares_row(catalogue, "Without this question", item.without),
    )


def share_parts(framework: Framework, found: Neutrality) -> ShareParts:
    parts = found.parts[framework.slug]
    total = tenths(100 * parts.total)
    even, ratings, questions = apportion([100 * part for part in (parts.even, parts.ratings, parts.questions)], total)
    return ShareParts(
        name=framework.name,
        tone=tone(framework),
        even=even,
        ratings=ratings,
        questions=questions,
        total=total,
        alone=parts.even + parts.ratings,
        rated=found.ratings[framework.slug],
    )
