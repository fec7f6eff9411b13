"""What a visitor does on the pages, by what they see."""

import re

from playwright.sync_api import Page, expect

from advisor import evaluations
from advisor.models import Evaluation
from recommender.engine.types import SKIPPED, Answers, Importance
from tests.factories import chosen

AN_API = {
    "project": chosen("public-api"),
    "pages": chosen("none"),
    "api-style": chosen("openapi", importance=Importance.MUST_HAVE),
}


def start(page: Page) -> None:
    page.goto("/")
    page.get_by_role("button", name="Start", exact=True).click()


def choose(page: Page, question: str, *answers: str, importance: str | None = None) -> None:
    """Answer the question that is open, which must be the one named."""
    expect(page.get_by_role("heading", level=1, name=question)).to_be_visible()
    for answer in answers:
        page.get_by_label(re.compile(rf"^\s*{re.escape(answer)}\b")).check()
    if importance:
        call_it(page, importance)
    page.get_by_role("button", name="Continue").click()


def call_it(page: Page, importance: str) -> None:
    """Say how much the answer matters."""
    offered = page.get_by_role("group", name="How much does this matter?")
    if not offered.is_visible():
        page.locator("summary", has_text="Importance:").click()
    offered.get_by_label(importance).check()


def importance_line(page: Page) -> str:
    """What the line about importance says, as it is seen: without what is not displayed."""
    return " ".join(page.locator("summary", has_text="Importance:").inner_text().split())


def finish(page: Page, name: str = "") -> str:
    """Finish from the check page and return the result's address."""
    if name:
        page.get_by_label("Name of your project").fill(name)
    page.get_by_role("button", name="See the result").click()
    expect(page.get_by_role("heading", name="Everything behind it")).to_be_visible()
    page.wait_for_load_state()
    return page.url


def expect_winner(page: Page, framework: str) -> None:
    """The result's headline names this framework as the best, however sure it is."""
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(rf"^(Use|Probably) {framework}\.$"))


def unfold(page: Page, title: str) -> None:
    """Open a fold, if it isn't open."""
    fold = page.locator("details", has=page.locator("summary", has=page.get_by_role("heading", name=title))).first
    if fold.get_attribute("open") is None:
        fold.locator("summary").first.click()


def answered(answers: Answers, *, is_short: bool = False) -> Evaluation:
    """Somebody's draft with these answers and all else skipped, made without the browser, which would take its time."""
    draft = evaluations.start(is_short=is_short)
    for question, answer in answers.items():
        evaluations.record(draft, question, answer)
    while upcoming := evaluations.upcoming_question(draft):
        evaluations.record(draft, upcoming.slug, SKIPPED)
    return draft


def check_answers(page: Page, project: str) -> None:
    """Open the check page of a draft in which only the kind of project (a choice) is answered."""
    page.goto(answered({"project": chosen(project)}).check_url())


def recommend_an_api(page: Page) -> str:
    """Open a result of few answers with FastAPI in front, and a must-have that the others miss."""
    page.goto(evaluations.finish(answered(AN_API).edit_key, "Partner API").result_url())
    return page.url


def settled_short_run(page: Page) -> None:
    """Open the check page of a settled short run for an API."""
    double = chosen("public-api", importance=Importance.DOUBLE)
    page.goto(answered({"project": double}, is_short=True).check_url())


def settle_in_a_short_run(page: Page) -> int:
    """A short run for an API, with all else skipped, to its end; returns how many questions were skipped."""
    page.goto("/")
    page.get_by_role("button", name="Ask me only what matters").click()
    expect(page.get_by_text("Short run ·")).to_be_visible()
    skipped = 0
    while page.get_by_role("button", name="Skip").is_visible():
        if page.get_by_role("radio", name="An API for others").is_visible():
            page.get_by_role("radio", name="An API for others").check()
            call_it(page, "Double")
            page.get_by_role("button", name="Continue").click()
        else:
            page.get_by_role("button", name="Skip").click()
            skipped += 1
    expect(page.get_by_role("heading", level=1)).to_have_text("Check your answers")
    return skipped
