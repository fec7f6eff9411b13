"""Writes a picture of every page to docs/screenshots/: `make screenshots`.

`make screenshots ONLY="editors rating"` takes only those whose names begin so.
"""

import io
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from tests.audit import editors_pictures
from tests.audit.server import ROOT, running_site
from tests.browser.chromium import CHROMIUM, QUIET

FOLDER = ROOT / "docs" / "screenshots"
ALSO_DARK_AND_NARROW = ("home", "question", "result", "what-if", "compare")
EDITORS = "editors"
DESKTOP, PHONE = 1180, 320
TALLEST = 2200
COLOURS, EDITORS_COLOURS = 32, 64
ALIKE = 10
PRINTED_DPI = 96
PORT = 8207  # it stands in the pictures


def take_all(only: tuple[str, ...] = ("",)) -> None:
    """Take the pictures whose names begin with one of these; of the editors' all or none, as they tell one story."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in FOLDER.glob("*.png"):
        if old.stem.startswith(only):
            old.unlink()
    if EDITORS.startswith(only):
        take_editors()
    if only != (EDITORS,):
        take_visitors(only)


def take_visitors(only: tuple[str, ...]) -> None:
    with running_site(PORT) as pages, chromium() as browser:
        for name, address in pages.items():
            if name.startswith(only):
                take(browser, address, name)
        for name in ALSO_DARK_AND_NARROW:
            if name.startswith(only):
                take(browser, pages[name], f"{name}-dark", dark=True)
                take(browser, pages[name], f"{name}-phone", width=PHONE)
        if "result".startswith(only):
            print_out(browser, pages["result"], "result-print")


def take_editors() -> None:
    with running_site(PORT, "desk") as pages, chromium() as browser:
        for name, picture in editors_pictures.pictures(browser, pages):
            keep(picture, f"{EDITORS}-{name}", colours=EDITORS_COLOURS)


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


def take(browser: Browser, address: str, name: str, *, width: int = DESKTOP, dark: bool = False) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme="dark" if dark else "light")
    page = context.new_page()
    page.goto(address, wait_until="networkidle")
    page.locator(".loading").wait_for(state="detached")  # the description of the API draws itself
    height = min(page.evaluate("document.documentElement.scrollHeight"), TALLEST)
    page.set_viewport_size({"width": width, "height": height})
    keep(page.screenshot(), name)
    context.close()


def print_out(browser: Browser, address: str, name: str) -> None:
    """The printed pages of an address, one picture each."""
    page = browser.new_page()
    page.goto(address)
    printed = page.pdf(format="A4", prefer_css_page_size=True)
    page.close()
    stem = str(FOLDER / name)
    subprocess.run(["pdftoppm", "-png", "-r", str(PRINTED_DPI), "-", stem], input=printed, check=True)
    for picture in FOLDER.glob(f"{name}-*.png"):
        keep(picture.read_bytes(), picture.stem)


def keep(picture: bytes, name: str, *, colours: int = COLOURS) -> None:
    """Write a picture with its most frequent colours only, so that the file is small; pages of text look the same."""
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    red, green, blue = (np.asarray(band, dtype=int) for band in image.split())
    found, place, count = np.unique(red << 16 | green << 8 | blue, return_inverse=True, return_counts=True)
    shades = np.stack([found >> 16, found >> 8 & 255, found & 255], axis=1)
    kept = shades[frequent(shades, count, colours)]
    nearest = ((shades[:, None] - kept) ** 2).sum(axis=2).argmin(axis=1)
    image = Image.fromarray(nearest[place].reshape(red.shape).astype(np.uint8), "P")
    image.putpalette(kept.astype(np.uint8).tobytes())
    path = FOLDER / f"{name}.png"
    image.save(path, optimize=True)
    print(f"{path.relative_to(ROOT)}  {image.width}×{image.height}  {path.stat().st_size // 1000} kB")


def frequent(shades: np.ndarray, count: np.ndarray, number: int) -> list[int]:
    """Places of the most frequent shades, none of them alike: or many greys would leave nothing for a little red."""
    left, places = count.copy(), []
    while len(places) < number and left.any():
        places.append(int(left.argmax()))
        left[((shades - shades[places[-1]]) ** 2).sum(axis=1) < ALIKE**2] = 0
    return places


if __name__ == "__main__":
    take_all(tuple(sys.argv[1:]) or ("",))
