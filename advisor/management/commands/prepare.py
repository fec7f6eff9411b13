"""Make the database ready to serve."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.files import locks
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from advisor.site_key import OtherKeyError, adopt_key, require_site_key
from recommender.editions.current import current_edition
from recommender.editions.figures import make_figures
from recommender.files.folder import CatalogueFileError
from recommender.files.shipped import take_shipped

LOCK = 20211123  # any number that nothing else in this database uses


class Command(BaseCommand):
    help = (
        "Migrates the database, merges into it the catalogue that the program ships, if it has not met that one yet, "
        "and makes figures for pages. Run it on each node before it serves; nodes that run it at once wait for each "
        "other."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--new-key", action="store_true", help="take this node's SECRET_KEY for that of the site")

    def handle(self, *args: Any, new_key: bool, **options: Any) -> None:
        with alone():
            call_command("migrate", verbosity=0)
            try:
                if not new_key:
                    require_site_key()
            except OtherKeyError as error:
                raise CommandError(str(error)) from None
            adopt_key()
            try:
                self.stdout.write(take_shipped())
            except CatalogueFileError as error:
                raise CommandError(f"There is no catalogue to start with.\n{error}") from error
            make_figures(current_edition())


@contextmanager
def alone() -> Iterator[None]:
    """Wait until nobody else prepares this database, and let others wait meanwhile; whoever is killed holds nothing."""
    if connection.vendor == "sqlite":
        # All who open a file are on one machine, so another file beside it will do.
        with Path(f"{connection.settings_dict['NAME']}-preparing").open("w") as lock:
            locks.lock(lock, locks.LOCK_EX)
            yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
