"""Write catalogue files anew in their one form."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from recommender.files.writing import format_files
from recommender.management.target import add_folder, writing


class Command(BaseCommand):
    help = "Writes the YAML files in a folder anew in their one form, without comments, and beside them their schema."

    def add_arguments(self, parser: CommandParser) -> None:
        add_folder(parser)

    def handle(self, *args: Any, **options: Any) -> str:
        with writing():
            return format_files(options["folder"])
