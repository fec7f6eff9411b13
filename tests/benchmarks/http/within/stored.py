"""An empty database is filled with runs, and its results are multiplied, within a process of the site."""

import json
from collections.abc import Iterator
from datetime import timedelta
from itertools import islice
from urllib.parse import urlencode

from django.core.management import call_command, get_commands
from django.db import connection, models, transaction
from django.db.models import F
from django.urls import reverse

from advisor import evaluations
from advisor.candidates import ALL, BEST_KNOWN
from advisor.models import Evaluation
from advisor.what_if_controls import controls_of, query_of
from recommender.editions.current import catalogue_of, current_edition
from recommender.editions.serialisation import ANSWERS, plain
from recommender.engine.interview import next_question
from recommender.engine.result.what_if import AS_ANSWERED, WhatIf
from recommender.engine.simulation.respondents import respondents
from recommender.engine.types import Answers
from recommender.models import Edition

MONTHS = 24
LISTED = 100_000
RECOUNT = "count_results"


def tell(what: str, *numbers: str) -> None:
    """Print as JSON what `fill` or `multiply` returns: what can be asked of the site then."""
    print(json.dumps({"fill": fill, "multiply": multiply}[what](*map(int, numbers))))


def fill(narrow: int, wide: int) -> dict[str, object]:
    """Finish so many runs with the best known candidates, and so many with all; return what can be asked of both."""
    call_command("prepare", verbosity=0)
    with transaction.atomic():
        found = {"narrow": asked(narrow, is_wide=False), "wide": asked(wide, is_wide=True)}
        spread_over_months()
    recount()
    return found


def asked(count: int, *, is_wide: bool) -> dict[str, object]:
    """Finish so many runs of random people, each with other answers, and begin a quarter as many."""
    edition = current_edition()
    people = respondents(catalogue_of(edition, is_wide=is_wide), 2 * count, skips=0, must_haves=0.05)
    begun = list(begin(islice(people, count // 4), edition, is_wide=is_wide))
    bodies, results = [], []
    for answers in islice(people, count):
        bodies.append({"answers": plain(ANSWERS, dict(answers)), "candidates": ALL if is_wide else BEST_KNOWN})
        results.append(evaluations.create_finished(edition, answers, title="A project", note="", is_wide=is_wide))
    return {
        "results": [result.share_id for result in results],
        "what_ifs": list(map(what_if_path, results[: count // 4])),
        "questions": begun,
        "bodies": list(map(json.dumps, bodies[: count // 4])),
    }


def begin(people: Iterator[Answers], edition: Edition, *, is_wide: bool) -> Iterator[tuple[str, str]]:
    """Answer half of the questions for each of some people; yield the address of the next, and its answer as a form."""
    catalogue = catalogue_of(edition, is_wide=is_wide)
    for answers in people:
        half = dict(list(answers.items())[: len(answers) // 2])
        begun = Evaluation.objects.create(edition=edition, is_wide=is_wide, stored_answers=plain(ANSWERS, half))
        question = next_question(catalogue, half)
        answer = answers[question.slug]
        form = [*(("choice", choice) for choice in answer.chosen), ("importance", answer.importance.value)]
        yield begun.question_url(question.slug), urlencode(form)


def what_if_path(evaluation: Evaluation) -> str:
    """Return the address of a result's what-if in which the first criterion that counts counts double."""
    controls = controls_of(evaluation)
    first = next(control.criterion.slug for control in controls.weights if control.start == AS_ANSWERED)
    query = query_of(controls, WhatIf(percents={first: 2 * AS_ANSWERED}))
    return f"{reverse('what-if', args=[evaluation.share_id])}?{query}"


def spread_over_months() -> None:
    """Let the finished runs be of the last two years."""
    for place in range(MONTHS):
        earlier = timedelta(days=30 * place)
        some = Evaluation.objects.finished().annotate(place=F("pk") % MONTHS).filter(place=place)
        some.update(created_at=F("created_at") - earlier, finished_at=F("finished_at") - earlier)


def multiply(rows: int) -> list[str]:
    """Copy the finished runs until there are so many rows; return share ids of copies."""
    with connection.cursor() as cursor:
        for doubling in "abcdefgh":
            missing = rows - Evaluation.objects.count()
            if missing > 0:
                cursor.execute(*doubled(doubling, missing))
        if connection.vendor == "postgresql":
            cursor.execute("ANALYZE")  # as its autovacuum would, a minute later
    assert Evaluation.objects.count() >= rows, "more doublings are needed"
    recount()
    copies = Evaluation.objects.finished().order_by("-pk").values_list("share_id", flat=True)
    return list(copies[:LISTED])


def doubled(doubling: str, most: int) -> tuple[str, tuple[object, ...]]:
    """Return the statement, with its parameters, that copies at most so many finished runs under other keys."""
    table = connection.ops.quote_name(Evaluation._meta.db_table)
    columns = {
        connection.ops.quote_name(field.column): copied(field)
        for field in Evaluation._meta.concrete_fields
        if not field.primary_key
    }
    keys = [field for field in Evaluation._meta.concrete_fields if field.unique and not field.primary_key]
    statement = (
        f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(columns.values())} FROM {table} "  # noqa: S608
        "WHERE finished_at IS NOT NULL ORDER BY id LIMIT %s"
    )
    return statement, (*[doubling] * len(keys), most)


def copied(field: models.Field) -> str:
    """Return a column as it is copied: a key with the letter of the doubling in front, all else as it is."""
    column = connection.ops.quote_name(field.column)
    # The copy of a copy has two letters, and so on: no two rows have the same, and enough is left of the first key.
    return f"%s || substr({column}, 1, {field.max_length - 1})" if field.unique else column


def recount() -> None:
    """Count anew what the site keeps counts of, if it keeps any: results that are copied by SQL tell nobody."""
    if RECOUNT in get_commands():
        call_command(RECOUNT, verbosity=0)
