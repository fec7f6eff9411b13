"""All ratings of an outcome as a table: what weighs most first. No HTTP, no formula."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from recommender.engine.scoring import Outcome, Standing
from recommender.engine.types import AddOn, Criterion, Framework, Rating


@dataclass(frozen=True, slots=True)
class RaisedRating:
    """A framework's rating on a criterion with the usual add-on that raises it most."""

    add_on: AddOn
    rating: Rating


@dataclass(frozen=True, slots=True)
class RatingCell:
    """A framework's rating on a criterion, no value when nobody rated it; and as an add-on raises it, if one does."""

    framework: Framework
    value: int | None
    rating: Rating | None
    is_missed: bool
    raised: RaisedRating | None


@dataclass(frozen=True, slots=True)
class CriterionRow:
    """A criterion, its weight and share of all weight, and the frameworks' ratings, the first in the ranking first."""

    criterion: Criterion
    weight: int
    share: Fraction
    cells: tuple[RatingCell, ...]


@dataclass(frozen=True, slots=True)
class CriterionGroup:
    """Criteria that stand together in a table, what weighs most first, and their share of all weight."""

    name: str
    rows: tuple[CriterionRow, ...]

    @property
    def weight(self) -> int:
        return sum(row.weight for row in self.rows)

    @property
    def share(self) -> Fraction:
        return sum((row.share for row in self.rows), Fraction(0))


def rating_table(outcome: Outcome) -> tuple[CriterionGroup, ...]:
    """Return all ratings of an outcome: by group those that have weight, what weighs most first; then those without."""
    rows = {name: criterion_rows(outcome, criteria) for name, criteria in outcome.catalogue.groups()}
    weighted = [CriterionGroup(name, tuple(row for row in found if row.weight)) for name, found in rows.items()]
    weighted.sort(key=lambda group: -group.weight)
    weightless = tuple(row for found in rows.values() for row in found if not row.weight)
    groups = (*weighted, CriterionGroup("Not relevant to your answers", weightless))
    return tuple(group for group in groups if group.rows)


def criterion_rows(outcome: Outcome, criteria: Sequence[Criterion]) -> list[CriterionRow]:
    """Return the rows of some criteria, what weighs most first."""
    total = outcome.total_weight or 1  # without any weight each share is 0
    rows = [
        CriterionRow(
            criterion,
            outcome.weights.get(criterion.slug, 0),
            Fraction(outcome.weights.get(criterion.slug, 0), total),
            # In the order of the ranking: pages and files head these columns with its frameworks.
            tuple(rating_cell(outcome, standing, criterion) for standing in outcome.standings),
        )
        for criterion in criteria
    ]
    return sorted(rows, key=lambda row: -row.weight)


def rating_cell(outcome: Outcome, standing: Standing, criterion: Criterion) -> RatingCell:
    framework = standing.framework
    return RatingCell(
        framework,
        outcome.ratings[framework.slug].get(criterion.slug),
        framework.rating_of.get(criterion.slug),
        any(miss.criterion is criterion for miss in standing.missed),
        raised(framework, criterion.slug),
    )


def raised(framework: Framework, criterion: str) -> RaisedRating | None:
    """Return a framework's rating on a criterion (slug) with the add-on that raises it most; None if none does."""
    found = framework.add_ons_for(criterion)
    return RaisedRating(found[0], framework.usual_rating_of[criterion]) if found else None
