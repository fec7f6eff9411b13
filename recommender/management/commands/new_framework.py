"""Write the file of a new framework, to be filled in."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from recommender.files.new_framework import write_new_framework
from recommender.management.target import add_folder, writing


class Command(BaseCommand):
    help = "Writes the file of a new framework, to be filled in: each key with what it means, each criterion's scale."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", help="its short name, such as flask; its file is called so, too")
        add_folder(parser)

    def handle(self, *args: Any, **options: Any) -> str:
        with writing():
            return write_new_framework(options["slug"], options["folder"])
