"""Pictures of the editors' pages, taken while one of them does what docs/editors.md tells.

The story: Anna looks at the grid, raises the weight of a criterion too far, which turns a persona red, and goes back.
"""

from collections.abc import Callable, Iterator

from playwright.sync_api import Browser, BrowserContext, Page

from tests.audit.server import PASSWORD

WIDTH, PHONE = 1180, 360
LOWEST, TALLEST = 500, 1000
WEIGHT = "Ease of starting"

Pages = dict[str, str]
Picture = tuple[str, bytes]


def pictures(browser: Browser, pages: Pages) -> Iterator[Picture]:
    """Names and pictures, in the order of the story."""
    anna, ben = signed_in(browser, pages, "anna"), signed_in(browser, pages, "ben")
    page = anna.new_page()
    yield from of_the_grid(page, ben.new_page(), pages)
    yield from of_a_weight(page, pages)
    for name, look in LOOKS.items():
        look(page, pages)
        yield name, picture(page)
    yield from of_files(page, pages)
    for context in (anna, ben):
        context.close()


def signed_in(browser: Browser, pages: Pages, name: str) -> BrowserContext:
    context = browser.new_context(viewport={"width": WIDTH, "height": TALLEST}, reduced_motion="reduce")
    page = context.new_page()
    page.goto(pages["index"])
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.get_by_role("heading", name="Needs attention").wait_for()
    page.close()
    return context


def picture(page: Page, *, width: int = WIDTH) -> bytes:
    """What stands in a window of this width; at most so much that a reader of the guide sees what is meant."""
    page.set_viewport_size({"width": width, "height": LOWEST})
    height = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": width, "height": max(LOWEST, min(height, TALLEST))})
    return page.screenshot()


def press(page: Page, button: str) -> None:
    page.get_by_role("button", name=button, exact=True).click()
    page.wait_for_load_state()


def rate(page: Page, value: int, low: int, high: int) -> None:
    for part, number in {"value": value, "low": low, "high": high}.items():
        page.get_by_role("textbox", name=f"Flask: Ease of starting, {part}", exact=True).fill(str(number))


def of_the_grid(page: Page, other: Page, pages: Pages) -> Iterator[Picture]:
    page.goto(pages["grid"])
    yield "grid", picture(page)
    page.emulate_media(color_scheme="dark")
    yield "grid-dark", picture(page)
    page.emulate_media(color_scheme="light")
    yield "grid-phone", picture(page, width=PHONE)
    page.set_viewport_size({"width": WIDTH, "height": TALLEST})
    rate(page, 99, 105, 99)
    press(page, "Save")
    yield "refused", picture(page)
    page.goto(pages["grid"])
    other.goto(pages["grid"])
    rate(other, 95, 85, 100)
    other.get_by_label("Why").fill("One step of the tutorial became two")
    press(other, "Save")
    other.request.get(pages["site"])  # a visitor comes, and gets the next edition
    rate(page, 91, 85, 95)
    press(page, "Save")
    yield "conflict", picture(page)


def of_a_weight(page: Page, pages: Pages) -> Iterator[Picture]:
    page.goto(pages["criterion_changelist"])
    row = page.get_by_role("row").filter(has=page.get_by_role("link", name=WEIGHT, exact=True))
    row.locator("input[name$='-weight']").fill("80")
    page.get_by_label("Why").fill("Beginners first")
    press(page, "Preview")
    yield "preview", picture(page)
    press(page, "Save")
    page.request.get(pages["site"])


def goes_to(name: str) -> Callable[[Page, Pages], None]:
    return lambda page, pages: page.goto(pages[name]) and None


def compares(page: Page, pages: Pages) -> None:
    page.goto(pages["edition_changelist"])
    page.get_by_role("link", name="Compare two editions").click()
    page.get_by_label("From edition").fill("4")
    page.get_by_label("to edition", exact=True).fill("5")
    press(page, "Compare")


def restores(page: Page, pages: Pages) -> None:
    page.goto(pages["edition_changelist"])
    page.get_by_role("link", name="Edition 6", exact=True).click()
    page.get_by_role("link", name="Restore", exact=True).click()


def adds_a_framework(page: Page, pages: Pages) -> None:
    page.goto(pages["framework_changelist"])
    page.get_by_role("link", name="Robyn").first.click()
    page.get_by_role("heading", name="ratings: a row that you leave empty is left out").scroll_into_view_if_needed()


LOOKS = {
    "home": goes_to("index"),
    "personas": goes_to("personas"),
    "persona": goes_to("persona"),
    "check": goes_to("check"),
    "editions": goes_to("edition_changelist"),
    "diff": compares,
    "restore": restores,
    "framework": goes_to("framework_add"),
    "framework-ratings": adds_a_framework,
    "criterion": goes_to("criterion_add"),
    "evidence": goes_to("evidence_changelist"),
    "disputes": goes_to("dispute_changelist"),
    "dispute": goes_to("dispute"),
}


def of_files(page: Page, pages: Pages) -> Iterator[Picture]:
    page.goto(pages["files"])
    with page.expect_download() as found:
        page.get_by_role("link", name="YAML").click()
    text = found.value.path().read_text()
    changed = text.replace("weight: 80", "weight: 10").encode()
    page.get_by_label("File").set_input_files({"name": "catalogue.yaml", "mimeType": "text/yaml", "buffer": changed})
    press(page, "Show what it would do")
    yield "dry-run", picture(page)
