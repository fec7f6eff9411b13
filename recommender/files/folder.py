"""The catalogue as YAML files: which there are, and reading them, with errors that name file, key and reason.

Files are texts by name, wherever they come from: a folder here, an upload in `upload`.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import yaml
from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from recommender.editions.column_limits import column_problems
from recommender.engine.types import IDENTITIES, Catalogue, Criterion, Framework, OutsideOption, Persona, Section
from recommender.engine.validity import problems
from recommender.files.origin import CatalogueFiles, Origin
from recommender.files.yaml import ShortNumbers, UniqueKeys, fault_line, reason_of, refuse_tricks, text_of

SHIPPED = Path(__file__).resolve().parent.parent / "catalogue"
FRAMEWORKS = "frameworks"
DOCUMENT = "catalogue.yaml"
LISTS: dict[str, TypeAdapter[Any]] = {
    "criteria": TypeAdapter(tuple[Criterion, ...]),
    "sections": TypeAdapter(tuple[Section, ...]),
    "personas": TypeAdapter(tuple[Persona, ...]),
    "outside_options": TypeAdapter(tuple[OutsideOption, ...]),
}
FILE_OF = {
    "criteria": "criteria.yaml",
    "sections": "questions.yaml",
    "personas": "personas.yaml",
    "outside_options": "outside_options.yaml",
}
LATER_LISTS: Mapping[str, bytes] = {FILE_OF["outside_options"]: b"[]"}
"""The lists that a catalogue may lack because it is older than they are, and what stands for them then."""
FRAMEWORK: TypeAdapter[Framework] = TypeAdapter(Framework)
ORIGIN: TypeAdapter[Origin] = TypeAdapter(Origin)
ORIGIN_FILE = "edition.yaml"
FRAMEWORK_FILE = re.compile(rf"{FRAMEWORKS}/[^/]+\.yaml")
SCHEMAS = "schema"
SCHEMA_FILE = re.compile(rf"{SCHEMAS}/[^/]+\.json")


@dataclass(frozen=True, kw_only=True)
class Document(Catalogue):
    """A catalogue in one file, which tells its origin too."""

    edition: Origin | None = None


DOCUMENTS: TypeAdapter[Document] = TypeAdapter(Document)


class CatalogueFileError(Exception):
    """Catalogue files are faulty: one line a fault, each with file, key and reason."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = tuple(faults)


def read_files(folder: Path) -> Catalogue:
    """Return the catalogue in a folder, whatever else is in it. Errors: as of `read_texts`."""
    return read_texts(texts_in(folder))


def read_folder(folder: Path) -> CatalogueFiles:
    """Return the catalogue in a folder with its origin, whatever else is in it. Errors: as of `read_texts`."""
    return read_with_origin(texts_in(folder))


def texts_in(folder: Path) -> dict[str, bytes]:
    """Return the files of a catalogue in a folder, by their names. Errors: CatalogueFileError."""
    if not folder.is_dir():
        raise CatalogueFileError([f"{folder}: is no folder"])
    # “.yml” too, which no catalogue has: to pass over such a file would be to take its framework for written.
    frameworks = sorted((folder / FRAMEWORKS).glob("*.y*ml"))
    paths = [*(folder / name for name in (*FILE_OF.values(), ORIGIN_FILE)), *frameworks]
    try:
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths if path.exists()}
    except OSError as error:
        raise CatalogueFileError([f"{error.filename}: cannot be read: {error.strerror}"]) from error


def read_texts(files: Mapping[str, bytes]) -> Catalogue:
    """Return the catalogue in files, by their names. Errors: CatalogueFileError with all faults found at once."""
    faults: list[str] = []
    lists = {part: _read(FILE_OF[part], {**LATER_LISTS, **files}, adapter, faults) for part, adapter in LISTS.items()}
    names = sorted(filter(FRAMEWORK_FILE.fullmatch, files))
    frameworks = [_read(name, files, FRAMEWORK, faults) for name in names]
    faults += [
        f"{name}: slug: is “{framework.slug}”, but the file's name says “{Path(name).stem}”"
        for name, framework in zip(names, frameworks, strict=True)
        if framework and framework.slug != Path(name).stem
    ]
    faults += [
        f"{name}: is no file of a catalogue: these are {', '.join(FILE_OF.values())} and {FRAMEWORKS}/….yaml"
        for name in files
        if name not in names and name not in (*FILE_OF.values(), ORIGIN_FILE) and not SCHEMA_FILE.fullmatch(name)
    ]
    if faults:
        raise CatalogueFileError(faults)
    return _sound(Catalogue(frameworks=_in_place(frameworks), **lists), place_in_files)


def read_with_origin(files: Mapping[str, bytes]) -> CatalogueFiles:
    """Return the catalogue in files with its origin. Errors: as of `read_texts`."""
    faults: list[str] = []
    origin = _read(ORIGIN_FILE, files, ORIGIN, faults) if ORIGIN_FILE in files else None
    if faults:
        raise CatalogueFileError(faults)
    return CatalogueFiles(read_texts(files), origin)


def read_document(name: str, data: bytes) -> CatalogueFiles:
    """Return the catalogue in one YAML file, under its name. Errors: CatalogueFileError, as of `read_texts`."""
    faults: list[str] = []
    document: Document = _read(name, {name: data}, DOCUMENTS, faults)
    if faults:
        raise CatalogueFileError(faults)
    parts = {field.name: getattr(document, field.name) for field in fields(Catalogue)}
    catalogue = Catalogue(**parts | {"frameworks": _in_place(document.frameworks)})
    return CatalogueFiles(_sound(catalogue, lambda path: (name, path)), document.edition)


def size(catalogue: Catalogue) -> str:
    """Return how much there is in a catalogue."""
    return (
        f"{len(catalogue.frameworks)} frameworks, {len(catalogue.criteria)} criteria, "
        f"{len(catalogue.questions)} questions, {len(catalogue.personas)} personas"
    )


def _read(name: str, files: Mapping[str, bytes], adapter: TypeAdapter[Any], faults: list[str]) -> Any:
    """Return the value in a file; None, with its faults noted, if there is none to be had."""
    if name not in files:
        faults.append(f"{name}: is missing")
        return None
    try:
        text = text_of(files[name])
        # Before anything is built of it, when it may already be too late.
        refuse_tricks(text, _CatalogueLoader)
        data = yaml.load(text, Loader=_CatalogueLoader)  # noqa: S506  a SafeLoader
        # By way of JSON: from Python values pydantic's strict mode takes no list for a tuple and no text for an
        # enumeration or a day; from JSON it does, and is still strict about numbers and texts.
        return adapter.validate_json(json.dumps(data, default=str, ensure_ascii=False).encode(), strict=True)
    except yaml.YAMLError as error:
        # PyYAML's name for a text that came from no file; the file's own name stands before it anyway.
        reason = str(error).replace('in "<unicode string>", ', "at ")
        faults.append(f"{name}: not valid YAML: {' '.join(reason.split())}")
    except ValidationError as error:
        faults += [_fault(name, data, adapter, item) for item in error.errors()]
    except (ValueError, TypeError) as error:
        faults.append(f"{name}: cannot be read: {error}")
    return None


def _fault(name: str, data: Any, adapter: TypeAdapter[Any], item: ErrorDetails) -> str:
    """Return the line of a fault; a key of a whole framework file that there is not is told with those there are."""
    kind, path = item["type"], _path(data, item["loc"])
    if adapter is FRAMEWORK and kind == "unexpected_keyword_argument" and len(path) == 1:
        keys = ", ".join(field.name for field in fields(Framework))
        return f"{name}: “{path[0]}” is not a key of a framework file. Its keys are: {keys}."
    return fault_line(name, path, reason_of(kind, item["msg"], item["input"]))


def _in_place(frameworks: Iterable[Framework]) -> tuple[Framework, ...]:
    return tuple(sorted(frameworks, key=lambda framework: (framework.position, framework.slug)))


def _sound(catalogue: Catalogue, place: Callable[[tuple[str, ...]], tuple[str, Sequence[str]]]) -> Catalogue:
    """Return the catalogue, if it is sound and fits into the database. Errors: CatalogueFileError."""
    found = [*problems(catalogue), *column_problems(catalogue)]
    if found:
        raise CatalogueFileError([fault_line(*place(problem.path), problem.reason) for problem in found])
    return catalogue


def place_in_files(path: Sequence[str]) -> tuple[str, Sequence[str]]:
    """Return the file that holds a part of the catalogue, and the keys to the part within it."""
    if path[0] == FRAMEWORKS:
        return f"{FRAMEWORKS}/{path[1]}.yaml", path[2:]
    # “questions” is a list of the catalogue but no key of a file: they stand in their sections.
    return FILE_OF.get(path[0], FILE_OF["sections"]), path[1:]


def _path(data: Any, location: Sequence[int | str]) -> tuple[str, ...]:
    """Return the keys to a place in a file, with list items told by their name rather than by their number."""
    path = []
    for step in location:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            data = None
        # “ratings › security” rather than “ratings › 7”: nobody counts list items.
        name = next((data[key] for key in IDENTITIES if key in data), None) if isinstance(data, Mapping) else None
        path.append(str(name) if isinstance(step, int) and name else str(step))
    return tuple(path)


# libyaml's loader is many times as fast; PyYAML has it only where it was built with libyaml.
class _CatalogueLoader(UniqueKeys, ShortNumbers, getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Reads plain values only, and leaves days to those who can name the key of one that does not exist."""


_CatalogueLoader.add_constructor("tag:yaml.org,2002:timestamp", yaml.SafeLoader.construct_yaml_str)
