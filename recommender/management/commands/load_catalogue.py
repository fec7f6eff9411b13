"""Load the catalogue from YAML files."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from recommender.files.folder import SHIPPED, CatalogueFileError, load_catalogue


class Command(BaseCommand):
    help = "Makes the catalogue in the database equal to the files in a folder: all of it, or nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, default=SHIPPED, help="default: the shipped catalogue")
        parser.add_argument("--if-empty", action="store_true", help="leave a catalogue that is already there alone")

    def handle(self, *args: Any, **options: Any) -> str:
        try:
            return load_catalogue(options["folder"], only_if_empty=options["if_empty"])
        except CatalogueFileError as error:
            raise CommandError(f"Nothing was loaded.\n{error}") from error
