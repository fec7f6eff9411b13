"""Let people sign in again who have used up their tries."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import QuerySet

from advisor.http.client_address import networks_around
from advisor.models import SignInTries


class Command(BaseCommand):
    help = "Forgets the tries to sign in from an address and its networks; without an address, lists all that count."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("address", nargs="?", help="an IP address")
        parser.add_argument("--everybody", action="store_true", help="forget all tries")

    def handle(self, *args: Any, address: str | None, everybody: bool, **options: Any) -> str:
        tries = SignInTries.objects.order_by("network")
        if not address and not everybody:
            return listed(tries) or "Nobody has tried in vain."
        if address:
            networks = [network.name for network in networks_around(address)]
            if not networks:
                raise CommandError(f"“{address}” is no IP address.")
            tries = tries.filter(network__in=networks)
        forgotten, _ = tries.delete()
        return f"Let in: the tries of {forgotten} networks are forgotten."


def listed(tries: QuerySet[SignInTries]) -> str:
    return "\n".join(f"{row}, until {row.forgotten_at:%H:%M} UTC" for row in tries)
