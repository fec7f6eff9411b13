"""Count all results anew."""

from typing import Any

from django.core.management.base import BaseCommand

from advisor.result_counts import count_anew


class Command(BaseCommand):
    help = (
        "Counts all questionnaires and results anew, for the open statistics and the editors' pages, and puts right "
        "what was wrong. People may start, finish and delete meanwhile."
    )

    def handle(self, *args: Any, **options: Any) -> str:
        return f"Counted anew; {count_anew()} counts were wrong and are right now."
