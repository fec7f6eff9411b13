"""What a catalogue holds that another one has not: what would be deleted if the other took its place."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from recommender.engine.types import Catalogue


@dataclass(frozen=True, slots=True)
class Loss:
    """Things of one kind that would be deleted: what the kind is called, in the right number, and their names."""

    kind: str
    names: tuple[str, ...]


def losses(before: Catalogue, after: Catalogue) -> Iterator[Loss]:
    """What the earlier catalogue has and the later one has not, the weightiest kinds first. Errors: none."""
    for one, many, parts in KINDS:
        kept = parts(after)
        gone = tuple(name for key, name in parts(before).items() if key not in kept)
        if gone:
            yield Loss(one if len(gone) == 1 else many, gone)


def frameworks(catalogue: Catalogue) -> Mapping[object, str]:
    return {item.slug: item.name for item in catalogue.frameworks}


def criteria(catalogue: Catalogue) -> Mapping[object, str]:
    return {item.slug: item.name for item in catalogue.criteria}


def ratings(catalogue: Catalogue) -> Mapping[object, str]:
    return {
        (item.slug, rating.criterion): f"{item.name} on {catalogue.criterion_of[rating.criterion].name}"
        for item in catalogue.frameworks
        for rating in item.ratings
    }


def evidence(catalogue: Catalogue) -> Mapping[object, str]:
    return {
        (item.slug, piece.key): f"{item.name}: {piece.key}" for item in catalogue.frameworks for piece in item.evidence
    }


def claims(catalogue: Catalogue) -> Mapping[object, str]:
    return {
        (item.slug, claim.text): f"{item.name}: {claim.text}" for item in catalogue.frameworks for claim in item.claims
    }


def sections(catalogue: Catalogue) -> Mapping[object, str]:
    return {item.slug: item.title for item in catalogue.sections}


def questions(catalogue: Catalogue) -> Mapping[object, str]:
    return {item.slug: item.text for item in catalogue.questions}


def choices(catalogue: Catalogue) -> Mapping[object, str]:
    return {
        (item.slug, choice.slug): f"{item.text} {choice.text}"
        for item in catalogue.questions
        for choice in item.choices
    }


def personas(catalogue: Catalogue) -> Mapping[object, str]:
    return {item.slug: item.name for item in catalogue.personas}


KINDS: tuple[tuple[str, str, Callable[[Catalogue], Mapping[object, str]]], ...] = (
    ("framework", "frameworks", frameworks),
    ("criterion", "criteria", criteria),
    ("section", "sections", sections),
    ("question", "questions", questions),
    ("persona", "personas", personas),
    ("rating", "ratings", ratings),
    ("piece of evidence", "pieces of evidence", evidence),
    ("claim", "claims", claims),
    ("choice", "choices", choices),
)
"""What a thing of each kind is called, and several, and those of a catalogue: names by what identifies them."""
