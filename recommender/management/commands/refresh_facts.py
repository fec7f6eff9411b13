"""Ask the package index what is newer than the catalogue says."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from recommender.facts.address import NoIndexError
from recommender.facts.refresh import NothingAskedError, refresh
from recommender.models import Framework


class Command(BaseCommand):
    help = (
        "Asks the package index (PACKAGE_INDEX) for newest versions, dates, Python versions and licences of frameworks "
        "and add-ons, and proposes to editors what differs from the catalogue. Changes nothing else. If nothing could "
        "be asked, the exit code is not 0."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--framework", action="append", default=[], metavar="SLUG", help="only this one, with its add-ons"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        chosen = options["framework"]
        if unknown := set(chosen) - set(Framework.objects.values_list("slug", flat=True)):
            raise CommandError(f"There is no framework “{min(unknown)}”.")
        try:
            for line in refresh(chosen):
                self.stdout.write(line)
        except (NoIndexError, NothingAskedError) as error:
            raise CommandError(str(error)) from None
