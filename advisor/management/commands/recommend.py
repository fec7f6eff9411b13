"""Recommend a framework for the answers in a file."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from advisor import evaluations
from advisor.answer_files import AnswerFileError, report_of_file
from advisor.exports.document import render_json
from advisor.exports.terminal import outcome_text
from recommender.editions.stored import EditionError


class Command(BaseCommand):
    help = (
        "Ranks the frameworks by the answers in a YAML file, with the catalogue as it is now. Nothing is stored. "
        "A line holds “question: choice”, or “question: {chosen: [choice], importance: must-have}”."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("answers", type=Path, help="the file")
        parser.add_argument("--all", action="store_true", help="compare all frameworks, not only the best known")
        parser.add_argument("--json", action="store_true", help="print everything as a JSON document, like the API")

    def handle(self, *args: Any, **options: Any) -> str:
        try:
            report = report_of_file(options["answers"], is_wide=options["all"])
        except (AnswerFileError, EditionError) as error:
            raise CommandError(str(error)) from error
        except evaluations.NothingToAskError as error:
            raise CommandError("The catalogue is empty. Run “manage.py prepare” first.") from error
        return (render_json(report) if options["json"] else outcome_text(report)).rstrip("\n")
