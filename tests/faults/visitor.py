"""Somebody who answers the questionnaire, remembers what was confirmed, and tries again after a failure."""

import json
import random
import time
from collections.abc import Sequence

from tests.faults.client import Answer, Client
from tests.forms import offered, sent

PATIENCE = 60.0
"""Seconds for which somebody tries again."""
PAUSE = 0.25
"""Seconds between two tries: less than Retry-After asks for, to see the moment at which the site is well again."""
NOT_SAVED = "was not saved"
TOKEN = "csrfmiddlewaretoken"


def token_in(page: str) -> tuple[str, str]:
    """Return the field that shows that a form comes from a page of the site."""
    return TOKEN, sent(page, TOKEN)[0]


class NeverWellError(Exception):
    """Somebody lost patience; the message says with which answer."""


class Visitor:
    """Starts, answers each question at random, and finishes. An answer is confirmed by the redirect that follows it.

    `contradicted` are the questions of which an answer was kept although the site had said that nothing was saved.
    """

    def __init__(self, client: Client) -> None:
        self.client = client
        self.confirmed: dict[str, str] = {}
        self.contradicted: list[str] = []
        self.address = self.result = ""

    @property
    def edit_key(self) -> str:
        return self.address.split("/")[2]

    def question(self, slug: str) -> str:
        return f"/advise/{self.edit_key}/{slug}/"

    @property
    def is_through(self) -> bool:
        return self.address.endswith("/check/")

    def journey(self) -> None:
        """Go all the way to the result, and read it. Errors: NeverWellError."""
        self.start()
        while not self.is_through:
            self.answer()
        self.finish()
        self.insist(self.result)

    def start(self) -> None:
        self.address = self.insist("/advise/", []).location

    def answer(self) -> None:
        """Answer the question at the address, until that is confirmed."""
        failed, chosen = None, ""
        while True:
            page = self.insist(self.address).text
            question = self.address.split("/")[3]
            if failed and NOT_SAVED in failed.text and sent(page, "choice") == [chosen]:
                self.contradicted.append(question)
            # Another than what is kept: else what failed before could not be told from what is confirmed now.
            chosen = random.choice([value for value in offered(page, "choice") if value not in sent(page, "choice")])
            answered = self.client.ask(self.address, [token_in(page), ("choice", chosen)])
            if answered.is_good:
                self.confirmed[question], self.address = chosen, answered.location
                return
            failed = answered
            self.wait(answered)

    def finish(self) -> None:
        page = self.insist(self.address).text
        self.result = self.insist(self.address, [token_in(page), ("title", "A project")]).location

    def insist(self, path: str, form: Sequence[tuple[str, str]] | None = None) -> Answer:
        """Ask until it is answered well. Errors: NeverWellError."""
        end = time.monotonic() + PATIENCE
        while not (answer := self.client.ask(path, form)).is_good:
            if time.monotonic() > end:
                raise NeverWellError(f"{answer.asked}: {answer.kind}\n{answer.text[:300]}")
            self.wait(answer)
        return answer

    def wait(self, answer: Answer) -> None:
        if 400 <= answer.status < 500:  # it does not get well by trying again
            raise NeverWellError(f"{answer.asked}: {answer.kind}\n{answer.text[:300]}")
        time.sleep(PAUSE)

    def lost(self, reader: Client) -> list[str]:
        """Return the questions whose confirmed answers the result does not tell as they were given."""
        answer = reader.ask(self.result.rstrip("/") + ".json")
        if answer.status != 200:
            return list(self.confirmed)
        told = {
            part["question"]: [choice["slug"] for choice in part["chosen"]]
            for part in json.loads(answer.text)["answers"]
        }
        return [question for question, chosen in self.confirmed.items() if told.get(question) != [chosen]]
