"""A result document part by part, each as pairs of a name and what the document says of it: so two can be compared."""

from collections.abc import Callable, Iterable
from typing import Any

from advisor.exports.document_schema import ResultDocument

Told = list[tuple[str, str]]
"""What a document says of one thing: the name of each part of it and what that is, in the document's order.

No mapping: what a document says twice would be told by the last time only.
"""


def names(document: ResultDocument) -> Told:
    return [
        *((part.framework, part.name) for part in document.standings),
        *((part.criterion, part.name) for part in document.criteria),
        *((line.question, line.text) for line in document.answers),
    ]


def answers(document: ResultDocument) -> Told:
    return [
        (
            line.question,
            f"{joined(choice.text for choice in line.chosen) or line.state}"
            f"{f' ({line.importance})' if line.importance else ''}",
        )
        for line in document.answers
    ]


def weights(document: ResultDocument) -> Told:
    return [(part.name, f"{part.weight}, a share of {part.share.exact}") for part in document.criteria]


def ratings(document: ResultDocument) -> Told:
    return [
        (f"{rating.framework} on {part.name}", f"{rating.value} ({rating.low}–{rating.high})")
        for part in document.criteria
        for rating in part.ratings
    ]


def ranking(document: ResultDocument) -> Told:
    placed = [
        (
            part.name,
            f"rank {part.rank}" + "".join(f", misses {miss.question} ({miss.criterion})" for miss in part.missed),
        )
        for part in document.standings
    ]
    return [*placed, ("in front", joined(document.leaders) or "nobody")]


def scores(document: ResultDocument) -> Told:
    return [(part.name, f"{part.score.exact} = {part.score.decimal:.6f}") for part in document.standings]


def certainty(document: ResultDocument) -> Told:
    sure = document.certainty
    if sure is None:
        return [("band", "none")]
    together = [("together", joined(sure.together))] if sure.together else []
    tolerances = [(f"tolerance against {item.rival}", item.share.exact) for item in sure.tolerances]
    return [("band", f"{sure.band}{' (lowered)' if sure.is_lowered else ''}"), *together, *tolerances]


def joined(words: Iterable[Any]) -> str:
    return ", ".join(map(str, words))


PARTS: dict[str, Callable[[ResultDocument], Told]] = {
    "Names": names,
    "Answers": answers,
    "Weights": weights,
    "Ratings": ratings,
    "Ranking": ranking,
    "Scores": scores,
}
"""What is compared in every case, in the order in which one follows from another; the rest is in `NOT_COMPARED`."""
