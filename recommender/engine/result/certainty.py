"""The certainty of a recommendation: how far all weights may be off before another framework draws level."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from recommender.engine.result.explain import leads_over
from recommender.engine.result.sensitivity import Sensitivity
from recommender.engine.scoring import Outcome, Standing, utility


class Band(StrEnum):
    """The bands of certainty, the least certain first."""

    TOO_CLOSE = "too close to call"
    LEANING = "leaning"
    CLEAR = "clear"

    @property
    def one_down(self) -> "Band":
        """The band below; the lowest has none and stays."""
        return {Band.CLEAR: Band.LEANING}.get(self, Band.TOO_CLOSE)

    @property
    def one_up(self) -> "Band":
        """The band above; the highest has none and stays."""
        return {Band.TOO_CLOSE: Band.LEANING}.get(self, Band.CLEAR)


# Conventions of this project. Everything that names a limit, pages and schemas included, takes it from here.
BAND_LIMITS = {Band.TOO_CLOSE: Fraction(6, 100), Band.LEANING: Fraction(15, 100)}
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
    """The band, whether a changed answer lowered it, and who stands together if it is too close to call.

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

    The band follows from the least tolerance by `BAND_LIMITS`; it is one lower if an answer changed in one thing
    changes who leads. When it is too close to call, `together` are the leader and the rivals that are as close as the
    band before lowering says, in the order of the ranking; none of them misses a must-have that the leader meets.

    Errors: ValueError when nobody leads.
    """
    if not outcome.leaders:
        raise ValueError("Without a leader there is nothing to be sure of.")
    leader = outcome.leaders[0]
    tolerances = tuple(tolerance(outcome, leader, rival) for rival in outcome.rivals)
    unshaken = band_of(min((item.share for item in tolerances), default=Fraction(1)))
    band = unshaken.one_down if sensitivity.changes else unshaken
    together = [item.rival for item in tolerances if band_of(item.share) in {unshaken, Band.TOO_CLOSE}]
    return Certainty(tolerances, band, band is not unshaken, (leader, *together) if band is Band.TOO_CLOSE else ())


def band_of(share: Fraction) -> Band:
    """Return the band of a tolerance, a share of the weights from 0 to 1."""
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
