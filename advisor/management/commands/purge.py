"""Delete what nobody needs any more."""

from typing import Any

from django.core.management.base import BaseCommand

from advisor.purge import KEPT_DAYS, purge


class Command(BaseCommand):
    help = (
        f"Deletes questionnaires that were never finished and not touched for {KEPT_DAYS} days, and what has expired "
        "for editors. Results stay. People may go on meanwhile; run it daily."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        for told in purge():
            self.stdout.write(f"Deleted: {told}.")
