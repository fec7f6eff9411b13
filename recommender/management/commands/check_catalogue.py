"""Check whether the catalogue is in order."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from recommender.files.check import check, report_lines
from recommender.files.folder import CatalogueFileError


class Command(BaseCommand):
    help = "Says, one line a fault, what is not in order in the catalogue; then the exit code is not 0."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, help="default: the catalogue in the database")

    def handle(self, *args: Any, **options: Any) -> str:
        try:
            faults = report_lines(check(options["folder"]))
        except CatalogueFileError as error:
            faults = list(error.faults)
        for fault in faults:
            self.stdout.write(fault)
        if faults:
            raise CommandError(f"The catalogue is not in order (faults: {len(faults)}).")
        return "The catalogue is in order."
