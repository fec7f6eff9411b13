"""What editors are told of visitors' results: what they rest on, and where they can be seen. Never an edit key."""

from collections.abc import Sequence

from django.conf import settings

from advisor.models import Evaluation
from recommender.engine.impact import Case
from recommender.models import Edition
from recommender.usage import Usage, Use


def recent(count: int) -> Sequence[Case]:
    """What the newest finished results rest on."""
    found = Evaluation.objects.finished().only("stored_answers", "stored_what_if").order_by("-finished_at")[:count]
    return [Case(evaluation.answers, evaluation.what_if) for evaluation in found]


def of_edition(edition: Edition, count: int) -> Sequence[Use]:
    """The newest finished results of an edition."""
    found = Evaluation.objects.finished().filter(edition=edition).order_by("-finished_at")[:count]
    return [Use(item.finished_at, settings.PUBLIC_URL + item.result_url()) for item in found if item.finished_at]


USAGE = Usage(recent, of_edition)
