"""Files in the admin, as an editor handles them: download, change, look at what it would do, load."""

import io
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from recommender.models import Criterion
from tests.browser.test_accessibility import assert_accessible

pytestmark = pytest.mark.slow


def changed(path: Path, name: str, old: str, new: str) -> bytes:
    """A zip with one of its files changed in one place."""
    made = io.BytesIO()
    with zipfile.ZipFile(path) as archive, zipfile.ZipFile(made, "w") as other:
        for entry in archive.namelist():
            text = archive.read(entry).decode()
            assert entry != name or old in text
            other.writestr(entry, text.replace(old, new, 1) if entry == name else text)
    return made.getvalue()


def upload(page: Page, name: str, data: bytes) -> None:
    page.get_by_label("A zip or a YAML file").set_input_files(
        {"name": name, "mimeType": "application/zip", "buffer": data}
    )
    page.get_by_role("button", name="Show what it would do").click()


def test_an_editor_downloads_changes_and_loads_the_catalogue(editor: Page):
    page = editor
    page.goto("/admin/")
    page.get_by_role("main").get_by_role("link", name="Files").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="one zip, with a file for each framework").click()
    path = download.value.path()
    assert download.value.suggested_filename.endswith(".zip")

    upload(page, "wrong.zip", changed(path, "frameworks/flask.yaml", "value: 100", "value: 1000"))
    expect(page.get_by_role("region", name="Nothing was loaded")).to_contain_text(
        "frameworks/flask.yaml: ratings › learning-ease: needs 0 ≤ low ≤ value ≤ high ≤ 100"
    )
    assert_accessible(page)

    upload(page, "heavier.zip", changed(path, "criteria.yaml", "weight: 10", "weight: 321"))
    expect(page.get_by_role("heading", level=1)).to_have_text("What loading heavier.zip would do")
    expect(page.get_by_role("table", name="Ease of starting")).to_contain_text("321")
    assert not Criterion.objects.filter(weight=321).exists()
    assert_accessible(page)

    page.get_by_label("Why").fill("Beginners first")
    page.get_by_role("button", name="Load it").click()
    expect(page.get_by_text("Loaded heavier.zip")).to_be_visible()
    assert Criterion.objects.get(slug="learning-ease").weight == 321


def test_an_editor_is_asked_what_shall_hold_where_both_changed_the_same(editor: Page):
    page = editor
    page.goto("/admin/files/")
    with page.expect_download() as download:
        page.get_by_role("link", name="one zip, with a file for each framework").click()
    criterion = Criterion.objects.get(slug="learning-ease")
    criterion.weight = 5
    criterion.save()

    upload(page, "heavier.zip", changed(download.value.path(), "criteria.yaml", "weight: 10", "weight: 321"))
    place = page.get_by_role("region", name="What both changed").get_by_role("listitem")
    expect(place).to_contain_text("Ease of starting › weight")
    expect(place.get_by_role("definition")).to_have_text(["10", "5", "321"])
    assert_accessible(page)

    page.get_by_role("button", name="Take what the file says").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What loading heavier.zip would do")
    expect(page.get_by_text("Of these, what heavier.zip says will hold.")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="Load it").click()
    expect(page.get_by_text("Loaded heavier.zip")).to_be_visible()
    assert Criterion.objects.get(slug="learning-ease").weight == 321
