"""The differences between two catalogues in editors' words, with names in place of slugs."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from recommender.editions.serialisation import CATALOGUE, plain
from recommender.engine.phrases import counted
from recommender.engine.types import NONE_OF_THESE, Catalogue, ClaimStatus, EvidenceKind, Importance, RatingMethod
from recommender.engine.versions.diff import Difference, WordRun, changed_words, plain_differences, removed
from recommender.labels import ITEMS, field_label, label_of

Path = tuple[str, ...]

NAMED_IN = {
    "ratings": "criteria",
    "effects": "criteria",
    "requirements": "criteria",
    "answers": "questions",
}
"""The list that names the keys of another one, where that is not the list itself."""

KIND_OF_FIELD = {"method": RatingMethod, "kind": EvidenceKind, "status": ClaimStatus, "importance": Importance}


@dataclass(frozen=True, slots=True)
class Edit:
    """One difference: the names that lead to it, from the outermost in, and the texts before and after.

    None stands for something that is not there at all; an empty text for a field that is left empty.
    """

    path: Path
    before: str | None
    after: str | None

    @property
    def kind(self) -> str:
        if self.before is None:
            return "added"
        return "removed" if self.after is None else "changed"

    @property
    def part(self) -> str:
        """The part of the catalogue in which it is, with a capital."""
        return self.path[0].capitalize()

    @property
    def item(self) -> str:
        """The framework, criterion, question, section, persona or outside option that it is about."""
        return self.path[1]

    @property
    def place(self) -> str:
        """The place within the item, with a capital: “Ratings › GraphQL › value”."""
        place = " › ".join(self.path[2:])
        return place[:1].upper() + place[1:] if place else "All of it"

    @property
    def words(self) -> tuple[tuple[WordRun, ...] | None, tuple[WordRun, ...] | None]:
        """Both texts with their changed words marked; what is new or gone as a whole is not."""
        if self.before is not None and self.after is not None:
            return changed_words(self.before, self.after)
        before, after = (None if text is None else (WordRun(text, False),) for text in (self.before, self.after))
        return before, after


class Edits(tuple[Edit, ...]):
    """Several differences, in the catalogue's order."""

    __slots__ = ()

    @property
    def added(self) -> int:
        return self.of_kind("added")

    @property
    def removed(self) -> int:
        return self.of_kind("removed")

    @property
    def changed(self) -> int:
        return self.of_kind("changed")

    def of_kind(self, kind: str) -> int:
        return sum(edit.kind == kind for edit in self)


@dataclass(frozen=True, slots=True)
class Loss:
    """Things of one kind that would be deleted: what the kind is called, in the right number, and their names."""

    kind: str
    names: tuple[str, ...]


def edits(before: Catalogue, after: Catalogue) -> Edits:
    """Return every difference between two catalogues in words; of what is new or gone as a whole one, with its gist."""
    wording = Wording(after, before)
    found = plain_differences(flat(before), flat(after)) if before != after else ()
    return Edits(wording.edit(difference) for difference in found)


def losses(before: Catalogue, after: Catalogue) -> Iterator[Loss]:
    """Yield what a catalogue has and another one has not: what would be deleted if that took its place."""
    wording = Wording(before)
    gone: dict[str, list[str]] = {}
    for path, _ in removed(plain_differences(flat(before), flat(after))):
        if (kind := shape(path)) in ITEMS:
            gone.setdefault(kind, []).append(wording.whole_name(path))
    for kind, (one, many) in ITEMS.items():
        if names := gone.get(kind):
            yield Loss(one if len(names) == 1 else many, tuple(names))


def flat(catalogue: Catalogue) -> dict[str, Any]:
    """Return a catalogue as plain data, its questions beside the sections, so that one that moves stays itself."""
    document = plain(CATALOGUE, catalogue)
    sections = document["sections"]
    return {
        "criteria": document["criteria"],
        # None on both sides is no difference: so what is told in one place is not told again in the other.
        "frameworks": [{**item, **item["facts"], "facts": None} for item in document["frameworks"]],
        "sections": [{**item, "questions": None} for item in sections],
        "questions": [{"section": item["slug"], **question} for item in sections for question in item["questions"]],
        "personas": document["personas"],
        "outside_options": document["outside_options"],
    }


def shape(path: Path) -> str:
    """Return the lists that a path goes through to an item; an empty text if it leads to no item."""
    # Lists and keys take turns in a path: an even number of steps ends at an item, an odd one at a field or a list.
    return "" if len(path) % 2 else " ".join(path[::2])


class Wording:
    """Says what keys and data of catalogues mean. The last catalogue that has a thing names it."""

    def __init__(self, *catalogues: Catalogue) -> None:
        self.names: dict[tuple[str, ...], str] = {("frameworks", NONE_OF_THESE): "None of these"}
        for it in catalogues:
            self.names |= {("criteria", item.slug): item.name for item in it.criteria}
            self.names |= {("frameworks", item.slug): item.name for item in it.frameworks}
            self.names |= {("sections", item.slug): item.title for item in it.sections}
            self.names |= {("personas", item.slug): item.name for item in it.personas}
            self.names |= {("outside_options", item.slug): item.name for item in it.outside_options}
            for question in it.questions:
                self.names["questions", question.slug] = question.text
                self.names |= {("choices", question.slug, choice.slug): choice.text for choice in question.choices}
            for framework in it.frameworks:
                self.names |= {("add_ons", framework.slug, add_on.slug): add_on.name for add_on in framework.add_ons}

    def edit(self, found: Difference) -> Edit:
        path = self.path(found.path)
        if found.is_order:
            then, now = (
                ", ".join(self.name((*found.path, key)) for key in keys) for keys in (found.before, found.after)
            )
            return Edit((*path, "order"), then, now)
        before, after = (None if data is None else self.text(found.path, data) for data in (found.before, found.after))
        return Edit(path, before, after)

    def path(self, keys: Path) -> Path:
        return tuple(self.name(keys[: end + 1]) for end in range(len(keys)))

    def name(self, path: Path) -> str:
        """Return what the last key of a path is called: an item by its name, a field by its label."""
        *_, key = path
        if len(path) % 2:
            return field_label(key, path[-3] if len(path) > 2 else "")
        within = path[-2]
        match within:
            case "anchors":
                return f"at {key}"
            case "familiarity" | "first_page":
                return field_label(key)
            case "choices" | "add_ons":
                return self.names.get((within, path[1], key), key)
        return self.names.get((NAMED_IN.get(within, within), key), key)

    def whole_name(self, path: Path) -> str:
        """Return the name of an item by itself, with that of what it belongs to."""
        joint = {"ratings": " on ", "choices": " "}.get(path[-2], ": ")
        *outer, name = self.path(path)[1::2]
        return joint.join((": ".join(outer), name)) if outer else name

    def text(self, path: Path, data: Any) -> str:
        """Return in a line what stands at a path."""
        key = path[-1]
        if gist := GISTS.get(" ".join(path[::2]) if isinstance(data, dict) else ""):
            return gist(self, path, data)
        match data:
            case bool():
                return "yes" if data else "no"
            case list():
                return self.list_text(path, data)
            case str() if key in KIND_OF_FIELD:
                return label_of(KIND_OF_FIELD[key](data))
            case str() if key in ("criterion", "section"):
                return self.names.get(({"criterion": "criteria", "section": "sections"}[key], data), data)
        return str(data)

    def list_text(self, path: Path, data: list[Any]) -> str:
        match path[-1]:
            case "accepted":
                return ", ".join(self.names.get(("frameworks", slug), slug) for slug in data)
            case "chosen":
                names = (self.names.get(("choices", path[3], slug)) or self.framework(slug) for slug in data)
                return ", ".join(names) or "skipped"
            case "ask_if" | "when":
                return "; ".join(f"{self.name(('questions', item['question']))} {self.choice(item)}" for item in data)
        return "; ".join(map(str, data))

    def framework(self, slug: str) -> str:
        return self.names.get(("frameworks", slug), slug)

    def choice(self, condition: dict[str, str]) -> str:
        return self.names.get(("choices", condition["question"], condition["choice"]), condition["choice"])

    def points(self, criterion: str, points: int) -> str:
        return f"{counted(points, 'point')} to {self.name(('criteria', criterion))}"


def framework_gist(wording: Wording, path: Path, item: dict[str, Any]) -> str:
    return f"{item['summary']} ({counted(len(item['ratings']), 'rating')}, {counted(len(item['claims']), 'claim')})"


def question_gist(wording: Wording, path: Path, item: dict[str, Any]) -> str:
    offered = "; ".join(choice["text"] for choice in item["choices"])
    return f"Choices: {'the frameworks' if item['familiarity'] else offered or 'none yet'}"


def choice_gist(wording: Wording, path: Path, item: dict[str, Any]) -> str:
    return ", ".join(wording.points(*effect) for effect in item["effects"].items()) or "No points"


def answer_gist(wording: Wording, path: Path, item: dict[str, Any]) -> str:
    return (
        f"{wording.list_text((*path, 'chosen'), item['chosen'])} ({label_of(Importance(item['importance'])).lower()})"
    )


def rating_gist(wording: Wording, path: Path, item: dict[str, Any]) -> str:
    return f"{item['value']}, likely range {item['low']}–{item['high']}: {item['phrase'] or item['rationale']}"


GISTS: dict[str, Callable[[Wording, Path, dict[str, Any]], str]] = {
    "criteria": lambda wording, path, item: f"{item['definition']} (weight {item['weight']})",
    "frameworks": framework_gist,
    "frameworks evidence": lambda wording, path, item: f"{item['statement']} ({item['source']})",
    "frameworks ratings": rating_gist,
    "frameworks claims": lambda wording, path, item: f"{label_of(ClaimStatus(item['status']))}: {item['reason']}",
    "frameworks add_ons": lambda wording, path, item: f"{item['summary']} ({counted(len(item['ratings']), 'rating')})",
    "frameworks add_ons ratings": rating_gist,
    "frameworks first_page": lambda wording, path, item: "; ".join((*item["commands"], item["serve"])),
    "frameworks further_reading": lambda wording, path, item: item["url"],
    "frameworks known_users": lambda wording, path, item: f"{item['what']} ({item['source']})",
    "sections": lambda wording, path, item: item["title"],
    "questions": question_gist,
    "questions choices": choice_gist,
    "questions familiarity": lambda wording, path, item: wording.points(item["criterion"], item["points"]),
    "personas": lambda wording, path, item: item["description"],
    "personas answers": answer_gist,
    "outside_options": lambda wording, path, item: item["text"],
}
"""By the lists on the way to an item, what it says in a line when it comes or goes as a whole."""
