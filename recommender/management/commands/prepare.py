"""Make the database ready to serve."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from recommender.editions.current import current_edition
from recommender.editions.figures import make_figures


class Command(BaseCommand):
    help = "Migrates the database, loads the shipped catalogue if there is none yet, and makes figures for pages."

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("migrate", verbosity=0)
        call_command("load_catalogue", if_empty=True)
        make_figures(current_edition())
