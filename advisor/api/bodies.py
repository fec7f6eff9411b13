"""Bodies that the API is sent, and that it answers with beside the result document."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic.config import JsonDict

from advisor.candidates import IS_WIDE, Named
from advisor.exports.document_schema import EditionPart, ResultDocument
from advisor.models import NOTE_LENGTH, TITLE_LENGTH
from recommender.engine.result.what_if import GREATEST_PERCENT, WhatIf
from recommender.engine.types import Answer, Catalogue, Importance

EXAMPLE: JsonDict = {
    "project": {"chosen": ["public-api"]},
    "known": {"chosen": ["fastapi", "flask"], "importance": "double"},
}


class Body(BaseModel):
    """Something sent to the API; a field that it does not know is an error, because it could be a slip."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)


class GivenAnswer(Body):
    """An answer to one question."""

    chosen: tuple[str, ...] = ()
    """The keys of what is chosen: one choice, or any frameworks where a question asks for known ones; none: skipped."""
    importance: Importance = Importance.NORMAL
    """How much it counts: half 1, normal 2, double and must-have 4."""

    def answer(self) -> Answer:
        return Answer(chosen=self.chosen, importance=self.importance)


class GivenAnswers(Body):
    """Answers to questions of the catalogue's current edition."""

    answers: dict[str, GivenAnswer]
    """The answers by the keys of their questions; what is left out stays open."""
    candidates: Named = "best-known"
    """Which frameworks are compared: the best known, or all."""

    @property
    def is_wide(self) -> bool:
        return IS_WIDE[self.candidates]

    def given(self) -> dict[str, Answer]:
        return {slug: item.answer() for slug, item in self.answers.items()}


class GivenWhatIf(Body):
    """What to try out on the answers."""

    percents: dict[str, Annotated[int, Field(strict=True, ge=0, le=GREATEST_PERCENT)]] = {}
    """By the key of a criterion, how much it counts in percent; 100 is what the answers make of it."""
    dropped: tuple[str, ...] = ()
    """The keys of frameworks to leave out."""
    eased: tuple[str, ...] = ()
    """The keys of questions whose must-have counts double instead."""
    demanded: tuple[str, ...] = ()
    """The keys of questions whose answer becomes a must-have."""

    def what_if(self) -> WhatIf:
        return WhatIf(percents=self.percents, dropped=self.dropped, eased=self.eased, demanded=self.demanded)


class RecommendBody(GivenAnswers):
    """Answers to rank the frameworks by. Nothing is stored."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"answers": EXAMPLE, "what_if": {"dropped": ["flask"]}}]})

    what_if: GivenWhatIf | None = None
    """What to try out on the answers, if anything."""


class CreateBody(GivenAnswers):
    """Answers to make a result of, which is kept under an address of its own."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"answers": EXAMPLE, "title": "Partner API"}]})

    title: Annotated[str, Field(max_length=TITLE_LENGTH)] = ""
    """The name of the project, in one line. Everybody with the link can read it."""
    note: Annotated[str, Field(max_length=NOTE_LENGTH)] = ""
    """A note on the result, in plain text. Everybody with the link can read it."""


class Reply(BaseModel):
    """Something that the API answers with."""

    model_config = ConfigDict(use_attribute_docstrings=True)


class CreatedResult(Reply):
    """A result that was just made."""

    share_url: str
    """Its public address, for people."""
    badge_url: str
    """The address of its badge, an SVG picture for a README."""
    owner_url: str
    """Its owner's address: whoever has it can rename and delete the result. It is told only now; keep it secret."""
    result: ResultDocument
    """The result."""


class CatalogueDocument(Reply):
    """The whole catalogue: frameworks, criteria, ratings with their evidence, questions and their effects."""

    edition: EditionPart
    """The edition."""
    license: str
    """The address of its licence."""
    attribution: str
    """A line that is enough to credit it."""
    catalogue: Catalogue
    """What it holds. Ratings go from 0 to 100; points, weights and requirements are integers."""


class EditionSummary(Reply):
    """An edition of the catalogue."""

    edition: EditionPart
    """The edition; `url` has its whole content."""
    page: str
    """The address of its page."""
    is_current: bool
    """Whether questionnaires that begin now use it."""
    reasons: tuple[str, ...]
    """Why it was made, in its editors' words, as far as these are public."""


class EditionList(Reply):
    """Editions of the catalogue, the newest first."""

    editions: tuple[EditionSummary, ...]
    """All that there are."""


class DifferencePart(Reply):
    """One difference between two editions."""

    path: tuple[str, ...]
    """The names that lead to it, from the part of the catalogue in."""
    kind: Literal["added", "removed", "changed"]
    """What happened to it."""
    before: str | None
    """What stood there, in words; null if nothing did."""
    after: str | None
    """What stands there now; null if nothing does."""


class EditionDetails(EditionSummary):
    """An edition with its differences from the one before."""

    before: int | None
    """The number of the edition before; null if none is left."""
    summary: str
    """How many differences there are from that, and of what kind, in words."""
    differences: tuple[DifferencePart, ...] | None
    """The differences from it; null if there is none, or one of the two cannot be read."""


class FindingPart(Reply):
    """Whether a result agrees with what was recomputed, in one thing."""

    label: str
    """What was compared."""
    agrees: bool | None
    """Whether both agree; null if it was not compared."""
    detail: str
    """What was found, or where they differ."""


class VerificationDocument(Reply):
    """A result, recomputed from its own document and that of its edition."""

    agrees: bool
    """Whether nothing speaks against the result."""
    summary: str
    """The same in a sentence."""
    edition: int
    """The number of its edition."""
    digest: str
    """The SHA-256 of the edition, as the result names it."""
    findings: tuple[FindingPart, ...]
    """What was compared, one after the other."""
