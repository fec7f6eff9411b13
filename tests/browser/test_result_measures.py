"""How long the result page is before anything is opened: height, words, bytes, one column; that dots have text; and
that no page which lists all frameworks is wider than a phone.
"""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

import pytest
from django.db.models import F
from playwright.sync_api import Browser, Page, Response, ViewportSize, expect

from advisor import evaluations
from advisor.models import Evaluation
from recommender.editions.current import current_edition
from recommender.editions.figures import make_figures
from recommender.editions.serialisation import canonical_json, digest
from recommender.engine.types import Answers, Catalogue, Importance
from recommender.files.folder import read_files
from recommender.models import CatalogueState, Edition
from tests import answers
from tests.advisor.equipped import equipped
from tests.advisor.twelve import twelve_of
from tests.browser.steps import AN_API, answered
from tests.conftest import CATALOGUE
from tests.factories import chosen

DESKTOP: ViewportSize = {"width": 1280, "height": 800}
PHONE: ViewportSize = {"width": 360, "height": 740}
NARROW_PHONE: ViewportSize = {"width": 320, "height": 640}
MOST_HIGH = {1280: 1500, 360: 2800}
MOST_WORDS = 400
MOST_BYTES = 60_000
READING_WIDTH = 45 * 16
NOBODY = AN_API | {"data": chosen("relational", importance=Importance.MUST_HAVE)}
Visit = Callable[[ViewportSize, str], Page]
Change = Callable[[Catalogue], Catalogue]


def plain(catalogue: Catalogue) -> Catalogue:
    return catalogue


@pytest.fixture
def visit(browser: Browser, site: str) -> Iterator[Visit]:
    """Open a result on a screen of this size."""

    def open_page(size: ViewportSize, address: str) -> Page:
        page = browser.new_context(base_url=site, viewport=size).new_page()
        page.goto(address)
        return page

    yield open_page
    for context in browser.contexts:
        context.close()


def personas_of(shipped: Catalogue) -> dict[str, Answers]:
    return {persona.slug: persona.answers for persona in shipped.personas} | {"an API": AN_API, "nobody": NOBODY}


def result_of(given: Answers) -> str:
    return evaluations.finish(answered(given).edit_key, "A project with a name").result_url()


def result_on(catalogue: Catalogue, given: Answers, *, is_wide: bool = False) -> str:
    """Finish answers on another catalogue, which is made the current one; all its frameworks compared, or the best
    known.
    """
    content = canonical_json(catalogue)
    edition, _ = Edition.objects.get_or_create(digest=digest(content), defaults={"number": 2, "content": content})
    CatalogueState.objects.update(edition=edition, changes_in_edition=F("changes"))
    stored = {slug: {"chosen": [*answer.chosen], "importance": answer.importance} for slug, answer in given.items()}
    evaluation = Evaluation.objects.create(edition=edition, is_wide=is_wide, stored_answers=stored)
    evaluation.finish()
    return evaluation.result_url()


def assert_short(page: Page, name: str) -> None:
    """The page is as short as it has to be, and no wider than the screen."""
    width = page.viewport_size["width"]
    found = page.evaluate(
        "({height: document.documentElement.scrollHeight, width: document.documentElement.scrollWidth,"
        " words: document.body.innerText.split(/\\s+/).length})"
    )
    assert found["height"] <= MOST_HIGH[width], f"{name}: {found}"
    assert found["words"] <= MOST_WORDS, f"{name}: {found}"
    assert found["width"] == width, f"{name}: {found}"


def assert_one_column(page: Page) -> None:
    """All parts begin at the same edge, none is beside another, and lines are no longer than one can read."""
    parts = page.locator("main > :visible").evaluate_all(
        "parts => parts.map(part => part.getBoundingClientRect()).map(({left, top, bottom, width}) =>"
        " [left, top, bottom, width])"
    )
    assert len(parts) > 4
    assert len({round(left) for left, *_ in parts}) == 1
    assert all(earlier[2] <= later[1] + 1 for earlier, later in pairwise(parts))
    assert max(width for *_, width in parts) <= READING_WIDTH + 1


@pytest.mark.slow
def test_results_of_all_personas_are_short(visit: Visit, shipped: Catalogue):
    pages = [visit(size, "/") for size in (DESKTOP, PHONE)]
    for name, given in personas_of(shipped).items():
        result = result_on(shipped, given)
        for page in pages:
            page.goto(result)
            assert_short(page, name)
            assert_one_column(page)


@pytest.mark.slow
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("frameworks", [plain, equipped], ids=["as they are", "with add-ons"])
@pytest.mark.parametrize("given", ["FASTAPI_LEADS", "OTHERS_MISS", "TOSS_UP", "NONE_MEETS_ALL"])
def test_with_twelve_frameworks_too(visit: Visit, size: ViewportSize, given: str, frameworks: Change):
    catalogue = frameworks(twelve_of(read_files(CATALOGUE)))
    page = visit(size, result_on(catalogue, getattr(answers, given), is_wide=True))
    assert_short(page, given)
    assert_one_column(page)


def test_with_twelve_frameworks_on_all_shipped_criteria_it_is_still_a_light_page(visit: Visit, shipped: Catalogue):
    given = next(persona.answers for persona in shipped.personas if persona.slug == "partner-api")
    page = visit(DESKTOP, result_on(equipped(twelve_of(shipped)), given, is_wide=True))
    assert weight(page.reload()) <= MOST_BYTES
    assert_short(page, "twelve")


@pytest.mark.slow
def test_results_of_all_personas_with_all_shipped_frameworks_are_short_and_light(
    visit: Visit, whole_shipped: Catalogue
):
    pages = [visit(size, "/") for size in (DESKTOP, PHONE)]
    for name, given in personas_of(whole_shipped).items():
        result = result_on(whole_shipped, given, is_wide=True)
        for page in pages:
            assert weight(page.goto(result)) <= MOST_BYTES, name
            assert_short(page, name)


def weight(response: Response | None) -> int:
    """The bytes of a page's HTML."""
    assert response is not None
    return len(response.body())


def test_the_hundred_dots_have_their_numbers_as_text(visit: Visit):
    page = visit(DESKTOP, result_of(AN_API))
    sureness = page.get_by_role("region", name="How sure is this?")
    dots = sureness.get_by_role("img", name=re.compile(r"^Of a hundred draws: FastAPI first in \d+"))
    expect(dots).to_be_visible()
    drawn = dots.locator("path").evaluate_all("paths => paths.map(path => path.getAttribute('d')).join('')")
    assert drawn.count("M") == 100
    expect(sureness.get_by_text(re.compile(r"10,000 times. FastAPI came first in"))).to_be_visible()


def test_more_than_five_frameworks_are_folded_but_there(visit: Visit):
    page = visit(DESKTOP, result_on(twelve_of(read_files(CATALOGUE)), answers.FASTAPI_LEADS, is_wide=True))
    verdict = page.get_by_role("region", name="Verdict")
    others = page.get_by_role("region", name="When would another win?")
    assert verdict.get_by_role("row").filter(visible=True).count() == 1 + 5
    assert others.get_by_role("listitem").count() <= 5
    verdict.get_by_text("7 more").click()
    assert verdict.get_by_role("row").filter(visible=True).count() == 2 + 12


def test_one_button_is_the_primary_one(visit: Visit):
    page = visit(DESKTOP, result_of(AN_API))
    assert page.locator(".btn-primary:visible").all_inner_texts() == ["Download decision record"]


def test_a_result_prints_on_two_sheets_of_paper(visit: Visit):
    page = visit(DESKTOP, result_of(AN_API))
    printed = page.pdf(format="A4", prefer_css_page_size=True)
    assert len(re.findall(rb"/MediaBox", printed)) <= 2


@pytest.mark.slow
def test_no_page_that_lists_them_is_wider_than_a_narrow_phone(visit: Visit, whole_shipped: Catalogue):
    result = result_on(whole_shipped, personas_of(whole_shipped)["partner-api"], is_wide=True)
    make_figures(current_edition())
    draft = evaluations.start(is_wide=True)
    slugs = [framework.slug for framework in whole_shipped.frameworks]
    assert len(slugs) == 12
    addresses = (
        *(result, f"{result}what-if/", f"{result}change/?candidates=best-known"),
        *(draft.question_url("built-with"), draft.question_url("known"), draft.check_url()),
        *("/", "/frameworks/", *(f"/frameworks/{slug}/" for slug in slugs)),
        *("/editions/", "/editions/1/", f"{result}verify/"),
        *("/criteria/api-tooling/", "/method/", "/method/neutrality/?candidates=all", "/insights/"),
        f"/compare/?{'&'.join(f'f={slug}' for slug in slugs[:5])}",
    )
    page = visit(NARROW_PHONE, result)
    for address in addresses:
        page.goto(address)
        # Each may be closed by another one, or stand in it; all that can be opened is.
        page.evaluate("document.querySelectorAll('details').forEach(fold => fold.open = true)")
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROW_PHONE["width"], address
