"""The engine's values as plain data and JSON; pydantic names the key of whatever does not fit."""

import hashlib
import json
from typing import Any

from pydantic import TypeAdapter

from recommender.engine.result.what_if import WhatIf
from recommender.engine.types import Answer, Catalogue

CATALOGUE = TypeAdapter(Catalogue)
ANSWERS = TypeAdapter(dict[str, Answer])
WHAT_IF = TypeAdapter(WhatIf)

FORMAT = 3
"""The number of the format in which editions are written today; `stored.py` reads it and all before it."""


def canonical_json(catalogue: Catalogue) -> str:
    """Return the one JSON text of a catalogue in today's format: sorted keys, no spaces, no escapes.

    Equal catalogues have equal texts, and so equal digests.
    """
    # Written in another way, an unchanged catalogue would get a new digest, and so an edition that tells of no
    # change.
    document = {"format": FORMAT, **plain(CATALOGUE, catalogue)}
    return json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest(content: str) -> str:
    """Return the SHA-256 of a text, in hexadecimal."""
    return sha256_of(content.encode())


def sha256_of(data: bytes) -> str:
    """Return the SHA-256 of some bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def plain(adapter: TypeAdapter[Any], value: object) -> Any:
    """Return a value of the engine as the lists, dictionaries, numbers and strings that JSON knows."""
    return adapter.dump_python(value, mode="json")
