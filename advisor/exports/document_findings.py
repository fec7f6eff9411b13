"""The shape of what a result document says beside the ranking: how sure it is, why, and what would change it."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from recommender.engine.result.certainty import BAND_LIMITS, Band

LIMITS = ", ".join(f"below {float(limit):g} {band}" for band, limit in BAND_LIMITS.items())

Percentage = Annotated[int, Field(ge=0, le=100)]
ShareOfOne = Annotated[float, Field(ge=0, le=1)]


class DocumentPart(BaseModel):
    """A part of the document."""

    model_config = ConfigDict(frozen=True, use_attribute_docstrings=True)


class Number(DocumentPart):
    """A number, exactly and to read."""

    exact: Annotated[str, Field(pattern=r"^-?[0-9]+(/[1-9][0-9]*)?$")]
    """The exact value as a fraction in lowest terms, such as “1234/17”, or as an integer, such as “0”."""
    decimal: float
    """The same, rounded to six decimals."""


class TolerancePart(DocumentPart):
    """How far all weights may be off at once before a rival draws level with the first framework."""

    rival: str
    """The key of the rival."""
    share: Number
    """The tolerance as a share of each weight, from 0 to 1."""
    are_alike: bool
    """Whether both are rated the same on everything that counts; the share is 0 then."""


class CertaintyPart(DocumentPart):
    """How sure the first place is."""

    band: Annotated[Band, Field(description=f"The band of the least tolerance: {LIMITS}, else {Band.CLEAR}.")]
    is_lowered: bool
    """Whether it is only likely instead of clear, because one step of one answer's importance, or giving up one
    must-have, changes who leads."""
    sentence: str
    """The same in words."""
    tolerances: tuple[TolerancePart, ...]
    """The tolerance against each framework that other weights could bring in front."""
    together: tuple[str, ...]
    """If it is close, the keys of all from the first to the last close rival, in the order of the ranking."""


class CriterionContrastPart(DocumentPart):
    """What one criterion contributes to the gap."""

    criterion: str
    """The key of the criterion."""
    points: Number
    """By how many points the first framework leads on it; negative where it lags."""


class AnswerContrastPart(DocumentPart):
    """What one answer contributes to the gap."""

    question: str
    """The key of the question."""
    points: Number
    """By how many points the first framework leads because of it; negative where it lags."""


class ContrastsPart(DocumentPart):
    """Why the first framework of the ranking is before the second. Each list adds up to `gap` exactly."""

    first: str
    """The key of the first framework."""
    second: str
    """The key of the second framework."""
    gap: Number
    """The first score minus the second, in points; negative if the second scores more but misses a must-have."""
    by_criterion: tuple[CriterionContrastPart, ...]
    """The gap by criterion, the largest lead first."""
    by_answer: tuple[AnswerContrastPart, ...]
    """The gap by answer, the largest lead first."""


class WhyNotPart(DocumentPart):
    """How a framework that does not lead could."""

    framework: str
    """Its key in the catalogue."""
    sentence: str
    """Where it stands, and with which other preferences it would win."""


class WhatWouldChangePart(DocumentPart):
    """What would change the result, in sentences: preferences only, never another kind of project, a skip, or a
    must-have that was not set."""

    why_not: tuple[WhyNotPart, ...]
    """What would make those five win that have the highest scores of all that do not; the nearest to it first."""
    changes: tuple[str, ...]
    """Every change of one preference, in one thing, that changes who leads."""
    limits: tuple[str, ...]
    """With which weight of one criterion a rival catches up, the nearest first; not what takes more than five times."""
    safe: tuple[str, ...]
    """The questions whose answer alone cannot change who leads."""


class PositionPart(DocumentPart):
    """How a framework fared in the draws."""

    framework: str
    """Its key in the catalogue."""
    acceptability: tuple[ShareOfOne, ...]
    """The share of the draws in which it comes first, second and so on; adds up to 1."""
    wins: dict[str, ShareOfOne]
    """By the key of each other framework, the share in which it is before that one; a tie counts half."""
    low: Annotated[float, Field(ge=0, le=100)]
    """The 5 % quantile of its score, in points."""
    high: Annotated[float, Field(ge=0, le=100)]
    """The 95 % quantile of its score, in points."""
    sentence: str
    """Which weights bring it to the first place."""


class WinSharesPart(DocumentPart):
    """How often each framework comes first when weights and ratings are only roughly known (SMAA-2)."""

    draws: Annotated[int, Field(ge=1)]
    """How many times weights and ratings were drawn; the draws are the same every time."""
    summary: str
    """How often the first framework of the ranking came first, in words."""
    positions: tuple[PositionPart, ...]
    """The frameworks in the order of the ranking."""


class VerdictPart(DocumentPart):
    """Where a method places a framework."""

    framework: str
    """Its key in the catalogue."""
    rank: Annotated[int, Field(ge=1)]
    """Its rank by this method, from 1."""
    value: float
    """The method's own figure: closeness (TOPSIS), Q (VIKOR, less is better) or net flow (PROMETHEE)."""


class OpinionPart(DocumentPart):
    """What another published method says."""

    method: str
    """Its name."""
    verdicts: tuple[VerdictPart, ...]
    """Its ranking."""
    proposed: tuple[str, ...]
    """The keys of those it proposes: VIKOR's compromise set, or whoever it ranks first."""


class SecondOpinionsPart(DocumentPart):
    """What other methods say of the same weights and ratings; reported, never decisive."""

    agreement: str
    """Whether they agree, in a sentence."""
    is_partial: bool
    """Whether a framework takes no part because it misses a must-have."""
    opinions: tuple[OpinionPart, ...]
    """The methods; empty if there is nothing to compare."""
