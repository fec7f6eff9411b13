"""The shape of a result as a JSON document. Each field says what it holds: the published JSON Schema quotes it.

A reader must ignore fields that it does not know: new ones may come without a new version. `schema_version` is raised
when a field is removed, or holds something else than before.
"""

import json
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field

from advisor.candidates import Named
from advisor.exports.document_findings import (
    CertaintyPart,
    ContrastsPart,
    DocumentPart,
    Number,
    Percentage,
    SecondOpinionsPart,
    WhatWouldChangePart,
    WinSharesPart,
)
from recommender.engine.types import EvidenceKind, Importance

# Before it is raised, today's schema goes into published/: downloaded files stay valid by the schema of their version.
SCHEMA_VERSION: Literal[2] = 2

PUBLISHED = Path(__file__).parent / "published"
"""The schemas of earlier versions, by which files of their time stay valid. They never change."""

Timestamp = Annotated[datetime, AfterValidator(lambda moment: moment.replace(microsecond=0))]


class EditionPart(DocumentPart):
    """The edition of the catalogue that the result rests on."""

    number: Annotated[int, Field(ge=1)]
    """Its number, counted from 1."""
    digest: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    """The SHA-256 of its canonical JSON, in hexadecimal."""
    created_at: Timestamp
    """When it was made (UTC)."""
    url: str | None = None
    """Where its canonical JSON is to be had; null in documents of before editions were public."""


class ChoicePart(DocumentPart):
    """Something that was chosen."""

    slug: str
    """Its key in the catalogue."""
    text: str
    """What the questionnaire calls it."""


class AnswerPart(DocumentPart):
    """A question that is asked, and what was answered."""

    question: str
    """The key of the question."""
    text: str
    """The question."""
    state: Literal["answered", "skipped", "open"]
    """Only what is answered counts; an open question has neither been answered nor skipped."""
    chosen: tuple[ChoicePart, ...]
    """What was chosen, empty unless answered; several only where the question asks for known frameworks."""
    importance: Importance | None
    """How much the answer counts: half 1, normal 2, double and must-have 4; null unless answered."""
    counts: bool | None = None
    """Whether it asks for anything, so that its importance matters; null in documents of before this was told."""


class WhatIfPart(DocumentPart):
    """What was tried out on the answers. The rest of the document already follows from it."""

    percents: dict[str, int]
    """By the key of a criterion, how much it counts in percent; 100 is what the answers make of it."""
    dropped: tuple[str, ...]
    """The keys of the frameworks left out."""
    eased: tuple[str, ...]
    """The keys of the questions whose must-have counts double instead."""
    demanded: tuple[str, ...]
    """The keys of the questions whose answer becomes a must-have."""
    added: tuple[str, ...] | None
    """The keys of the criteria that get weight by hand; null where they are those to which the answers give none."""


class EvidencePart(DocumentPart):
    """A fact with its source."""

    statement: str
    """The fact."""
    kind: EvidenceKind
    """Where it comes from."""
    source: str
    """The title of the source."""
    url: str
    """Its address; empty if it has none."""
    published: str
    """When it was published: a year, year-month or date; empty if undated."""
    checked: date
    """When an editor last looked at it."""


class RatingWithAddOnPart(DocumentPart):
    """A rating with the usual add-on that raises it most counted."""

    add_on: str
    """The key of the add-on, unique within its framework."""
    name: str
    """The name of the add-on."""
    value: Percentage
    """The rating with it, 0 to 100."""
    low: Percentage
    """The low end of its likely range."""
    high: Percentage
    """The high end of its likely range."""
    rationale: str
    """Why it is rated so."""
    evidence: tuple[EvidencePart, ...]
    """What the rating rests on."""


class MissPart(DocumentPart):
    """A must-have that a framework does not meet."""

    question: str
    """The key of the question whose answer demands it."""
    criterion: str
    """The key of the criterion."""
    least: Percentage
    """The minimum rating required, 0 to 100."""
    rating: Percentage
    """The framework's own rating, 0 to 100; it is judged by that with the usual add-ons."""
    high: Percentage
    """How high its own rating may plausibly be, 0 to 100."""
    with_add_on: RatingWithAddOnPart | None = None
    """The rating with the usual add-on by which it is judged; null if no add-on raises its own."""


class RaisedPart(DocumentPart):
    """A criterion on which an add-on raises its framework."""

    criterion: str
    """The key of the criterion."""
    value: Percentage
    """The rating with the add-on, 0 to 100."""


class AddOnPart(DocumentPart):
    """A well-kept package that people usually add to a framework, and that these answers call for."""

    add_on: str
    """Its key, unique within its framework."""
    name: str
    """Its name."""
    summary: str
    """What it adds, in a few words."""
    install: str
    """The command that installs it."""
    docs_url: str
    """The address of its documentation."""
    latest_version: str
    """Its newest version when the edition was made."""
    latest_release: str
    """When that was released: a year, year-month or date."""
    licence: str
    """Its license."""
    raises: tuple[RaisedPart, ...]
    """What it is needed for, what it gains most first: criteria that count, and that none before it raises as far."""
    needed_for_must_haves: tuple[str, ...] = ()
    """The keys of the questions whose must-have the framework meets with it and not without."""


class StandingPart(DocumentPart):
    """A framework's place in the ranking."""

    rank: Annotated[int, Field(ge=1)]
    """Its rank, from 1; equal frameworks share one."""
    framework: str
    """Its key in the catalogue."""
    name: str
    """Its name."""
    score: Number
    """Its score, from 0 to 100 points: the mean of its ratings by the weights of the criteria."""
    score_with_add_ons: Number | None = None
    """The same with the usual add-ons counted; it decides nothing. Null in documents of before this was told."""
    mended_with: tuple[AddOnPart, ...] = ()
    """The add-ons that these answers call for: those that must-haves need first, then those that gain a point of the
    score or more, what gains most first."""
    move: str = ""
    """What moving the visitor's application to it means, in words; empty if nobody said what that is built with."""
    missed: tuple[MissPart, ...]
    """The must-haves it misses. A framework that misses one ranks below all that miss none."""


class RatingPart(DocumentPart):
    """How well a framework meets a criterion."""

    framework: str
    """The key of the framework."""
    value: Percentage
    """The rating that counts, 0 to 100; 0 if nobody rated it."""
    low: Percentage | None
    """The low end of the likely range; null if no editor rated it."""
    high: Percentage | None
    """The high end of the likely range; null if no editor rated it."""
    rationale: str
    """Why it is rated so; empty if no editor rated it."""
    evidence: tuple[EvidencePart, ...]
    """What the rating rests on."""
    with_add_on: RatingWithAddOnPart | None = None
    """The rating with the usual add-on that raises it most; null if none does."""


class IntervalPart(DocumentPart):
    """The weights at which the first framework stays in front, all other weights unchanged."""

    low: Number
    """The lowest, in the unit of `weight`."""
    high: Number | None
    """The highest, in the unit of `weight`; null if no weight is too much."""


class CriterionPart(DocumentPart):
    """A criterion that counts for these answers."""

    criterion: str
    """Its key in the catalogue."""
    name: str
    """Its name."""
    group: str
    """The group it belongs to."""
    weight: Annotated[int, Field(ge=1)]
    """Its weight; only its proportion to the other weights has a meaning."""
    share: Number
    """Its share of all weight, from 0 to 1; the shares add up to 1."""
    stays_in_front: IntervalPart | None
    """Between which weights the first framework stays first; null unless exactly one leads."""
    ratings: tuple[RatingPart, ...]
    """The rating of each framework, in the order of the ranking."""


class FirstPagePart(DocumentPart):
    """The way from an empty folder to a page that answers."""

    commands: tuple[str, ...]
    """The commands to run first, in a virtual environment."""
    file: str
    """The file to write then; empty if the commands write all there is."""
    code: str
    """What to write to it."""
    serve: str
    """The command that starts the server."""
    address: str
    """The address that shows the page."""


class ReadingPart(DocumentPart):
    """Something worth reading beside the official tutorial."""

    title: str
    """Its title."""
    url: str
    """Its address."""
    published: str
    """When it was published: a year, year-month or date; empty if undated."""


class NextStepPart(DocumentPart):
    """What to do first with a framework."""

    framework: str
    """The key of the framework."""
    stays: bool
    """Whether the visitor's application is built with it already."""
    first_page: FirstPagePart | None
    """The way to a first page; null if it is not told."""
    tutorial_url: str
    """The address of the official tutorial; empty if there is none."""
    docs_url: str
    """Where the documentation begins."""
    further_reading: tuple[ReadingPart, ...]
    """What to read beside these."""
    needed_add_ons: tuple[AddOnPart, ...]
    """The first few of `mended_with`, but all that a must-have needs."""


class OutsideOptionPart(DocumentPart):
    """Something else than a framework that may serve the project better. It is not ranked."""

    option: str
    """Its key in the catalogue."""
    name: str
    """Its name, or what kind of thing it is."""
    text: str
    """What it is and when it is enough, in a sentence."""
    url: str
    """Where its documentation begins."""


class ResultDocument(DocumentPart):
    """A result with everything it rests on. Ignore fields you do not know: new ones may come in the same version."""

    schema_version: Literal[2]
    """The version of this document's shape."""
    title: str
    """The name of the project; empty if it has none."""
    note: str
    """The owner's note; empty if there is none."""
    url: str | None
    """The public address of the result; null if it was not kept."""
    origin_url: str | None
    """The address of the result on which a kept what-if was tried; null for any other result."""
    finished_at: Timestamp | None
    """When it was finished (UTC); null if it was not kept."""
    edition: EditionPart
    """The catalogue's edition, to which the result is pinned."""
    rule: int | None = None
    """The number of the rule by which certainty was judged; null in documents of before this was told."""
    license: str = ""
    """The address of the licence of the ratings and other texts of the catalogue that this document holds, but not of
    its title and note, which are their owner's; empty in documents of before this was told."""
    attribution: str = ""
    """A line that is enough to credit them; empty in documents of before this was told."""
    candidates: Named | None = None
    """Which frameworks were compared: the best known, or all; null in documents of before this was told."""
    headline: str
    """The recommendation in one sentence."""
    lead: str
    """The scores behind it, in a sentence; or what to do if there is no recommendation."""
    leaders: tuple[str, ...]
    """The keys of the frameworks that share the first rank; empty if the answers tell none from another."""
    certainty: CertaintyPart | None
    """How sure it is; null without leaders."""
    lead_with_add_ons: str = ""
    """Who would lead with the usual add-ons counted, in a sentence; empty if the same would."""
    standings: tuple[StandingPart, ...]
    """The ranking, best first."""
    next_steps: tuple[NextStepPart, ...] = ()
    """What to do first with the recommended framework, or with each that is close; empty if none is recommended."""
    ways_to_stay: tuple[NextStepPart, ...] = ()
    """The same of what the application is built with, if that would lead with the usual add-ons and is not
    recommended."""
    answers: tuple[AnswerPart, ...]
    """Every question that is asked, in its order, with the answer given."""
    what_if: WhatIfPart | None
    """What was tried out on the answers; null if nothing was."""
    criteria: tuple[CriterionPart, ...]
    """The criteria that count, what weighs most first."""
    contrasts: ContrastsPart | None
    """Why the first is before the second; null without leaders."""
    what_would_change_it: WhatWouldChangePart | None
    """What would change the result; null without leaders."""
    win_shares: WinSharesPart | None
    """How it fares when weights and ratings are a little off; null if no answer has any weight."""
    second_opinions: SecondOpinionsPart | None
    """What other methods say; null if no answer has any weight."""
    outside_options: tuple[OutsideOptionPart, ...] = ()
    """What may serve the project better than any framework, by its answers; at most two."""


def json_schema(version: int = SCHEMA_VERSION) -> dict[str, Any]:
    """Return the JSON Schema of the document, in today's version or an earlier one."""
    if version != SCHEMA_VERSION:
        earlier: dict[str, Any] = json.loads((PUBLISHED / f"schema-{version}.json").read_text())
        return earlier
    schema = ResultDocument.model_json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
