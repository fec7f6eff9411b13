"""Whether the catalogue is in order: one verdict, for the command and for the editors' page."""

from pathlib import Path

from recommender.editions.column_limits import column_problems
from recommender.editions.from_rows import read_catalogue
from recommender.engine.checks.report import Faults, Kind, faults_by_kind
from recommender.engine.validity import Problem
from recommender.engine.versions.drafts import published
from recommender.files.folder import read_files
from recommender.files.yaml import fault_line


def check(folder: Path | None = None) -> Faults:
    """What is not in order in the catalogue in the database, or in a folder of files; nothing if all is.

    Errors: CatalogueFileError, if there is no catalogue to be had from the files.
    """
    catalogue = read_files(folder) if folder else read_catalogue(include_drafts=True)
    addresses = tuple(column_problems(published(catalogue)))  # all else that columns refuse cannot be in them
    return {**faults_by_kind(catalogue), **({Kind.ADDRESS: addresses} if addresses else {})}


def lines(found: Faults) -> list[str]:
    """What is not in order, one line a fault."""
    return [line(problem) for problems in found.values() for problem in problems]


def line(problem: Problem) -> str:
    return fault_line(problem.path[0], problem.path[1:], problem.reason)
