"""What no form sends: made-up texts, and how lists of fields and JSON are spoilt."""

import json
import re
from collections.abc import Callable
from random import Random
from typing import Any

from tests.forms import Fields

TEXTS = [
    "", " ", "\0", "a\0b", "[]", "{}", "all", "none", "null", "true", "-1", "0", "1", "1.5", "1e999999", "NaN", "²",
    "٣", "9" * 18, "9" * 30, "9" * 5000, "x" * 81, "x" * 1001, "x" * 20_000, "\ud800", "\U0001f680", "\u202e", "\r\n",
    "'", '"', "' OR 1=1 --", "%", "%00", "%ff", "%s", "<script>alert(1)</script>", "{{ 7 * 7 }}", "{% debug %}",
    "../../etc/passwd", "2026-02-30", "0000-00-00", "99999-12-31", "10000-01", "http://[", "javascript:alert(1)",
    "//evil.example/", "_", "_5B", "a/b", "a.b", "-", "+", "__class__", "id__in", "*", "(" * 2000, "\\" * 2000,
    "a " * 2000, "yes", "on",
]  # fmt: skip
NAMES = [
    "", "\0", "id", "pk", "_save", "_continue", "_addanother", "_saveasnew", "_popup", "_to_field", "action", "index",
    "_selected_action", "select_across", "e", "p", "q", "o", "all", "next", "f", "only", "choice", "chosen",
    "importance", "skip", "title", "note", "candidates", "style", "a", "b", "drop", "step", "from", "to",
    "csrfmiddlewaretoken", "file", "pending", "_opened_on", "_why", "post", "form-0-id", "form-TOTAL_FORMS",
    "app_label", "model_name", "field_name", "term", "id__exact", "id__in", "slug__regex", "position__in",
    "created_at__year", "framework__slug", "published__exact", "framework__id__exact", "_changelist_filters",
]  # fmt: skip
LONGEST_ADDRESS = 4000
"""Of an address with its query, as gunicorn takes it."""


def text(random: Random) -> str:
    return random.choice(TEXTS)


def spoilt_fields(random: Random, fields: Fields) -> Fields:
    """Return fields with up to five of them changed; now and then as they are."""
    spoilt = list(fields)
    for _ in range(random.choice([0, 1, 1, 1, 2, 3, 5])):
        spoilt = random.choice(WAYS)(random, spoilt)
    return spoilt


def replaced(random: Random, fields: Fields) -> Fields:
    return changed(random, fields, lambda name, value: [(name, text(random))])


def left_out(random: Random, fields: Fields) -> Fields:
    return changed(random, fields, lambda name, value: [])


def doubled(random: Random, fields: Fields) -> Fields:
    return changed(random, fields, lambda name, value: [(name, value), (name, text(random))])


def renamed(random: Random, fields: Fields) -> Fields:
    """Give a field another name: one with other numbers, if it has some."""

    def rename(name: str, value: str) -> Fields:
        numbered = re.sub(r"\d+", lambda _: str(random.choice([0, 1, 5, 299, 10**20])), name)
        return [(numbered if numbered != name else random.choice(NAMES), value)]

    return changed(random, fields, rename)


def nudged(random: Random, fields: Fields) -> Fields:
    """Change a number by a little, or another field as `replaced` does."""
    numbers = [at for at, (_, value) in enumerate(fields) if re.fullmatch(r"[0-9]{1,9}", value)]
    if not numbers:
        return replaced(random, fields)
    at = random.choice(numbers)
    name, value = fields[at]
    return [*fields[:at], (name, str(int(value) + random.choice([-1, 1, 1000]))), *fields[at + 1 :]]


def added(random: Random, fields: Fields) -> Fields:
    return [*fields, (random.choice(NAMES), text(random))]


def flooded(random: Random, fields: Fields) -> Fields:
    if random.random() < 0.9:  # seldom, as it is always the same
        return added(random, fields)
    return [*fields, *((f"x-{number}", "1") for number in range(4000))]


WAYS: list[Callable[[Random, Fields], Fields]] = [
    replaced, replaced, replaced, left_out, doubled, renamed, nudged, nudged, added, flooded,
]  # fmt: skip


def changed(random: Random, fields: Fields, change: Callable[[str, str], Fields]) -> Fields:
    if not fields:
        return added(random, fields)
    at = random.randrange(len(fields))
    return [*fields[:at], *change(*fields[at]), *fields[at + 1 :]]


def spoilt_json(random: Random, value: Any) -> bytes:
    """Return JSON with a place in it replaced, or bytes that are nearly JSON."""
    for _ in range(random.choice([0, 1, 1, 2])):
        value = with_junk(random, value)
    made = json.dumps(value).encode()
    return random.choice(BROKEN)(random, made) if random.random() < 0.2 else made


BROKEN: list[Callable[[Random, bytes], bytes]] = [
    lambda random, made: made[: random.randrange(len(made) + 1)],
    lambda random, made: made + b"{",
    lambda random, made: b"[" * 100_000,
    lambda random, made: b'{"answers":' * 20_000,
    lambda random, made: made.replace(b'"', b'"\xff', 1),
    lambda random, made: made.replace(b'"', b'"\\ud800', 1),
    lambda random, made: made.replace(b":", b": 1e999999, ", 1),
    lambda random, made: b"9" * 100_000,
    lambda random, made: made.decode().encode("utf-16"),
]


def with_junk(random: Random, value: Any) -> Any:
    """Return a value with one place in it, at any depth, replaced, renamed or left out."""
    if isinstance(value, dict) and value and random.random() < 0.8:
        key = random.choice(list(value))
        rest = {name: item for name, item in value.items() if name != key}
        return random.choice(
            [
                {**value, key: with_junk(random, value[key])},
                {**rest, text(random): value[key]},
                rest,
                {**value, key: junk(random)},
            ]
        )
    if isinstance(value, list) and value and random.random() < 0.8:
        at = random.randrange(len(value))
        return [*value[:at], with_junk(random, value[at]), *value[at + 1 :]]
    return junk(random)


def junk(random: Random) -> Any:
    many = [text(random)] * 2000
    return random.choice(
        [text(random), None, True, -1, 0, 1.5, 10**30, [], {}, [[]], many, {name: {} for name in TEXTS}, [text(random)]]
    )
