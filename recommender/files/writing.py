"""The catalogue as YAML files, written in one way only, with the schemas and the origin beside them."""

import json
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

import yaml
from pydantic import TypeAdapter

from recommender.editions.serialisation import CATALOGUE
from recommender.engine.types import Catalogue
from recommender.files.folder import (
    FILE_OF,
    FRAMEWORK,
    FRAMEWORK_FILE,
    FRAMEWORKS,
    LISTS,
    ORIGIN,
    ORIGIN_FILE,
    SCHEMAS,
    CatalogueFileError,
    read_files,
)
from recommender.files.origin import Origin
from recommender.files.schema import schema_of

ORIGINS: TypeAdapter[dict[str, Origin]] = TypeAdapter(dict[str, Origin])
ORIGIN_NOTE = """\
# Where these files come from. “load_catalogue” finds by it what they said when they were written,
# and so tells your changes from what editors changed meanwhile. Leave it as it is.
"""
OPTIONAL = ("effects", "requirements")


def files_of(catalogue: Catalogue) -> dict[str, str]:
    """Return the files of a catalogue: texts by file name, relative to its folder."""
    texts = {FILE_OF[part]: _yaml(adapter, getattr(catalogue, part)) for part, adapter in LISTS.items()}
    texts |= {f"{FRAMEWORKS}/{framework.slug}.yaml": _yaml(FRAMEWORK, framework) for framework in catalogue.frameworks}
    return {name: schema_line(name) + text for name, text in texts.items()}


def schema_line(name: str) -> str:
    """Return the line of a file (its name) by which editors find its schema; a comment to everybody else."""
    is_framework = FRAMEWORK_FILE.fullmatch(name)
    path = f"../{SCHEMAS}/framework.json" if is_framework else f"{SCHEMAS}/{Path(name).stem}.json"
    return f"# yaml-language-server: $schema={path}\n"


def schema_files() -> dict[str, str]:
    """Return the schemas that stand beside a catalogue's files: texts by file name, relative to its folder."""
    adapters = {Path(FILE_OF[part]).stem: adapter for part, adapter in LISTS.items()} | {"framework": FRAMEWORK}
    return {
        f"{SCHEMAS}/{name}.json": json.dumps(schema_of(adapter), indent=2, ensure_ascii=False) + "\n"
        for name, adapter in adapters.items()
    }


def origin_files(origin: Origin | None) -> dict[str, str]:
    """Return the file that tells the origin of the others, by its name; none without an origin."""
    return {ORIGIN_FILE: ORIGIN_NOTE + _yaml(ORIGIN, origin)} if origin else {}


def yaml_of(catalogue: Catalogue, origin: Origin | None = None) -> str:
    """Return a catalogue as one YAML text."""
    return _yaml(CATALOGUE, catalogue) + (_yaml(ORIGINS, {"edition": origin}) if origin else "")


def write_files(catalogue: Catalogue, folder: Path, origin: Origin | None = None) -> list[Path]:
    """Write a catalogue's files, their schemas and what they were written from, and return their paths.

    Errors: CatalogueFileError, with nothing written, when the folder holds a framework that the catalogue has not;
    reading the folder back would bring it back to life.
    """
    texts = files_of(catalogue) | origin_files(origin)
    strangers = {f"{FRAMEWORKS}/{path.name}" for path in (folder / FRAMEWORKS).glob("*.yaml")} - texts.keys()
    if strangers:
        raise CatalogueFileError(
            [f"{name}: the catalogue has no such framework; delete the file first" for name in sorted(strangers)]
        )
    texts |= schema_files()
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return [folder / name for name in texts]


def format_files(folder: Path) -> str:
    """Write a folder's files anew in their one form, and say what was done. Errors: CatalogueFileError."""
    paths = write_files(read_files(folder), folder)
    return f"Wrote {len(paths)} files to {folder}."


def _yaml(adapter: TypeAdapter[Any], value: object) -> str:
    data = _without_blanks(adapter.dump_python(value, exclude_defaults=True))
    return yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=110)


def _without_blanks(data: Any) -> Any:
    """Return the data without empty optional values, which say nothing."""
    if isinstance(data, Mapping):
        return {key: _without_blanks(value) for key, value in data.items() if value or key not in OPTIONAL}
    if isinstance(data, list | tuple):
        return [_without_blanks(item) for item in data]
    return data


class _Dumper(yaml.SafeDumper):
    """Writes enumerations as their texts, and texts of several lines line by line."""


def _text_node(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _text_node)
_Dumper.add_multi_representer(StrEnum, lambda dumper, kind: dumper.represent_str(kind.value))
_Dumper.add_representer(date, lambda dumper, day: dumper.represent_str(day.isoformat()))
