"""Folders of files and the rows brought together, and the rows written as files: what the commands do."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from recommender.editions.bases import remember_loaded
from recommender.editions.current import changing_alone, replace_alone
from recommender.editions.from_rows import read_catalogue
from recommender.editions.history import last_entry, program
from recommender.engine.phrases import counted
from recommender.engine.types import Catalogue
from recommender.files.folder import SHIPPED, CatalogueFileError, read_folder, size
from recommender.files.origin import files_now
from recommender.files.plan import (
    Load,
    Plan,
    Way,
    change_lines,
    conflict_lines,
    fault_lines,
    is_empty,
    plan,
    replace_rows,
)
from recommender.files.writing import write_files

UNKNOWN_ORIGIN = (
    "{source}: this database does not know what these files were written from, so nobody can tell their changes from "
    "those of the editors. With “--replace” the catalogue becomes equal to the files, and undoes what editors changed."
)
CONFLICTS = (
    "The files and the editors changed {places} differently. Say “--conflicts editors” to keep what stands here in "
    "these, or “--conflicts files” to take what the files say; all else is merged either way."
)


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What loading did, or would do: in a sentence, and by lines what was taken and where editors' changes stayed."""

    done: str
    taken: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()

    @property
    def brief(self) -> str:
        """Return it without the lines."""
        counts = (
            f"Taken from the files: {len(self.taken)}; kept as it is here, though they say otherwise: {len(self.kept)}."
        )
        return f"{self.done}\n{counts}" if self.taken or self.kept else self.done

    def __str__(self) -> str:
        taken = section("Taken from the files", self.taken)
        kept = section("Kept as it is here, though the files say otherwise", self.kept)
        return "\n".join((self.done, *taken, *kept))


def section(title: str, lines: Sequence[str]) -> list[str]:
    """Return lines below a title that says how many there are; nothing if there are none."""
    return [f"{title} ({len(lines)}):", *(f"  {line}" for line in lines)] if lines else []


def load_catalogue(folder: Path, *, way: Way = Way.ASK, is_dry_run: bool = False) -> LoadReport:
    """Bring the rows and a folder's files together, all or nothing, and say what was done; or would be, if dry.

    Errors: CatalogueFileError for faulty files, conflicts that nobody settled, and files of unknown origin.
    """
    # Under the lock: of two nodes that start at once with an empty database, the second finds it filled.
    with changing_alone():
        rows = read_catalogue(include_drafts=True)
        files, is_shipped = read_folder(folder), folder.resolve() == SHIPPED
        load = Load(files.catalogue, "the shipped catalogue" if is_shipped else folder.name, files.origin, is_shipped)
        found = plan(load, rows, way)
        refuse_unsafe(load, found, way)
        if not is_dry_run:
            carry_out(load, found, rows)
        return load_report(load, found, rows, is_dry_run=is_dry_run)


def refuse_unsafe(load: Load, found: Plan, way: Way) -> None:
    """Refuse to load what would undo the work of editors, or break rules. Errors: CatalogueFileError."""
    if not found.is_safe:
        raise CatalogueFileError([UNKNOWN_ORIGIN.format(source=load.source)])
    if found.conflicts and way is Way.ASK:
        lines = list(conflict_lines(found.conflicts))
        raise CatalogueFileError([*lines, CONFLICTS.format(places=counted(len(lines), "place"))])
    if found.faults:
        raise CatalogueFileError(fault_lines(found.faults))


def carry_out(load: Load, found: Plan, rows: Catalogue) -> None:
    """Store what was planned, in the name of the program; called under the lock."""

    def write() -> None:
        replace_rows(found.catalogue, load.source)

    if is_empty(rows):  # there is nothing to keep as an edition, and nobody whose form is open
        write()
    elif change_lines(rows, found.catalogue):
        replace_alone(write, opened_on=last_entry(), what=f"Loaded {load.source}", user=program(), why="")
    remember_loaded(load.catalogue, is_shipped=load.is_shipped)


def load_report(load: Load, found: Plan, rows: Catalogue, *, is_dry_run: bool) -> LoadReport:
    """Return what loading did to the rows as they were, or would do if it is dry."""
    taken, kept = change_lines(rows, found.catalogue), change_lines(load.catalogue, found.catalogue)
    if not (taken or kept):
        return LoadReport(f"The catalogue is already equal to the files: {size(rows)}.")
    if is_dry_run:
        return LoadReport("Nothing is loaded. This is what would be done.", taken, kept)
    done = f"Loaded the catalogue: {size(found.catalogue)}." if taken else "The files say nothing new."
    return LoadReport(done, () if is_empty(rows) else taken, kept)


def dump_catalogue(folder: Path) -> str:
    """Write the rows as files into a folder, drafts included, and say what was done. Errors: CatalogueFileError."""
    written = files_now()
    paths = write_files(written.catalogue, folder, written.origin)
    return f"Wrote {len(paths)} files to {folder}."
