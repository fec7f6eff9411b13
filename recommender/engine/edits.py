"""Every difference between two catalogues, in terms an editor knows: where it is, what stood there, what stands now."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from recommender.engine.types import Answer, Catalogue, Condition, Familiarity, Rating

KEYS = ("slug", "key", "text", "criterion")
NAMES = ("name", "title", "text", "key")
GISTS = ("summary", "definition", "statement", "description", "text", "title")


@dataclass(frozen=True, slots=True)
class Edit:
    """One difference: the names that lead to it, from the outermost in, and the texts before and after.

    None stands for something that is not there at all; an empty text for a field that is left empty.
    """

    path: tuple[str, ...]
    before: str | None
    after: str | None


def edits(before: Catalogue, after: Catalogue) -> tuple[Edit, ...]:
    """Every difference between two catalogues, in the order of their parts; none if they are equal. Errors: none."""
    names = {criterion.slug: criterion.name for criterion in (*before.criteria, *after.criteria)}
    return tuple(_edits((), before, after, names))


def _edits(path: tuple[str, ...], before: Any, after: Any, names: Mapping[str, str]) -> Iterator[Edit]:
    if before == after:
        return
    if is_dataclass(before) and type(before) is type(after):
        for field in fields(before):
            step = (*path, field.name.replace("_", " "))
            yield from _edits(step, getattr(before, field.name), getattr(after, field.name), names)
    elif isinstance(before, Mapping):
        yield from _edits_among(path, before, after, names)
    elif _is_list(before) or _is_list(after):
        before, after = _by_key(before), _by_key(after)
        yield from _edits_among(path, before, after, names)
        kept, now = [key for key in before if key in after], [key for key in after if key in before]
        if kept != now:
            yield Edit((*path, "order"), _listed(before, kept, names), _listed(after, now, names))
    else:
        yield Edit(path, _text(before), _text(after))


def _edits_among(
    path: tuple[str, ...], before: Mapping[Any, Any], after: Mapping[Any, Any], names: Mapping[str, str]
) -> Iterator[Edit]:
    """The differences among items that have keys: those that went, changed and came."""
    for key, item in before.items():
        step = (*path, _name(key, item, names))
        if key in after:
            yield from _edits(step, item, after[key], names)
        else:
            yield Edit(step, _text(item), None)
    for key, item in after.items():
        if key not in before:
            yield Edit((*path, _name(key, item, names)), None, _text(item))


def _is_list(value: Any) -> bool:
    """Whether it is a list of things that have names of their own."""
    return isinstance(value, tuple) and any(is_dataclass(item) and not isinstance(item, Condition) for item in value)


def _by_key(items: Any) -> dict[str, Any]:
    return {next(getattr(item, key) for key in KEYS if hasattr(item, key)): item for item in items}


def _listed(items: Mapping[str, Any], keys: list[str], names: Mapping[str, str]) -> str:
    return ", ".join(_name(key, items[key], names) for key in keys)


def _name(key: Any, item: Any, names: Mapping[str, str]) -> str:
    """What an editor calls an item: its own name, or that of the criterion which is its key."""
    return next((getattr(item, name) for name in NAMES if hasattr(item, name)), names.get(str(key), str(key)))


def _text(value: Any) -> str:
    """The gist of a value: of an item what it says, of a list its items."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case tuple():
            return ", ".join(map(_text, value))
        case Rating():
            return f"{value.value}, plausible from {value.low} to {value.high}"
        case Answer():
            return f"{', '.join(value.chosen) or 'skipped'} ({value.importance.label.lower()})"
        case Condition():
            return f"{value.question}: {value.choice}"
        case Familiarity():
            return f"{value.points} points to {value.criterion}"
    return next((getattr(value, gist) for gist in GISTS if hasattr(value, gist)), str(value))
