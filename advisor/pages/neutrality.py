"""Who wins over random people, as the page about neutrality shows it: names, shares, bars. No HTTP, no counting."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import sqrt

from advisor.charts import apportion
from advisor.number_format import tenths, tone
from recommender.engine.contributions import Contributions
from recommender.engine.simulation.neutrality import DRAWS, ByQuestion, Group, Merit, Neutrality, neutrality
from recommender.engine.simulation.respondents import SKIPS
from recommender.engine.types import Catalogue, Framework

KEPT = 4
"""How many editions' figures are kept; each takes a second or so to find."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A framework's share of wins, from 0 to 1, and where its piece starts when all stand in a row."""

    name: str
    tone: str
    share: Fraction
    start: float

    @property
    def length(self) -> float:
        return float(self.share)


@dataclass(frozen=True, slots=True)
class Line:
    """The frameworks' shares among some people, in the catalogue's order."""

    label: str
    people: int
    leaderless: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class QuestionTable:
    """A question, how many were asked, the shares by what they chose, and those of everybody without the question.

    Lines overlap if several things can be chosen at once.
    """

    text: str
    asked: int
    overlaps: bool
    lines: tuple[Line, ...]
    without: Line


@dataclass(frozen=True, slots=True)
class Sum:
    """What a framework's share is made of, in tenths of a percentage point that add up; and how it is rated.

    `alone` is its share of wins by the ratings alone, from 0 to 1.
    """

    name: str
    tone: str
    even: int
    ratings: int
    questions: int
    total: int
    alone: Fraction
    merit: Merit

    @property
    def length(self) -> float:
        return float(self.alone)


@dataclass(frozen=True, slots=True)
class Exchange:
    """A framework with its own ratings and with another's: whose, what share of wins it has then and that one has."""

    name: str
    giver: str
    own: Fraction
    then: Fraction
    giver_share: Fraction


@dataclass(frozen=True, slots=True)
class NeutralityTables:
    """All that the page shows. `margin`: how far a share may be off by chance, two standard errors at worst, 0 to 1."""

    everyone: Line
    ranked: tuple[Cell, ...]
    margin: float
    skips: float
    draws: int
    criteria: int
    sums: tuple[Sum, ...]
    exchanges: tuple[Exchange, ...]
    swayed: int
    questions: tuple[QuestionTable, ...]


@lru_cache(KEPT)
def neutrality_tables(contributions: Contributions) -> NeutralityTables:
    """Return the figures of an edition. Kept as long as its contributions may be: an edition never changes."""
    catalogue, found = contributions.catalogue, neutrality(contributions)
    everyone = line(catalogue, "Everybody", found.everyone)
    return NeutralityTables(
        everyone=everyone,
        ranked=tuple(sorted(everyone.cells, key=lambda cell: -cell.share)),
        margin=1 / sqrt(found.everyone.people),
        skips=SKIPS,
        draws=DRAWS,
        criteria=sum(criterion.is_rated for criterion in catalogue.criteria),
        sums=tuple(sum_of(framework, found) for framework in catalogue.frameworks),
        exchanges=tuple(exchanges(catalogue, found)),
        swayed=found.swayed,
        questions=tuple(question_table(catalogue, item) for item in found.questions if item.asked),
    )


def line(catalogue: Catalogue, label: str, group: Group) -> Line:
    cells, start = [], 0.0
    for framework in catalogue.frameworks:
        share = group.shares[framework.slug]
        cells.append(Cell(framework.name, tone(framework), share, start))
        start += float(share)
    return Line(label, group.people, group.leaderless, tuple(cells))


def question_table(catalogue: Catalogue, item: ByQuestion) -> QuestionTable:
    return QuestionTable(
        item.question.text,
        item.asked,
        item.question.familiarity is not None,
        tuple(line(catalogue, option.text, group) for option, group in item.groups),
        line(catalogue, "If nobody were asked", item.without),
    )


def sum_of(framework: Framework, found: Neutrality) -> Sum:
    parts = found.parts[framework.slug]
    total = tenths(100 * parts.total)
    even, ratings, questions = apportion([100 * part for part in (parts.even, parts.ratings, parts.questions)], total)
    return Sum(
        name=framework.name,
        tone=tone(framework),
        even=even,
        ratings=ratings,
        questions=questions,
        total=total,
        alone=parts.even + parts.ratings,
        merit=found.merits[framework.slug],
    )


def exchanges(catalogue: Catalogue, found: Neutrality) -> Iterator[Exchange]:
    shares, name_of = found.everyone.shares, {item.slug: item.name for item in catalogue.frameworks}
    for slug, giver in found.giver.items():
        yield Exchange(name_of[slug], name_of[giver], shares[slug], found.rotated.shares[slug], shares[giver])
