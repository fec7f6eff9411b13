"""Writes a picture of every page to docs/screenshots/: `make screenshots`."""

import io
import subprocess

import numpy as np
from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from tests.audit.server import ROOT, running_site
from tests.browser.chromium import CHROMIUM, QUIET

FOLDER = ROOT / "docs" / "screenshots"
ALSO_DARK_AND_NARROW = ("home", "question", "result", "what-if", "compare")
DESKTOP, PHONE = 1180, 320
TALLEST = 2200
COLOURS = 32
PRINTED_DPI = 96
PORT = 8207  # it stands in the pictures


def take_all() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in FOLDER.glob("*.png"):
        old.unlink()
    with running_site(PORT) as pages, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        for name, address in pages.items():
            take(browser, address, name)
        for name in ALSO_DARK_AND_NARROW:
            take(browser, pages[name], f"{name}-dark", dark=True)
            take(browser, pages[name], f"{name}-phone", width=PHONE)
        print_out(browser, pages["result"], "result-print")
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


def keep(picture: bytes, name: str) -> None:
    """Write a picture with its most frequent colours only, so that the file is small; pages of text look the same."""
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    red, green, blue = (np.asarray(band, dtype=int) for band in image.split())
    found, place, count = np.unique(red << 16 | green << 8 | blue, return_inverse=True, return_counts=True)
    colours = np.stack([found >> 16, found >> 8 & 255, found & 255], axis=1)
    kept = colours[np.argsort(-count)[:COLOURS]]
    nearest = ((colours[:, None] - kept) ** 2).sum(axis=2).argmin(axis=1)
    image = Image.fromarray(nearest[place].reshape(red.shape).astype(np.uint8), "P")
    image.putpalette(kept.astype(np.uint8).tobytes())
    path = FOLDER / f"{name}.png"
    image.save(path, optimize=True)
    print(f"{path.relative_to(ROOT)}  {image.width}×{image.height}  {path.stat().st_size // 1000} kB")


if __name__ == "__main__":
    take_all()
