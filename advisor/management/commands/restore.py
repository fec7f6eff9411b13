"""Restore the database from a backup."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from advisor.backup import BackupError, restore


class Command(BaseCommand):
    help = "Puts a backup in the place of the whole database. Stop the nodes first, and run “prepare” after it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="a file that “backup” wrote, on the same kind of database")
        parser.add_argument("--replace", action="store_true", help="even if the database holds results")

    def handle(self, *args: Any, file: Path, replace: bool, **options: Any) -> str:
        try:
            restore(file, replace=replace)
        except BackupError as error:
            raise CommandError(str(error)) from error
        return "Restored. Now run “manage.py prepare”, and start the nodes."
