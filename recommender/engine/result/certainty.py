"""The certainty of a recommendation: how far all weights may be off before another framework draws level."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from recommender.engine.result.explain import leads_over
from recommender.engine.result.sensitivity import Sensitivity
from recommender.engine.scoring import Outcome, Standing, utility


class Band(StrEnum):
    """The bands of certainty, the least certain first."""

    CLOSE = "close"
    LIKELY = "likely"
    CLEAR = "clear"


# Conventions of this project, chosen by how often a leader survives small mistakes: see docs/method.md. Everything that
# names a limit, pages and schemas included, takes it from here.
BAND_LIMITS = {Band.CLOSE: Fraction(10, 100), Band.LIKELY: Fraction(25, 100)}
"""The tolerance, a share of the weights, below which a lead is in a band; what is in none of these is clear."""


@dataclass(frozen=True, slots=True)
class Tolerance:
    """The share of itself by which every weight may be off at once before a rival draws level with the leader.

    Alike are two that are rated the same on everything that counts; their share is 0 and no weights tell them apart.
    """

    rival: Standing
    share: Fraction
    are_alike: bool


@dataclass(frozen=True, slots=True)
class Certainty:
    """The band, whether one step of importance lowered it, and who stands together if it is close.

    `tolerances` are those against the outcome's rivals, whom weights could bring in front at all.
    """

    tolerances: tuple[Tolerance, ...]
    band: Band
    is_lowered: bool
    together: tuple[Standing, ...]

    @property
    def least(self) -> Tolerance | None:
        """The least tolerance, against the nearest rival."""
        return min(self.tolerances, key=lambda item: item.share, default=None)


def certainty(outcome: Outcome, sensitivity: Sensitivity) -> Certainty:
    """Return how sure the lead is.

    The band follows from the least tolerance by `BAND_LIMITS`; a clear lead is only likely if one step of one answer's
    importance, or giving up one must-have, changes who leads. When it is close, `together` are all from the first
    to the last close rival, in the order of the ranking; none of them misses a must-have that the leader meets.

    Errors: ValueError when nobody leads.
    """
    if not outcome.leaders:
        raise ValueError("Without a leader there is nothing to be sure of.")
    leader = outcome.leaders[0]
    tolerances = tuple(tolerance(outcome, leader, rival) for rival in outcome.rivals)
    # Without a rival no weights at all can bring somebody else in front.
    unshaken = band_of(min((item.share for item in tolerances), default=Fraction(1)))
    is_lowered = unshaken is Band.CLEAR and bool(sensitivity.importance_steps)
    close = [place for place, item in enumerate(tolerances, start=1) if band_of(item.share) is Band.CLOSE]
    # Who is between two of them in the ranking has a better score than the last: left out, it would look like a slip.
    together = (leader, *outcome.rivals[: close[-1]]) if close else ()
    return Certainty(tolerances, Band.LIKELY if is_lowered else unshaken, is_lowered, together)


def band_of(share: Fraction) -> Band:
    """Return the band of a tolerance, a share of the weights from 0 to 1."""
    # In the table's order, which goes up: the first limit that is not reached decides.
    return next((band for band, limit in BAND_LIMITS.items() if share < limit), Band.CLEAR)


def tolerance(outcome: Outcome, leader: Standing, rival: Standing) -> Tolerance:
    """Return the tolerance of the leader against a rival: sum(W d) / sum(W |d|), d the differences of their ratings.

    If every weight may be off by a share s of itself, the worst case takes s from each weight that favours the leader
    and adds it to the others: that costs s sum(W |d|) of the lead sum(W d).
    """
    leads = leads_over(outcome, leader.framework.slug, rival.framework.slug)
    spread = utility(outcome.weights, {slug: abs(lead) for slug, lead in leads.items()})
    if not spread:
        return Tolerance(rival, Fraction(0), are_alike=True)
    return Tolerance(rival, Fraction(utility(outcome.weights, leads), spread), are_alike=False)
