"""The file of a framework that is yet to be rated: every key with what it means, every criterion with its scale.

It is made of the schema and of the criteria as they are, so it asks for just what reading will ask for.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from textwrap import wrap

from recommender.engine.types import NONE_OF_THESE, Catalogue, Criterion
from recommender.engine.validity import SLUG
from recommender.files.folder import FRAMEWORK, FRAMEWORKS, CatalogueFileError, read_files
from recommender.files.schema import Schema, schema_of
from recommender.files.writing import schema_line

INTRODUCTION = """\
A new framework. Fill in what is empty; docs/catalogue.md has the rules. Put quotes around a text with “: ” or “ #” in \
it, and around versions such as '3.10'.
“manage.py check_catalogue FOLDER” says what is missing. When nothing is, set “published” to true and ask again: now \
it looks at what visitors would see, too.
“manage.py format_catalogue FOLDER” then writes the file in its one form, without these comments."""
IF_ANY = ("claims", "add_ons")
"""The lists that a framework may well be without: they stand there as comments."""
WIDTH = 110

Lines = Iterator[str]
Ready = Mapping[str, Sequence[str]]
"""Lines that are known already, by the key that they begin with."""


def write_new_framework(slug: str, folder: Path) -> str:
    """Write the file of a new framework into a catalogue's folder, and say what to do next.

    Errors: CatalogueFileError, with nothing written, if the catalogue cannot be read or has it already, or if the slug
    cannot be one.
    """
    if not SLUG.fullmatch(slug) or slug == NONE_OF_THESE:
        raise CatalogueFileError([f"“{slug}” cannot be the name of its file: use a-z, 0-9 and single hyphens"])
    catalogue = read_files(folder)
    path = folder / FRAMEWORKS / f"{slug}.yaml"
    if slug in catalogue.framework_of:
        raise CatalogueFileError([f"{path}: is there already"])
    path.write_text(new_framework(slug, catalogue), encoding="utf-8")
    return f"Wrote {path}. Fill in what is empty; “manage.py check_catalogue {folder}” says what is missing."


def new_framework(slug: str, catalogue: Catalogue) -> str:
    """Return the file of a framework (its slug) that comes last in a catalogue, with empty values."""
    schema = schema_of(FRAMEWORK)
    criteria = (criterion for criterion in catalogue.criteria if criterion.is_rated)
    ready = {
        "slug": [f"slug: {slug}"],
        "published": ["published: false"],
        "best_known": ["best_known: false"],
        "position": [f"position: {1 + max((item.position for item in catalogue.frameworks), default=0)}"],
        "ratings": ["ratings:", *ratings(schema["$defs"], criteria)],
    }
    lines = (*comment(INTRODUCTION), "", *mapping(schema["$defs"], schema, ready))
    return schema_line(f"{FRAMEWORKS}/{slug}.yaml") + "\n".join(lines) + "\n"


def mapping(kinds: Mapping[str, Schema], kind: Schema, ready: Ready) -> Lines:
    """Yield the keys of a kind of value, each after what it means; `kinds` are all that it may refer to, by name."""
    for key, field in kind["properties"].items():
        options = kinds.get(referred(field), {}).get("enum")
        yield from comment(field["description"] + (f" One of: {', '.join(options)}." if options else ""))
        lines = ready.get(key) or entry(kinds, key, field)
        yield from (f"# {line}" for line in lines) if key in IF_ANY else lines


def entry(kinds: Mapping[str, Schema], key: str, field: Schema) -> Lines:
    """Yield a key with an empty value, or with what it is if nobody says anything."""
    kind = kinds.get(referred(field), field)
    match kind["type"]:
        case "object":
            yield f"{key}:"
            yield from (f"  {line}" for line in mapping(kinds, kind, {}))
        case "array":
            yield f"{key}:"
            of = kinds.get(referred(field["items"]))
            yield from item(mapping(kinds, of, {})) if of else ["-"]
        case "boolean":
            yield f"{key}: {str(field['default']).lower()}"
        case _:
            yield f"{key}: ''" if "default" in field else f"{key}:"


def ratings(kinds: Mapping[str, Schema], criteria: Iterable[Criterion]) -> Lines:
    """Yield a rating on each criterion after its scale; what the keys mean, in the first one only."""
    is_first = True
    for criterion in criteria:
        lines = mapping(kinds, kinds["Rating"], {"criterion": [f"criterion: {criterion.slug}"]})
        yield from scale(criterion)
        yield from item(line for line in lines if is_first or not line.startswith("#"))
        is_first = False


def scale(criterion: Criterion) -> Lines:
    """Yield how frameworks are rated on a criterion."""
    yield ""
    yield from comment(f"{criterion.name}: {criterion.definition} ({criterion.method.value}, in {criterion.unit})")
    yield from comment(criterion.formula)
    for counted in criterion.items:
        yield from comment(f"- {counted}")
    for at, meaning in criterion.scale:
        yield from comment(f"{at}: {meaning}")
    yield from comment(criterion.caveat and f"Note: {criterion.caveat}")


def item(lines: Lines) -> Lines:
    """Yield the lines of a mapping as those of one in a list, which begins at its first key."""
    begun = False
    for line in lines:
        yield line if line.startswith("#") and not begun else f"  {line}" if begun else f"- {line}"
        begun = begun or not line.startswith("#")


def referred(field: Schema) -> str:
    """Return the name of the kind that a field refers to; empty if it says itself what it is."""
    return str(field.get("$ref", "")).rpartition("/")[2]


def comment(text: str) -> Lines:
    """Yield a text as comments."""
    for line in text.splitlines():
        yield from (f"# {piece}" for piece in wrap(line, WIDTH))
