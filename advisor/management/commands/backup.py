"""Back up the database."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from advisor.backup import BackupError, back_up


class Command(BaseCommand):
    help = "Writes the whole database, as it is at one moment, into a file. People may go on meanwhile."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="a new file")

    def handle(self, *args: Any, file: Path, **options: Any) -> str:
        try:
            back_up(file)
        except BackupError as error:
            raise CommandError(str(error)) from error
        return f"The whole database is in {file}. Keep it where nobody reads it: it holds every private link."
