"""Many do the same at the same moment, on both nodes."""

import random
import re
from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

from tests.faults.client import Answer, Client
from tests.faults.report import Row
from tests.faults.visitor import Visitor, token_in
from tests.forms import sent

MANY = 20
IDLE = r'counts-for-nothing"><input type="\w+" name="choice" value="{}"'
EDITIONS = (
    "SELECT count(*), (SELECT count(*) FROM recommender_framework WHERE slug = 'django') FROM recommender_edition"
)


def at_once(deeds: list[Callable[[], Answer]]) -> list[Answer]:
    """Do all of these at the same moment, and return what came of each."""
    barrier = Barrier(len(deeds))

    def wait_and_do(deed: Callable[[], Answer]) -> Answer:
        barrier.wait()
        return deed()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(wait_and_do, deeds))


def through(site) -> Visitor:
    visitor = Visitor(Client(site.across))
    visitor.start()
    while not visitor.is_through:
        visitor.answer()
    return visitor


def other_windows(site, visitor: Visitor) -> list[Client]:
    """Return twenty windows of somebody's browser, half of which ask each node."""
    windows = [Client([site.across[place % 2]]) for place in range(MANY)]
    for window in windows:
        window.cookies = visitor.client.cookies
    return windows


def test_twenty_finish_the_same_evaluation(site, tell):
    visitor = through(site)
    form = [token_in(visitor.insist(visitor.address).text), ("title", "A project")]
    answers = at_once([partial(window.ask, visitor.address, form) for window in other_windows(site, visitor)])
    assert {answer.kind for answer in answers} == {"302"}
    assert len({answer.location for answer in answers}) == 1
    visitor.result = answers[0].location
    lost = visitor.lost(Client(site.across))
    tell(Row("twenty finish the same questionnaire at once", answers, len(visitor.confirmed), len(lost)))
    assert lost == []


def test_twenty_answer_at_the_same_time(site, tell):
    """Each says anew how much an answer matters; of two who say so of the same one, either may be the last."""
    visitor = through(site)
    # To an answer that asks for nothing belongs no importance.
    pages = {slug: visitor.insist(visitor.question(slug)).text for slug in visitor.confirmed}
    questions = [slug for slug, chosen in visitor.confirmed.items() if not re.search(IDLE.format(chosen), pages[slug])]
    said, deeds = defaultdict(set), []
    for place, window in enumerate(other_windows(site, visitor)):
        question, importance = questions[place % len(questions)], random.choice(["half", "double"])
        address = visitor.question(question)
        form = [token_in(pages[question]), ("choice", visitor.confirmed[question]), ("importance", importance)]
        deeds.append(partial(window.ask, address, form))
        said[question].add(importance)
    answers = at_once(deeds)
    assert {answer.kind for answer in answers} == {"302"}
    found = {slug: visitor.insist(visitor.question(slug)).text for slug in said}
    lost = [slug for slug, page in found.items() if not set(sent(page, "importance")) <= said[slug]]
    tell(Row("twenty answer on one questionnaire at once", answers, len(answers), len(lost)))
    assert lost == []
    assert {slug: sent(page, "choice") for slug, page in found.items()} == {
        slug: [visitor.confirmed[slug]] for slug in said
    }


def test_prepare_on_both_nodes(site):
    """As it was done before they were started."""
    assert [code for code, _ in site.prepared] == [0, 0], "".join(text for _, text in site.prepared)
    assert site.postgresql.query(EDITIONS) == [(1, 1)]
