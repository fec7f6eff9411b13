"""Tables of an impact, as a preview shows them, with names for people. No formula, no HTML."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from django.utils.text import get_text_list

from recommender.engine.result.persona_verdicts import PersonaVerdict
from recommender.engine.simulation.impact import Impact, Leaders, Shares
from recommender.engine.types import Catalogue

NOBODY = "Nobody"
KNOWN = "known disagreement"
"""The verdict on a persona that is not right, if somebody said why the catalogue stays as it is."""
LARGE_SHIFT = Fraction(5, 100)
"""The change of a share of wins, from 0 to 1, above which an editor is warned."""

Names = Mapping[str, str]
"""Names of frameworks by their slugs."""


@dataclass(frozen=True, slots=True)
class Said:
    """A catalogue's advice to a persona: who leads, how surely, and whether an expert would accept that.

    `disagreement`: why the advice stays although no expert would, if somebody said so.
    """

    leaders: str
    band: str
    is_right: bool
    disagreement: str = ""

    @property
    def is_red(self) -> bool:
        """Tell whether somebody should mend it: it is not right, and nobody said why."""
        return not self.is_right and not self.disagreement

    @property
    def verdict(self) -> str:
        return "green" if self.is_right else "red" if self.is_red else KNOWN

    @property
    def colour(self) -> str:
        """The verdict as the name of a style."""
        return "known" if self.verdict == KNOWN else self.verdict


@dataclass(frozen=True, slots=True)
class PersonaRow:
    """A persona that is told otherwise; nothing was said before to one that is new.

    `accepted` names the frameworks that an expert would accept.
    """

    name: str
    before: Said | None
    after: Said
    accepted: str

    @property
    def is_turned(self) -> bool:
        """Tell whether the verdict itself becomes another one."""
        return self.before is not None and self.before.verdict != self.after.verdict

    @property
    def turn(self) -> str:
        """The fate of the persona, in words."""
        if self.before is None:
            return f"new, {self.after.verdict}"
        if self.after.verdict == KNOWN:
            return f"{'becomes' if self.is_turned else 'stays'} a {KNOWN}"
        return f"{'turns' if self.is_turned else 'stays'} {self.after.verdict}"


@dataclass(frozen=True, slots=True)
class MoveRow:
    """A number of finished results that change from some leaders to others."""

    before: str
    after: str
    count: int


@dataclass(frozen=True, slots=True)
class ShareRow:
    """A framework's share of wins, from 0 to 1, before and after; None where it is not there."""

    name: str
    before: Fraction | None
    after: Fraction | None

    @property
    def difference(self) -> Fraction:
        return (self.after or Fraction(0)) - (self.before or Fraction(0))

    @property
    def is_large(self) -> bool:
        return abs(self.difference) > LARGE_SHIFT


def names_in(before: Catalogue, after: Catalogue) -> Names:
    """Return what frameworks of either catalogue are called; in the later one, if they are in both."""
    return {framework.slug: framework.name for framework in (*before.frameworks, *after.frameworks)}


def names_of_leaders(leaders: Leaders, names: Names) -> str:
    """Return who leads, in words: Django; Django and Flask; Django, Flask and FastAPI."""
    return get_text_list([names[slug] for slug in leaders], "and") or NOBODY


def persona_rows(impact: Impact, names: Names) -> list[PersonaRow]:
    """Return the personas that are told otherwise: first those that turn, then those that are red, then the rest."""
    rows = [
        PersonaRow(
            name=change.after.persona.name,
            before=said(change.before, names) if change.before else None,
            after=said(change.after, names),
            accepted=get_text_list([names.get(slug, slug) for slug in change.after.persona.accepted], "or"),
        )
        for change in impact.persona_changes
    ]
    return sorted(rows, key=lambda row: (not row.is_turned, not row.after.is_red, row.after.is_right))


def said(verdict: PersonaVerdict, names: Names) -> Said:
    leaders = names_of_leaders(verdict.leaders, names)
    return Said(leaders, verdict.band or "", verdict.is_right, verdict.persona.disagreement)


def move_rows(impact: Impact, names: Names) -> list[MoveRow]:
    return [
        MoveRow(names_of_leaders(before, names), names_of_leaders(after, names), count)
        for (before, after), count in impact.moves.items()
    ]


def share_rows(impact: Impact, names: Names) -> list[ShareRow]:
    """Return the shares of all frameworks, and of nobody, the largest change first."""
    rows = _share_rows(impact.shares_before, impact.shares_after, names)
    return sorted(rows, key=lambda row: -abs(row.difference))


def _share_rows(before: Shares, after: Shares, names: Names) -> Iterator[ShareRow]:
    """Yield a row for each framework of either catalogue, and one for nobody if nobody leads for somebody."""
    for slug in dict.fromkeys((*before, *after)):
        yield ShareRow(names[slug], before.get(slug), after.get(slug))
    # Fractions are exact: where nothing is left, the rest is 0 and not nearly 0.
    left = ShareRow(NOBODY, 1 - sum(before.values(), Fraction(0)), 1 - sum(after.values(), Fraction(0)))
    if left.before or left.after:
        yield left
