"""A catalogue in editors' words: what each part is called and says, with names in place of slugs."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Any

from recommender.engine.phrases import counted
from recommender.engine.types import (
    NONE_OF_THESE,
    Answer,
    Catalogue,
    Choice,
    Claim,
    Condition,
    Criterion,
    Evidence,
    Framework,
    Persona,
    Question,
    Rating,
    Section,
)

LABELS = {
    "checked": "last checked",
    "docs_url": "documentation",
    "high": "plausible to",
    "low": "plausible from",
    "position": "place",
    "repo_url": "repository",
    "url": "address",
    "why": "why we ask",
}
"""What editors call a field, where that is not the field's own name."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a catalogue: its name, what it says in a line, and its own parts by their keys."""

    name: str
    gist: str
    parts: Mapping[Any, "Part"] = field(default_factory=dict)
    is_ordered: bool = False


class Outline:
    """Puts catalogues that are to be compared into words, with one name for each thing, the first that it has."""

    def __init__(self, *catalogues: Catalogue) -> None:
        self.frameworks = {NONE_OF_THESE: "None of these"}
        self.criteria: dict[str, str] = {}
        self.sections: dict[str, str] = {}
        self.questions: dict[str, str] = {}
        self.choices: dict[tuple[str, str], str] = {}
        for catalogue in reversed(catalogues):
            self.frameworks |= {item.slug: item.name for item in catalogue.frameworks}
            self.criteria |= {item.slug: item.name for item in catalogue.criteria}
            self.sections |= {item.slug: item.title for item in catalogue.sections}
            self.questions |= {item.slug: item.text for item in catalogue.questions}
            self.choices |= {
                (question.slug, choice.slug): choice.text
                for question in catalogue.questions
                for choice in question.choices
            }

    def of(self, catalogue: Catalogue) -> Part:
        """The whole catalogue."""
        questions = {
            question.slug: self.question(question, section)
            for section in catalogue.sections
            for question in section.questions
        }
        groups = (
            listed("criteria", {item.slug: criterion(item) for item in catalogue.criteria}),
            group("frameworks", {item.slug: self.framework(item) for item in catalogue.frameworks}),
            listed("sections", {item.slug: section_part(item) for item in catalogue.sections}),
            listed("questions", questions),
            listed("personas", {item.slug: self.persona(item) for item in catalogue.personas}),
        )
        return group("", {part.name: part for part in groups})

    def framework(self, item: Framework) -> Part:
        parts = {
            **leaves(item, "facts", "evidence", "ratings", "claims"),
            **leaves(item.facts),
            "evidence": group("evidence", {piece.key: evidence(piece) for piece in item.evidence}),
            "ratings": group("ratings", {rating.criterion: self.rating(rating) for rating in item.ratings}),
            "claims": listed("claims", {claim.text: self.claim(claim) for claim in item.claims}),
        }
        sizes = counted(len(item.ratings), "rating"), counted(len(item.claims), "claim")
        return Part(item.name, f"{item.summary} ({', '.join(sizes)})", parts)

    def rating(self, item: Rating) -> Part:
        name = self.criteria.get(item.criterion, item.criterion)
        gist = f"{item.value}, plausible from {item.low} to {item.high}: {item.rationale}"
        return Part(name, gist, leaves(item, "criterion"))

    def claim(self, item: Claim) -> Part:
        about = leaf("criterion", self.criteria.get(item.criterion, item.criterion))
        parts = {**leaves(item, "criterion", "text"), "criterion": about}
        return Part(item.text, f"{item.status.label}: {item.reason}", parts)

    def question(self, item: Question, section: Section) -> Part:
        choices = {choice.slug: self.choice(item, choice) for choice in item.choices}
        known = item.familiarity
        parts = {
            "section": leaf("section", self.sections[section.slug]),
            **leaves(item, "ask_if", "familiarity", "choices"),
            "ask_if": leaf("asked only after", "; ".join(map(self.condition, item.ask_if))),
            "familiarity": leaf("familiarity", self.points(known.criterion, known.points) if known else ""),
            "choices": listed("choices", choices),
        }
        offered = "the frameworks" if known else "; ".join(choice.name for choice in choices.values())
        return Part(item.text, f"Choices: {offered or 'none yet'}", parts)

    def choice(self, question: Question, item: Choice) -> Part:
        effects = [self.points(slug, points) for slug, points in item.effects.items()]
        parts = {
            **leaves(item, "effects", "requirements"),
            "effects": self.numbers("points to", item.effects),
            "requirements": self.numbers("least rating as a must-have", item.requirements),
        }
        return Part(self.choices[question.slug, item.slug], ", ".join(effects) or "No points", parts)

    def condition(self, item: Condition) -> str:
        choice = self.choices.get((item.question, item.choice), item.choice)
        return f"{self.questions.get(item.question, item.question)} {choice}"

    def persona(self, item: Persona) -> Part:
        answers = {
            slug: leaf(self.questions.get(slug, slug), self.answer(slug, answer))
            for slug, answer in item.answers.items()
        }
        accepted = ", ".join(self.frameworks.get(slug, slug) for slug in item.accepted)
        parts = {
            **leaves(item, "answers", "accepted"),
            "answers": group("answers", answers),
            "accepted": leaf("accepted frameworks", accepted),
        }
        return Part(item.name, item.description, parts)

    def answer(self, question: str, item: Answer) -> str:
        names = [self.choices.get((question, slug)) or self.frameworks.get(slug, slug) for slug in item.chosen]
        return f"{', '.join(names) or 'skipped'} ({item.importance.label.lower()})"

    def points(self, criterion: str, points: int) -> str:
        return f"{counted(points, 'point')} to {self.criteria.get(criterion, criterion)}"

    def numbers(self, name: str, found: Mapping[str, int]) -> Part:
        """Numbers by criterion."""
        return group(name, {slug: leaf(self.criteria.get(slug, slug), number) for slug, number in found.items()})


def criterion(item: Criterion) -> Part:
    scale = {at: leaf(f"at {at}", text) for at, text in item.scale}
    parts = {**leaves(item, "anchors"), "anchors": group("scale", scale)}
    return Part(item.name, f"{item.definition} (weight {item.weight})", parts)


def section_part(item: Section) -> Part:
    return Part(item.title, item.title, leaves(item, "questions"))


def evidence(item: Evidence) -> Part:
    parts = {**leaves(item, "published"), "published": leaf("date published", item.published)}
    return Part(item.key, f"{item.statement} ({item.source})", parts)


def group(name: str, parts: Mapping[Any, Part]) -> Part:
    """Parts whose order says nothing."""
    return Part(name, "", parts)


def listed(name: str, parts: Mapping[Any, Part]) -> Part:
    """Parts in the editors' order."""
    return Part(name, "", parts, is_ordered=True)


def leaves(item: Any, *apart: str) -> dict[Any, Part]:
    """The fields of a value, except those that are put into words apart."""
    names = [each.name for each in fields(item) if each.name not in apart]
    return {name: leaf(LABELS.get(name, name.replace("_", " ")), getattr(item, name)) for name in names}


def leaf(name: str, value: object) -> Part:
    return Part(name, text_of(value))


def text_of(value: object) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case tuple():
            return "; ".join(map(str, value))
        case StrEnum():
            return str(getattr(value, "label", value.value))
    return str(value)
