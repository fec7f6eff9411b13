"""Say what the catalogue in a folder changes in that in another one."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from advisor.comparison_report import FORMATS, report_on


class Command(BaseCommand):
    help = (
        "Says what a catalogue changes in an earlier one: differences, personas told otherwise, shares of wins, what "
        "changed ratings cite, faults. Both are folders of YAML files; no database is needed."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("old", type=Path, help="the folder with the earlier catalogue")
        parser.add_argument("new", type=Path, help="the folder with the later one")
        parser.add_argument("--format", choices=FORMATS, default="text", help="markdown: a comment on a pull request")

    def handle(self, *args: Any, **options: Any) -> None:
        report = report_on(options["old"], options["new"], options["format"])
        self.stdout.write(report.text, ending="")
        if not report.is_sound:
            raise CommandError("There is nothing to compare: a catalogue cannot be read.")
