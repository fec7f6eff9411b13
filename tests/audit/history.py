"""What happened on the site before: results of an earlier edition, a change of the catalogue, visitors of today's."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import islice

from django.core.management import call_command
from django.utils import timezone

from advisor import evaluations
from advisor.models import Evaluation
from advisor.result_counts import count_anew
from recommender.editions.current import current_edition, replace_catalogue
from recommender.editions.figures import make_figures
from recommender.editions.serialisation import ANSWERS, plain
from recommender.engine.simulation.respondents import respondents
from recommender.engine.types import Answers, Catalogue
from recommender.files.folder import SHIPPED, read_files
from recommender.models import Dispute, Edition, FrameworkSuggestion, Rating, RatingProposal
from tests.recommender.proposals.create import create_proposal, create_suggestion

RESULTS_PER_EDITION = 100
DAYS = 150
TITLE = "Partner booking API"
NOTE = """Agreed with Anna and Tom on Monday. We start with reading bookings; changing them comes in spring.

The partners want a contract that they can read and try, so that is what decides."""

SITE_PAGES = {
    "home": "/",
    "frameworks": "/frameworks/",
    "framework": "/frameworks/django/",
    "criterion": "/criteria/security-features/",
    "rating": "/frameworks/flask/graphql/",
    "dispute-sent": "/frameworks/flask/graphql/?sent",
    "propose": "/frameworks/flask/graphql/propose/",
    "proposal-sent": "/frameworks/flask/graphql/propose/?sent",
    "suggest": "/suggest/",
    "suggestion-sent": "/suggest/?sent",
    "compare": "/compare/?f=django&f=flask",
    "compare-unknown": "/compare/?f=django&f=django&f=rails",
    "method": "/method/",
    "neutrality": "/method/neutrality/",
    "editions": "/editions/",
    "edition": "/editions/2/",
    "insights": "/insights/",
    "privacy": "/privacy/",
    "accessibility": "/accessibility/",
    "licences": "/licences/",
    "api-docs": "/api/docs",
    "error": "/nowhere/",
    "error-method": "/advise/",
}


def tell() -> None:
    """Fill an empty database, and print the addresses of the site's pages by name, as JSON."""
    print(json.dumps(SITE_PAGES | make_history()))


def make_history() -> dict[str, str]:
    """The addresses of the pages that belong to somebody's run."""
    call_command("migrate", verbosity=0)
    shipped = read_files(SHIPPED)
    publish(earlier(shipped))
    early = finished(shipped.personas[1].answers, TITLE)
    everybody = respondents(shipped, 2 * RESULTS_PER_EDITION, must_haves=0.2)
    visitors(everybody)
    publish(shipped)
    visitors(everybody)
    make_figures(current_edition())
    spread_over_time()
    disputes()
    proposals()
    return run_pages(shipped) | {"result-earlier": early.result_url(), "today": f"{early.result_url()}today/"}


def run_pages(catalogue: Catalogue) -> dict[str, str]:
    """The pages of one visitor's drafts and results."""
    api, one_answer = catalogue.personas[1].answers, catalogue.personas[3].answers
    draft, short = answered(api), answered({}, is_short=True)
    result = finished(api, TITLE, note=NOTE)
    shared, tried = result.result_url(), "w-api-tooling=50&drop=flask"
    everything = next(respondents(catalogue, skips=0))
    deleted = finished(api, TITLE)
    evaluations.delete(deleted.edit_key)
    return {
        "question": draft.question_url("interface"),
        "question-open": draft.question_url("lifetime"),
        "question-of-short-run": short.question_url("project"),
        "question-not-asked": answered(one_answer).question_url("api-style"),
        "question-finished": result.question_url("project"),
        "check": draft.check_url(),
        "result": shared,
        "result-one-answer": finished(one_answer, "").result_url(),
        "result-all-answers": finished(everything, "Everything", note=NOTE).result_url(),
        "result-deleted": deleted.result_url(),
        "verify": f"{shared}verify/",
        "what-if": f"{shared}what-if/",
        "what-if-tried": f"{shared}what-if/?{tried}",
        "what-if-kept": f"{shared}what-if/keep/?{tried}",
        "change": f"{shared}change/",
        "owner": result.owner_url(),
        "owner-draft": draft.owner_url(),
        "delete": f"{result.owner_url()}delete/",
    }


def earlier(catalogue: Catalogue) -> Catalogue:
    """The catalogue as it might have been: one criterion counted more, and some ratings were lower."""
    criteria = [
        replace(item, weight=item.weight + 5) if item.slug == "api-tooling" else item for item in catalogue.criteria
    ]
    django, *others = catalogue.frameworks
    lowered = [replace(rating, value=rating.low) for rating in django.ratings]
    return replace(catalogue, criteria=tuple(criteria), frameworks=(replace(django, ratings=tuple(lowered)), *others))


def publish(catalogue: Catalogue) -> None:
    replace_catalogue(catalogue)
    current_edition()


def visitors(everybody: Iterator[Answers]) -> None:
    """Let the next ones of them finish."""
    for answers in islice(everybody, RESULTS_PER_EDITION):
        finished(answers, "")


def answered(answers: Answers, *, is_short: bool = False) -> Evaluation:
    """A draft with these answers."""
    draft = evaluations.start(is_short=is_short)
    draft.stored_answers = plain(ANSWERS, answers)
    draft.save()
    return draft


def finished(answers: Answers, title: str, *, note: str = "") -> Evaluation:
    evaluation = evaluations.finish(answered(answers).edit_key, title)
    evaluations.describe(evaluation.edit_key, title=title, note=note)
    return evaluation


def disputes() -> None:
    """What visitors say against ratings: one was right, one was not, and one waits."""
    graphql = Rating.objects.get(framework__slug="flask", criterion__slug="graphql")
    speed = Rating.objects.get(framework__slug="django", criterion__slug="raw-performance")
    dispute(
        graphql,
        "There are two such libraries now, so name both.",
        "accepted",
        "We do; by the scale it is still level 50.",
    )
    dispute(graphql, "GraphQL is out of fashion, so this should be 0.", "rejected", "We rate what it can, not fashion.")
    dispute(speed, "It was measured with the development server, wasn’t it?")


def proposals() -> None:
    """What visitors propose: of each kind one that was declined, and one that waits."""
    create_proposal(value=70, high=80)
    create_suggestion(name="Rails")
    for sent in (RatingProposal, FrameworkSuggestion):
        sent._default_manager.update(status="declined", answer="It is not so yet.", settled_at=timezone.now())
    create_proposal()
    create_suggestion()


def dispute(rating: Rating, statement: str, status: str = "open", answer: str = "") -> None:
    Dispute.objects.create(
        framework=rating.framework,
        criterion=rating.criterion,
        rating=rating.value,
        statement=statement,
        status=status,
        answer=answer,
        settled_at=None if status == "open" else timezone.now(),
    )


def spread_over_time() -> None:
    """Let the results so far have come one by one, the earlier edition's before today's was made."""
    begin, count = timezone.now() - timedelta(days=DAYS), Evaluation.objects.count()
    for place, evaluation in enumerate(Evaluation.objects.order_by("pk")):
        evaluation.finished_at = begin + timedelta(days=DAYS * place / count)
        evaluation.save()
    count_anew()
    Edition.objects.filter(number=1).update(created_at=begin)
    Edition.objects.filter(number=2).update(created_at=begin + timedelta(days=DAYS / 2))
