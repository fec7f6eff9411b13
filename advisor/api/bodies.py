"""Bodies that the API is sent, and that it answers with beside the result document."""

from typing import Annotated

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


class CreatedResult(BaseModel):
    """A result that was just made."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    share_url: str
    """Its public address, for people."""
    badge_url: str
    """The address of its badge, an SVG picture for a README."""
    owner_url: str
    """Its owner's address: whoever has it can rename and delete the result. It is told only now; keep it secret."""
    result: ResultDocument
    """The result."""


class CatalogueDocument(BaseModel):
    """The whole catalogue: frameworks, criteria, ratings with their evidence, questions and their effects."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    edition: EditionPart
    """The edition."""
    catalogue: Catalogue
    """What it holds. Ratings go from 0 to 100; points, weights and requirements are integers."""
