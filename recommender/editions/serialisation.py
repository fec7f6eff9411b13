"""The engine's values as plain data and JSON, and back; pydantic names the key of whatever does not fit."""

import hashlib
import json
from typing import Any

from pydantic import TypeAdapter

from recommender.engine.result.what_if import WhatIf
from recommender.engine.types import Answer, Catalogue

CATALOGUE = TypeAdapter(Catalogue)
ANSWERS = TypeAdapter(dict[str, Answer])
WHAT_IF = TypeAdapter(WhatIf)


def canonical_json(catalogue: Catalogue) -> str:
    """The one JSON text of a catalogue: sorted keys, no spaces, no escapes; so equal catalogues have equal digests."""
    return json.dumps(plain(CATALOGUE, catalogue), sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest(content: str) -> str:
    """The SHA-256 of a text, in hexadecimal."""
    return hashlib.sha256(content.encode()).hexdigest()


def plain(adapter: TypeAdapter[Any], value: object) -> Any:
    """A value of the engine as the lists, dictionaries, numbers and strings that JSON knows."""
    return adapter.dump_python(value, mode="json")
