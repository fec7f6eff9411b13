"""Write the catalogue as YAML files."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from recommender.files.exchange import dump_catalogue
from recommender.management.target import writing


class Command(BaseCommand):
    help = "Writes the catalogue in the database, drafts included, as YAML files into a folder."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path)

    def handle(self, *args: Any, **options: Any) -> str:
        with writing():
            return dump_catalogue(options["folder"])
