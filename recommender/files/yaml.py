"""Rules for all YAML files that people write: how faults are told, and what of YAML they may not use."""

from collections.abc import Hashable, Iterator, Sequence
from typing import Any

import yaml

GREATEST_DEPTH = 20
MOST_VALUES = 100_000  # a framework has about a thousand
LONGEST_NUMBER = 40


def fault_line(name: object, keys: Sequence[str], reason: str) -> str:
    """Return the one line of a fault: the file, the keys to the place in it, if there is one, and the reason."""
    return f"{name}: {' › '.join(keys)}: {reason}" if keys else f"{name}: {reason}"


def text_of(data: bytes) -> str:
    """Return what a file holds as a text. Errors: ValueError that names the line, from 1."""
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ValueError(
            f"this file is not UTF-8 text: line {line} holds bytes that are no letters. Save it as UTF-8."
        ) from error


def reason_of(kind: str, message: str, value: object) -> str:
    """Return pydantic's reason for refusing a value, given its kind, in words for whoever wrote the file."""
    if kind == "unexpected_keyword_argument":
        return "is not a key that is known here"
    # Of what may be chosen the message is the list.
    return "is empty" if value is None and kind != "enum" else message


def refuse_tricks(text: str, loader: type[Any]) -> None:
    """Refuse what files of ours never need, and with which a short text can occupy a server for long.

    Errors: ValueError that names the line, from 1; yaml.YAMLError.
    """
    # Events only: aliases and deep nesting are small in the text, and grow once values and JSON are made of them.
    depth = 0
    for count, event in enumerate(yaml.parse(text, Loader=loader)):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if trick := next(tricks_in(event, depth, count), None):
            line = event.start_mark.line + 1 if event.start_mark else 1
            raise ValueError(f"line {line}: {trick}")


def tricks_in(event: yaml.Event, depth: int, count: int) -> Iterator[str]:
    """Yield what is wrong with a piece of YAML, so deep inside others and after so many, though YAML allows it."""
    if getattr(event, "anchor", None):
        yield "“&” and “*” let one place stand for another; write out what is meant, or put a text into quotes"
    if getattr(event, "tag", None):
        yield "“!” makes something special of a value; write a plain one, or put a text into quotes"
    if depth > GREATEST_DEPTH:
        yield f"more than {GREATEST_DEPTH} levels inside each other"
    if count > MOST_VALUES:
        yield f"more than {MOST_VALUES} values"


class UniqueKeys:
    """For a loader: refuses a key that stands twice in the same mapping, where YAML would silently keep the last."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[str] = set()
        for key_node, _ in node.value:
            # As texts: 25 and “25” are one key once they are JSON.
            key = str(self.construct_object(key_node, deep=True))  # type: ignore[attr-defined]
            if key in seen:
                raise yaml.constructor.ConstructorError(None, None, f"the key “{key}” stands twice", node.start_mark)
            seen.add(key)
        mapping: dict[Hashable, Any] = super().construct_mapping(node, deep)  # type: ignore[misc]
        return mapping


class ShortNumbers:
    """For a loader: what is too long for a number, or anything else than a text, is a text."""

    def resolve(self, kind: type[yaml.Node], value: str, implicit: Any) -> Any:
        if kind is yaml.ScalarNode and len(value) > LONGEST_NUMBER:
            # Python takes time in the square of its length to read a number, and refuses some lengths with an error
            # that names no line.
            implicit = (False, implicit[1])
        return super().resolve(kind, value, implicit)  # type: ignore[misc]
