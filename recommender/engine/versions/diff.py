"""Every difference between two catalogues in editors' words: where it is, what stood there, what stands now."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

from recommender.engine.types import Catalogue
from recommender.engine.versions.outline import Outline, Part

TOKEN = re.compile(r"\w+|\s+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Edit:
    """One difference: the names that lead to it, from the outermost in, and the texts before and after.

    None stands for something that is not there at all; an empty text for a field that is left empty.
    """

    path: tuple[str, ...]
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Words:
    """A run of words in a text, and whether it differs from the other text."""

    text: str
    is_changed: bool


def edits(before: Catalogue, after: Catalogue) -> tuple[Edit, ...]:
    """Every difference between two catalogues, in the order of their parts; none if they are equal. Errors: none.

    Of what is new or gone as a whole there is one edit, with its gist.
    """
    if before == after:
        return ()
    outline = Outline(before, after)
    return tuple(_edits((), outline.of(before), outline.of(after)))


def by_item(found: Iterable[Edit]) -> list[tuple[tuple[str, ...], list[Edit]]]:
    """Edits by the item that they are about, told by the first two names of their paths: a framework, a question."""
    return [(item, list(group)) for item, group in groupby(found, lambda edit: edit.path[:2])]


def changed_words(before: str, after: str) -> tuple[tuple[Words, ...], tuple[Words, ...]]:
    """Two texts in runs of words, those marked in which they differ; the runs join up to the texts. Errors: none."""
    then, now = TOKEN.findall(before), TOKEN.findall(after)
    gone, come = [], []
    for what, start, end, new_start, new_end in SequenceMatcher(None, then, now, autojunk=False).get_opcodes():
        gone.append(Words("".join(then[start:end]), what != "equal"))
        come.append(Words("".join(now[new_start:new_end]), what != "equal"))
    return tuple(words for words in gone if words.text), tuple(words for words in come if words.text)


def _edits(path: tuple[str, ...], before: Part, after: Part) -> Iterator[Edit]:
    """The differences between two versions of a part: in what it says, in what went, changed and came, in the order."""
    if not before.parts and not after.parts and before.gist != after.gist:
        yield Edit(path, before.gist, after.gist)
    for key, part in before.parts.items():
        if key in after.parts:
            yield from _edits((*path, part.name), part, after.parts[key])
        else:
            yield Edit((*path, part.name), part.gist, None)
    for key, part in after.parts.items():
        if key not in before.parts:
            yield Edit((*path, part.name), None, part.gist)
    if before.is_ordered:
        then = [key for key in before.parts if key in after.parts]
        now = [key for key in after.parts if key in before.parts]
        if then != now:
            yield Edit((*path, "order"), *(", ".join(before.parts[key].name for key in keys) for keys in (then, now)))
