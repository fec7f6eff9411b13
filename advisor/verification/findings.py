"""A result document, recomputed from the edition that it names: what agrees and what does not. No HTTP, no database.

Command, page and API give this the same two documents that anybody can download. What agrees follows from the answers
that the document names; nothing here can tell that somebody gave these answers.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import ValidationError

from advisor.answer_checks import problems_in_answers
from advisor.candidates import ALL, IS_WIDE, Candidates
from advisor.exports.document import result_document
from advisor.exports.document_schema import SCHEMA_VERSION, ResultDocument
from advisor.report import Report, basis
from advisor.summary import RULE
from advisor.verification.parts import PARTS, Told, certainty
from recommender.editions.serialisation import WHAT_IF, sha256_of
from recommender.editions.stored import EditionError, parsed
from recommender.engine.contributions import Contributions
from recommender.engine.phrases import counted
from recommender.engine.result.analysis import analyse
from recommender.engine.result.what_if import ADDED_QUESTION, WhatIf
from recommender.engine.types import Answer, Catalogue, Importance
from recommender.models import Edition

SHOWN = 3
"""So many values, or differences, of a kind are told."""

NOT_COMPARED = (
    "Nothing else was compared: not the headline and other sentences, evidence, next steps, random draws, nor what "
    "add-ons and other methods would make of it."
)


class NotVerifiableError(Exception):
    """Nothing can be said of a result; the message tells why."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Whether a document and what was recomputed agree in one thing (None: not compared), and more of it in words."""

    label: str
    agrees: bool | None
    detail: str

    @property
    def verdict(self) -> str:
        return {True: "agrees", False: "does not agree", None: "not compared"}[self.agrees]


@dataclass(frozen=True, slots=True)
class Verification:
    """What was found of a result that rests on the edition with this number and digest."""

    edition: int
    digest: str
    findings: tuple[Finding, ...]

    @property
    def agrees(self) -> bool:
        """Return whether nothing speaks against the result."""
        return all(finding.agrees is not False for finding in self.findings)

    @property
    def summary(self) -> str:
        if self.agrees:
            return "The result follows from its answers and its edition of the catalogue."
        wrong = [finding.label for finding in self.findings if finding.agrees is False]
        return f"The result does not agree with its edition of the catalogue in {counted(len(wrong), 'respect')}."


def document_in(data: bytes) -> ResultDocument:
    """Return the result document in the bytes of a file. Errors: NotVerifiableError."""
    try:
        found = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise NotVerifiableError("This is not a result: it is not JSON.") from error
    version = found.get("schema_version") if isinstance(found, dict) else None
    if version is None:
        raise NotVerifiableError("This is not a result: it is JSON, but has no “schema_version”.")
    if version != SCHEMA_VERSION:
        raise NotVerifiableError(
            f"This document has schema version {str(version)[:20]}, and this release reads {SCHEMA_VERSION}. If the "
            "result has an address, take its document from there anew, or verify that address."
        )
    try:
        return ResultDocument.model_validate_json(data)
    except ValidationError as error:
        [first, *_] = error.errors()
        reason = ": ".join(filter(None, (" › ".join(map(str, first["loc"])), first["msg"])))
        raise NotVerifiableError(f"This is not a result: {reason}.") from error


def verify(told: ResultDocument, edition: bytes) -> Verification:
    """Recompute a result from the canonical JSON of its edition, and say in what both agree.

    Errors: NotVerifiableError when the edition is the right one, and yet nothing can be made of it.
    """
    digest = sha256_of(edition)
    named = told.edition.digest
    if digest != named:
        wrong = f"The edition has the SHA-256 {digest}, the result names {named}. So nothing else was compared."
        return Verification(told.edition.number, named, (Finding("Edition", False, wrong),))
    right = f"It has the SHA-256 {digest}, which the result names for edition {told.edition.number}."
    findings = [Finding("Edition", True, right)]
    whole, answers = Contributions(catalogue_in(edition)), answers_in(told)
    if problems := list(problems_in_answers(among_candidates(told, whole).catalogue, answers)):
        reason = f"{' › '.join(problems[0].path)}: {problems[0].reason}"
        findings.append(Finding("Answers", False, f"The edition does not allow them. {reason}"))
    else:
        findings += compared(told, recomputed(told, whole, answers))
    return Verification(told.edition.number, named, tuple(findings))


def catalogue_in(edition: bytes) -> Catalogue:
    """Return the catalogue in the canonical JSON of an edition. Errors: NotVerifiableError."""
    try:
        return parsed(json.loads(edition))
    except EditionError as error:
        raise NotVerifiableError(f"The edition {error}") from error
    except (ValueError, RecursionError, AttributeError, TypeError) as error:
        raise NotVerifiableError("The edition is no catalogue.") from error


def among_candidates(told: ResultDocument, whole: Contributions) -> Contributions:
    """Return the contributions of the frameworks that the result compares, of those of all."""
    return whole if is_wide(told) else whole.of_best_known


def is_wide(told: ResultDocument) -> bool:
    # Before there were best-known frameworks, all were compared.
    return IS_WIDE[told.candidates or ALL]


def answers_in(told: ResultDocument) -> dict[str, Answer]:
    """Return the answers that a document names. What a what-if made of them changes nothing when it is applied anew."""
    return {
        line.question: Answer(
            chosen=tuple(choice.slug for choice in line.chosen), importance=line.importance or Importance.NORMAL
        )
        for line in told.answers
        if line.state != "open" and line.question != ADDED_QUESTION
    }


def recomputed(told: ResultDocument, whole: Contributions, answers: Mapping[str, Answer]) -> ResultDocument:
    """Return the document that follows from the answers of another. Errors: NotVerifiableError."""
    contributions = among_candidates(told, whole)
    what_if = WHAT_IF.validate_python(told.what_if.model_dump()) if told.what_if else WhatIf()
    edition = Edition(number=told.edition.number, digest=told.edition.digest, created_at=told.edition.created_at)
    candidates = Candidates(
        is_wide=is_wide(told),
        best_known=whole.of_best_known.catalogue.frameworks,
        all=whole.catalogue.frameworks,
    )
    try:
        analysis = analyse(*basis(contributions, answers, what_if))
        return result_document(Report(analysis, edition, contributions.catalogue, what_if, candidates))
    # Both documents may come from a stranger, who can name in an edition what is not in it.
    except (LookupError, ArithmeticError, ValueError, TypeError, AttributeError) as error:
        raise NotVerifiableError("No result can be made of this edition: it contradicts itself.") from error


def compared(told: ResultDocument, found: ResultDocument) -> list[Finding]:
    """Return in what two documents agree, and the first differences where they do not."""
    findings = [comparison(label, part(told), part(found)) for label, part in PARTS.items()]
    if told.rule in (None, RULE):
        return [*findings, comparison("Certainty", certainty(told), certainty(found))]
    reason = f"It was judged by rule {told.rule}; this release knows rule {RULE}."
    return [*findings, Finding("Certainty", None, reason)]


def comparison(label: str, told: Told, found: Told) -> Finding:
    if told == found:
        first = [f"{name}: {value}" for name, value in told[:SHOWN]]
        return Finding(label, True, "; ".join([*first, "…"] if len(told) > SHOWN else first))
    says, follows = by_name(told), by_name(found)
    wrong = [
        f"{name}: the document says {says.get(name, 'nothing')}, recomputed it is {follows.get(name, 'nothing')}"
        for name in dict.fromkeys((*says, *follows))
        if says.get(name) != follows.get(name)
    ]
    more = f"; and {len(wrong) - SHOWN} more" if len(wrong) > SHOWN else ""
    return Finding(label, False, "; ".join(wrong[:SHOWN]) + more if wrong else "The order is another.")


def by_name(told: Told) -> dict[str, str]:
    """Return all that is said under each name."""
    values: dict[str, list[str]] = {}
    for name, value in told:
        values.setdefault(name, []).append(value)
    return {name: " and ".join(found) for name, found in values.items()}
