"""Write how the catalogue agrees with its personas."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from advisor.persona_report import write_report
from recommender.files.folder import CatalogueFileError


class Command(BaseCommand):
    help = "Writes a table of all personas: what experts accept, what the site says, and whether they agree."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", type=Path, help="the file, such as docs/personas.md")
        parser.add_argument("--catalogue", type=Path, help="a folder of files; default: the catalogue in the database")

    def handle(self, *args: Any, **options: Any) -> str:
        try:
            return write_report(options["path"], options["catalogue"])
        except (CatalogueFileError, OSError) as error:
            raise CommandError(f"Nothing was written.\n{error}") from error
