"""What commands have in common that write a catalogue's files into a folder."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.management.base import CommandError, CommandParser

from recommender import places
from recommender.files.folder import SHIPPED, CatalogueFileError


def add_folder(parser: CommandParser) -> None:
    """Ask for the folder. Only in a checkout it may be left out: a wheel's own files are not there to be changed."""
    if places.IS_INSTALLED:
        parser.add_argument("folder", type=Path, help="a folder that “dump_catalogue” wrote")
    else:
        parser.add_argument("folder", nargs="?", type=Path, default=SHIPPED, help="default: the shipped catalogue")


@contextmanager
def writing() -> Iterator[None]:
    """Tell whoever called the command why something could not be written."""
    try:
        yield
    except CatalogueFileError as error:
        raise CommandError(f"Nothing was written.\n{error}") from error
    except OSError as error:
        raise CommandError(f"Not all was written: {error}") from error
