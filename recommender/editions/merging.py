"""Two changed versions of the catalogue brought together, and their conflicts in editors' words."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

from recommender.editions.column_limits import column_problems
from recommender.editions.differences import Wording, flat
from recommender.editions.serialisation import CATALOGUE
from recommender.engine.types import Catalogue, Facts
from recommender.engine.validity import Problem, problems
from recommender.engine.versions.merge import Conflict, merge

ORDERLESS = frozenset({"ask_if", "when", "evidence", "accepted"})
"""Lists whose order rows do not keep, and which have no named items: what a file says in another order is the same."""


@dataclass(frozen=True, slots=True)
class Merged:
    """Two versions in one: the catalogue, the conflicts that it settles, and the rules that it breaks and ours did not.

    A catalogue with faults cannot be stored.
    """

    catalogue: Catalogue
    conflicts: tuple[Conflict, ...]
    faults: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class ToldConflict:
    """A conflict in words: the names that lead to it, and the texts of the base, of ours and of theirs.

    None stands for something that is not there.
    """

    place: str
    base: str | None
    ours: str | None
    theirs: str | None


def merged(base: Catalogue, ours: Catalogue, theirs: Catalogue, *, prefers_theirs: bool = False) -> Merged:
    """Return what two versions that began from one catalogue make together; conflicts are settled as `merge` does."""
    found = merge(comparable(base), comparable(ours), comparable(theirs), prefers_theirs=prefers_theirs)
    orphans = list(questions_without_section(found.document))
    catalogue = unflat(found.document)
    known = {*problems(ours), *column_problems(ours)}
    broken = (problem for problem in (*problems(catalogue), *column_problems(catalogue)) if problem not in known)
    return Merged(catalogue, found.conflicts, (*orphans, *broken))


def comparable(catalogue: Catalogue) -> dict[str, Any]:
    """Return a catalogue as the plain data of `flat`, in which the order of lists is the same if it says nothing."""
    return {part: in_one_order(items) for part, items in flat(catalogue).items()}


def in_one_order(data: Any, name: str = "") -> Any:
    if isinstance(data, dict):
        return {key: in_one_order(part, key) for key, part in data.items()}
    if isinstance(data, list):
        parts = [in_one_order(part) for part in data]
        return sorted(parts, key=str) if name in ORDERLESS else parts
    return data


def questions_without_section(document: dict[str, Any]) -> Iterator[Problem]:
    """Yield questions whose section one version deleted, while the other put or kept them there."""
    sections = {section["slug"] for section in document["sections"]}
    for question in document["questions"]:
        if question["section"] not in sections:
            yield Problem(("questions", question["slug"], "section"), f"“{question['section']}” is not a section")


def unflat(document: dict[str, Any]) -> Catalogue:
    """Return the catalogue that `flat` made plain data of; without questions that have no section."""
    facts = [field.name for field in fields(Facts)]
    return CATALOGUE.validate_python(
        {
            **{part: document[part] for part in ("criteria", "personas", "outside_options")},
            "frameworks": [
                {
                    **{key: part for key, part in framework.items() if key not in facts},
                    "facts": {key: framework[key] for key in facts},
                }
                for framework in sorted(document["frameworks"], key=lambda item: (item["position"], item["slug"]))
            ],
            "sections": [
                {
                    **section,
                    "questions": [
                        {key: part for key, part in question.items() if key != "section"}
                        for question in document["questions"]
                        if question["section"] == section["slug"]
                    ],
                }
                for section in document["sections"]
            ],
        }
    )


def told_conflicts(conflicts: tuple[Conflict, ...], ours: Catalogue, theirs: Catalogue) -> tuple[ToldConflict, ...]:
    """Return conflicts in words, a statement's field by field."""
    wording = Wording(theirs, ours)
    return tuple(told(part, wording) for conflict in conflicts for part in conflict.parts)


def told(conflict: Conflict, wording: Wording) -> ToldConflict:
    versions = (conflict.base, conflict.ours, conflict.theirs)
    names = wording.path(conflict.path)
    if conflict.is_order:
        ordered = (", ".join(wording.name((*conflict.path, key)) for key in keys) for keys in versions)
        return ToldConflict(" › ".join((*names, "order")), *ordered)
    texts = (None if data is None else wording.text(conflict.path, data) for data in versions)
    return ToldConflict(" › ".join(names), *texts)
