"""The check of the whole catalogue: one answer for the command and for the editors' page."""

from pathlib import Path

from recommender.editions.column_limits import column_problems
from recommender.editions.from_rows import read_catalogue
from recommender.engine.checks.report import FaultKind, Faults, faults_by_kind
from recommender.engine.types import Catalogue
from recommender.engine.validity import Problem
from recommender.engine.versions.drafts import published
from recommender.files.folder import read_files
from recommender.files.yaml import fault_line


def check(folder: Path | None = None) -> Faults:
    """Return what is not in order in the catalogue in the database, or in a folder of files; nothing if all is.

    Errors: CatalogueFileError, if there is no catalogue to be had from the files.
    """
    # Drafts too: some faults of what is published lie in what is not, such as a condition on a draft.
    return faults_in(read_files(folder) if folder else read_catalogue(include_drafts=True))


def faults_in(catalogue: Catalogue) -> Faults:
    """Return what is not in order in a catalogue, which holds its drafts; nothing if all is."""
    addresses = tuple(column_problems(published(catalogue)))  # all else that columns refuse cannot be in them
    return {**faults_by_kind(catalogue), **({FaultKind.ADDRESS: addresses} if addresses else {})}


def report_lines(found: Faults) -> list[str]:
    """Return what is not in order, one line a problem."""
    return [report_line(problem) for problems in found.values() for problem in problems]


def report_line(problem: Problem) -> str:
    return fault_line(problem.path[0], problem.path[1:], problem.reason)
