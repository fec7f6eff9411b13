"""Write catalogue files anew in their one form."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from recommender.files.folder import SHIPPED, CatalogueFileError
from recommender.files.writing import format_files


class Command(BaseCommand):
    help = "Writes the YAML files in a folder anew in their one form, without comments, and beside them their schema."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, default=SHIPPED, help="default: the shipped catalogue")

    def handle(self, *args: Any, **options: Any) -> str:
        try:
            return format_files(options["folder"])
        except CatalogueFileError as error:
            raise CommandError(f"Nothing was written.\n{error}") from error
