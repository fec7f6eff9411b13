"""Load the catalogue from YAML files."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from recommender.files.exchange import load_catalogue
from recommender.files.folder import SHIPPED, CatalogueFileError
from recommender.files.plan import Way


class Command(BaseCommand):
    help = (
        "Brings the catalogue in the database and the files in a folder together, all or nothing: what editors changed "
        "since the files were written stays, what the files change is taken. Conflicts are told, and nothing is loaded."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, default=SHIPPED, help="default: the shipped catalogue")
        parser.add_argument("--dry-run", action="store_true", help="only say what would be done")
        way = parser.add_mutually_exclusive_group()
        way.add_argument(
            "--conflicts",
            choices=(Way.EDITORS.value, Way.FILES.value),
            help="where both changed the same: keep what stands in the database, or take what the files say",
        )
        way.add_argument(
            "--replace", action="store_true", help="make the database equal to the files, whatever editors changed"
        )

    def handle(self, *args: Any, **options: Any) -> str:
        way = Way.REPLACE if options["replace"] else Way(options["conflicts"] or Way.ASK)
        try:
            return str(load_catalogue(options["folder"], way=way, is_dry_run=options["dry_run"]))
        except CatalogueFileError as error:
            raise CommandError(f"Nothing was loaded.\n{error}") from error
