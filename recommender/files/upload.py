"""The catalogue as one file to download and upload: a zip of its files, or one YAML.

An upload is opened in memory only, and never more of it than a catalogue can need.
"""

import stat
import struct
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import PurePosixPath
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from recommender.engine.types import Catalogue
from recommender.files.folder import DOCUMENT, FRAMEWORKS, SHIPPED, CatalogueFileError, read_document, read_with_origin
from recommender.files.origin import CatalogueFiles, Origin
from recommender.files.writing import files_of, origin_files, schema_files, yaml_of
from recommender.files.yaml import fault_line

GREATEST_SIZE = 2_000_000  # bytes, of an upload and of all that is in it; twelve frameworks have about 400,000
MOST_FILES = 200
LICENCE = "LICENSE"
# Of the first file in a zip, and of a zip without any.
ZIP_MAGIC = (b"PK\x03\x04", b"PK\x05\x06")
# The earliest moment that a zip can tell. A real one would make other bytes of the same catalogue each time.
BEGINNING = (1980, 1, 1, 0, 0, 0)
# Bit 0 of a file's flags, by the zip format (APPNOTE, 4.4.4).
ENCRYPTED = 1
UNREADABLE = (BadZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError, ValueError, OverflowError)
"""The errors that zipfile raises for the many ways in which a zip can be broken."""


@dataclass(frozen=True, slots=True)
class FileFormat:
    """A form in which the catalogue can be downloaded: how it is called, its type, its ending, and how it is made."""

    label: str
    content_type: str
    made_of: Callable[[Catalogue, Origin | None], bytes]


@cache
def licence() -> str:
    """Return the licence of the catalogue's texts and numbers."""
    return (SHIPPED / LICENCE).read_text()


def zip_of(catalogue: Catalogue, origin: Origin | None = None) -> bytes:
    """Return a zip of the catalogue's files, their schemas and licence, and what they were written from.

    The same catalogue from the same origin makes the same bytes.
    """
    files = files_of(catalogue) | schema_files() | origin_files(origin) | {LICENCE: licence()}
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        for name, text in sorted(files.items()):
            info = ZipInfo(name, BEGINNING)
            # Said to come from Unix (3) everywhere, with rights in the upper half: without them files would unpack
            # unreadable.
            info.compress_type, info.create_system, info.external_attr = ZIP_DEFLATED, 3, 0o644 << 16
            archive.writestr(info, text.encode())
    return made.getvalue()


FILE_FORMATS = {
    "zip": FileFormat("one zip, with a file for each framework", "application/zip", zip_of),
    "yaml": FileFormat("one YAML file", "application/yaml", lambda *made_of: yaml_of(*made_of).encode()),
}
"""By the ending of the file's name."""


def read_upload(name: str, data: bytes) -> CatalogueFiles:
    """Return the catalogue in an uploaded file, with its origin.

    Errors: CatalogueFileError with all faults that can be told at once.
    """
    if not data:
        raise CatalogueFileError([f"{name}: is empty"])
    if len(data) > GREATEST_SIZE:
        raise CatalogueFileError([f"{name}: is larger than {GREATEST_SIZE // 1_000_000} MB"])
    if data.startswith(ZIP_MAGIC) or name.lower().endswith(".zip"):
        return read_with_origin(texts_in_zip(name, data))
    return read_document(name or DOCUMENT, data)


def texts_in_zip(name: str, data: bytes) -> dict[str, bytes]:
    """Return the files in a zip, without the folder that all of them may be in. Errors: CatalogueFileError."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
            if faults := list(zip_faults(name, entries)):
                raise CatalogueFileError(faults)
            return without_top_folder(unpacked(name, archive, [entry for entry in entries if is_wanted(entry)]))
    except UNREADABLE as error:
        raise CatalogueFileError([f"{name}: cannot be read as a zip: {error}"]) from error


def unpacked(name: str, archive: ZipFile, entries: Iterable[ZipInfo]) -> dict[str, bytes]:
    """Return the files by name. What a zip says about sizes may be a lie, so that only so much is unpacked."""
    left = GREATEST_SIZE
    texts = {}
    for entry in entries:
        with archive.open(entry) as packed:
            # One byte more than may be left tells that it is too much, without reading how much more.
            texts[entry.filename] = packed.read(left + 1)
        left -= len(texts[entry.filename])
        if left < 0:
            raise CatalogueFileError([too_large(name)])
    return texts


def zip_faults(name: str, entries: list[ZipInfo]) -> Iterator[str]:
    """Yield what can be said against a zip before anything in it is unpacked."""
    # Told alone: a list of faults as long as the zip would help nobody.
    if len(entries) > MOST_FILES:
        yield f"{name}: holds {len(entries)} files; a catalogue has at most {MOST_FILES}"
        return
    if sum(entry.file_size for entry in entries) > GREATEST_SIZE:
        yield too_large(name)
    for entry in entries:
        if reason := next(reasons_against(entry), None):
            yield fault_line(entry.filename, (), reason)
    for twice, count in Counter(entry.filename for entry in entries).items():
        if count > 1:
            yield f"{twice}: is in the zip {count} times"


def too_large(name: str) -> str:
    return f"{name}: holds more than {GREATEST_SIZE // 1_000_000} MB"


def reasons_against(entry: ZipInfo) -> Iterator[str]:
    """Yield why nothing can be made of a file in a zip."""
    path = PurePosixPath(entry.filename)
    # orig_filename: zipfile cuts off what follows a NUL and turns the separators of its own system. A colon is a
    # drive on Windows.
    if path.is_absolute() or ".." in path.parts or "\\" in entry.orig_filename or ":" in entry.filename:
        yield "is no name of a file below the zip's own folder"
    if not entry.orig_filename.isprintable():
        yield "has a name with characters that cannot be shown"
    if stat.S_ISLNK(entry.external_attr >> 16):
        yield "is a link to another file"
    if entry.flag_bits & ENCRYPTED:
        yield "is encrypted"
    if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        yield "is compressed in an unusual way; use the ordinary one, “deflate”"


def is_wanted(entry: ZipInfo) -> bool:
    """Return whether an entry is a file of a catalogue: no folder, not its licence, nor what macOS adds by itself."""
    path = PurePosixPath(entry.filename)
    return not (entry.is_dir() or "__MACOSX" in path.parts or path.name in (LICENCE, ".DS_Store"))


def without_top_folder(texts: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files as named below the one folder that holds all of them, if there is one."""
    tops = {name.partition("/")[0] if "/" in name else "" for name in texts}
    top = tops.pop() if len(tops) == 1 else ""
    # Who packs a folder gets a zip with that folder in it. “frameworks” alone is a catalogue without its other files,
    # which is then told.
    if not top or top == FRAMEWORKS:
        return dict(texts)
    return {name.partition("/")[2]: text for name, text in texts.items()}
