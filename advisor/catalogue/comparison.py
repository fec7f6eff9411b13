"""Frameworks side by side, without answers: which are asked for, their facts and ratings, and the page's address."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.urls import reverse
from django.utils.http import urlencode

from recommender.engine.candidates import best_known
from recommender.engine.phrases import first_faults, quoted
from recommender.engine.types import Catalogue, Criterion, Framework, Rating

MOST = 5
"""So many frameworks can be compared at once: more could not be read side by side."""

SHOWN_UNASKED = 4
"""Up to this many best-known frameworks are shown to those who name none, and fit side by side without scrolling."""


class FactKind(StrEnum):
    """The kinds of facts, by how they are shown."""

    TEXT = "text"
    CODE = "code"
    DATE = "date"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Fact:
    """A field of the engine's Facts, and what it is called."""

    name: str
    label: str
    kind: FactKind = FactKind.TEXT


SHOWN_FACTS = (
    Fact("install", "Install", FactKind.CODE),
    Fact("latest_version", "Newest version"),
    Fact("latest_release", "Released", FactKind.DATE),
    Fact("first_release", "First released"),
    Fact("python_versions", "Python"),
    Fact("licence", "License"),
    Fact("concurrency", "Sync or async"),
    Fact("support", "Support"),
    Fact("tutorial_url", "Tutorial", FactKind.LINK),
    Fact("docs_url", "Documentation", FactKind.LINK),
    Fact("repo_url", "Source code", FactKind.LINK),
)


@dataclass(frozen=True, slots=True)
class ComparedFrameworks:
    """The frameworks that are compared, in the catalogue's order, and slugs that were unknown or named repeatedly.

    `waiting`: those that were asked for, too, and are too many to be shown; `more_unknown`: how many unknown slugs are
    not named.
    """

    frameworks: tuple[Framework, ...]
    waiting: tuple[Framework, ...] = ()
    unknown: tuple[str, ...] = ()
    repeated: tuple[str, ...] = ()
    more_unknown: int = 0


@dataclass(frozen=True, slots=True)
class ComparedFacts:
    """A fact about each framework."""

    fact: Fact
    cells: tuple[tuple[Framework, str], ...]

    @property
    def differs(self) -> bool:
        return len({content for _, content in self.cells}) > 1


@dataclass(frozen=True, slots=True)
class ComparedRatings:
    """Each framework's rating on a criterion; none if nobody rated it yet."""

    criterion: Criterion
    cells: tuple[tuple[Framework, Rating | None], ...]

    @property
    def differs(self) -> bool:
        return len({rating and rating.value for _, rating in self.cells}) > 1


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Facts, and ratings by group of criteria; and how many of them are hidden because all frameworks agree."""

    facts: tuple[ComparedFacts, ...]
    groups: tuple[tuple[str, tuple[ComparedRatings, ...]], ...]
    hidden_facts: int
    hidden_criteria: int


def choose(catalogue: Catalogue, asked: Sequence[str]) -> ComparedFrameworks:
    """Return the frameworks that are asked for by slug; the best known if none is, as long as they are few."""
    named = Counter(slug for slug in asked if slug)
    usual = best_known(catalogue).frameworks
    few = usual if len(usual) <= SHOWN_UNASKED else ()
    wanted = tuple(framework for framework in catalogue.frameworks if framework.slug in named) if named else few
    unknown, more_unknown = first_faults([slug for slug in named if slug not in catalogue.framework_of])
    return ComparedFrameworks(
        wanted[:MOST],
        wanted[MOST:],
        tuple(map(quoted, unknown)),
        tuple(slug for slug, times in named.items() if times > 1 and slug in catalogue.framework_of),
        more_unknown,
    )


def side_by_side(
    catalogue: Catalogue, frameworks: Sequence[Framework], *, only_differences: bool = False
) -> SideBySide:
    """Return some frameworks' facts and ratings, on demand only those that tell them apart."""
    facts = [
        ComparedFacts(fact, tuple((framework, str(getattr(framework.facts, fact.name))) for framework in frameworks))
        for fact in SHOWN_FACTS
    ]
    groups = [
        (
            name,
            [
                ComparedRatings(criterion, tuple((item, item.rating_of.get(criterion.slug)) for item in frameworks))
                for criterion in criteria
            ],
        )
        for name, criteria in catalogue.rated_groups()
    ]
    shown_facts = tuple(row for row in facts if row.differs or not only_differences)
    shown = [(name, tuple(row for row in rows if row.differs or not only_differences)) for name, rows in groups]
    return SideBySide(
        shown_facts,
        tuple((name, rows) for name, rows in shown if rows),
        len(facts) - len(shown_facts),
        sum(len(rows) for _, rows in groups) - sum(len(rows) for _, rows in shown),
    )


def comparison_path(catalogue: Catalogue, slugs: Collection[str], *, only_differences: bool = False) -> str:
    """Return the one address of a comparison, whatever the order in which the frameworks (slugs) are named."""
    # In the catalogue's order: otherwise search engines would take each order for a page of its own.
    chosen = [("f", framework.slug) for framework in catalogue.frameworks if framework.slug in slugs]
    only = [("only", "differences")] if only_differences else []
    query = urlencode([*chosen, *only])
    return f"{reverse('compare')}?{query}" if query else reverse("compare")
