"""Somebody who uses the site through its forms."""

from django.test import Client

from advisor.models import Evaluation
from recommender.engine.types import Answer


class Visitor:
    """Starts, answers and finishes, following the redirects that the site gives."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.address = ""

    def start(self, *, short: bool = False, wide: bool = False) -> "Visitor":
        sent = {"short": "yes"} if short else {}
        self.address = self.client.post("/advise/", sent | ({"candidates": "all"} if wide else {})).url
        return self

    @property
    def edit_key(self) -> str:
        return self.address.split("/")[2]

    @property
    def evaluation(self) -> Evaluation:
        return Evaluation.objects.get(edit_key=self.edit_key)

    def question(self, slug: str) -> str:
        return f"/advise/{self.edit_key}/{slug}/"

    @property
    def check(self) -> str:
        return self.question("check")

    def answer(self, slug: str, choice: str | list[str], importance: str = ""):
        return self.client.post(self.question(slug), {"choice": choice, "importance": importance})

    def give(self, address: str, answer: Answer):
        """Answer, or skip, the question at an address."""
        if answer.is_skip:
            return self.client.post(address, {"skip": "yes"})
        return self.client.post(address, {"choice": answer.chosen, "importance": answer.importance.value})

    def skip(self, slug: str):
        return self.client.post(self.question(slug), {"skip": "yes"})

    def press(self, button: str, slug: str, choice: str | list[str] = (), importance: str = ""):
        """Send a question with another button than “Continue”."""
        return self.client.post(self.question(slug), {"choice": choice, "importance": importance, button: "yes"})

    def change(self, slug: str, title: str = ""):
        """Go from the check page to a question."""
        return self.client.post(self.check, {"title": title, "change": slug})

    def finish(self, title: str = "") -> str:
        """Finish and return the address of the result."""
        return self.client.post(self.check, {"title": title}).url
