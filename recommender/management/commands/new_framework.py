"""Write the file of a new framework, to be filled in."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from recommender.files.folder import SHIPPED, CatalogueFileError
from recommender.files.new_framework import write_new_framework


class Command(BaseCommand):
    help = "Writes the file of a new framework, to be filled in: each key with what it means, each criterion's scale."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", help="its short name, such as flask; its file is called so, too")
        parser.add_argument("folder", nargs="?", type=Path, default=SHIPPED, help="default: the shipped catalogue")

    def handle(self, *args: Any, **options: Any) -> str:
        try:
            return write_new_framework(options["slug"], options["folder"])
        except CatalogueFileError as error:
            raise CommandError(f"Nothing was written.\n{error}") from error
