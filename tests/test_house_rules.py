"""Rules of the house, kept by the suite: templates, vendored files, dependencies. `make check` keeps the imports."""

import hashlib
import json
import re
import tomllib
from itertools import chain
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command

ROOT = Path(__file__).parent.parent
VENDORED = (ROOT / "static" / "vendor", ROOT / "fonts")  # what browsers get, and what only the server needs
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
BASE = ROOT / "templates" / "visitors" / "base.html"
DATA_BLOCK = '<script type="application/ld+json">{{ linked_data|tojson }}</script>'
"""The one that no browser runs, in the one place where it may stand: as JSON in which no text can end it."""
OWN_CODE = [path for folder in ("advisor", "recommender") for path in (ROOT / folder).rglob("*.py")]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_templates_hold_no_style_no_script_and_no_foreign_address(path):
    text = path.read_text().replace(DATA_BLOCK, "", path == BASE)
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=", text)
    assert not re.search(r"<script(?![^>]*\ssrc=\"(?:{% static '|{{ static\('))", text)
    assert not re.search(r"(?:src|href)=\"(?:https?:)?//", text)
    assert not re.search(r"\|\s*safe|autoescape", text)


def test_scripts_and_styles_load_nothing_from_elsewhere():
    for path in [*(ROOT / "static" / "css").rglob("*.css"), *(ROOT / "static" / "js").rglob("*.js")]:
        assert not re.search(r"https?://|@import|url\(//", path.read_text()), path


@pytest.mark.parametrize("vendor", VENDORED, ids=lambda path: path.name)
def test_vendored_files_are_what_their_projects_released(vendor):
    listed = dict(reversed(line.split("  ")) for line in (vendor / "SHA256SUMS").read_text().splitlines())
    files = {str(path.relative_to(vendor)): path for path in vendor.rglob("*") if path.is_file()}
    del files["SHA256SUMS"]
    assert listed.keys() == files.keys()
    for name, path in files.items():
        assert hashlib.sha256(path.read_bytes()).hexdigest() == listed[name], name
    for folder in (path for path in vendor.iterdir() if path.is_dir()):
        assert re.fullmatch(r"[a-z.]+-\d+\.\d+\.\d+", folder.name), "the folder's name says the version"
        assert (folder / "LICENSE").exists()


def test_every_dependency_says_why_it_is_there():
    text = (ROOT / "pyproject.toml").read_text()
    project = tomllib.loads(text)
    extras = project["project"]["optional-dependencies"].values()
    for dependency in chain(project["project"]["dependencies"], *extras, project["dependency-groups"]["dev"]):
        assert re.search(rf'"{re.escape(dependency)}",  # .{{10,}}', text), dependency


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-nodes.txt", "requirements-dev.txt"])
def test_locked_dependencies_have_hashes_and_name_no_index(name):
    text = (ROOT / name).read_text()
    assert "--hash=sha256:" in text
    assert not re.search(r"index|https?:|find-links|file:", text)


def test_locked_checkers_have_hashes_and_name_no_registry():
    locked = json.loads((ROOT / "tests" / "audit" / "package-lock.json").read_text())["packages"]
    del locked[""]  # the project itself
    assert locked
    for name, package in locked.items():
        assert package["integrity"].startswith("sha512-"), name
        assert "resolved" not in package, name


def test_modules_say_what_belongs_in_them():
    for path in OWN_CODE:
        text = path.read_text()
        assert not text or text.startswith('"""') or "migrations" in path.parts or path.name == "manage.py", path


def test_what_an_evaluation_is_told_rests_on_its_own_candidates():
    """Whoever asks for the catalogue of its edition gets all frameworks, whatever the evaluation compares."""
    for path in (ROOT / "advisor").rglob("*.py"):
        assert not re.search(r"(catalogue|contributions)_of\(\w+\.edition\)", path.read_text()), path


def test_static_files_can_be_collected_with_every_reference_resolved(tmp_path, settings):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}
    }
    call_command("collectstatic", interactive=False, verbosity=0)
    assert (tmp_path / "staticfiles.json").exists()


def test_every_static_file_that_a_template_names_exists():
    for path in TEMPLATES:
        for name in re.findall(r"\bstatic[ (]'([^']+)'", path.read_text()):
            assert finders.find(name), f"{path}: {name}"


def test_the_server_finds_the_application():
    from advisor.wsgi import application

    assert application


def test_each_test_that_covers_a_danger_exists():
    named = re.findall(r"`(tests/[^`]+\.py)::(\w+)`", (ROOT / "docs" / "security.md").read_text())
    assert len(named) > 40
    for path, test in named:
        assert f"def {test}(" in (ROOT / path).read_text(), f"{path}::{test}"


def test_the_upload_limit_is_below_a_megabyte():
    assert settings.DATA_UPLOAD_MAX_MEMORY_SIZE < 1_000_000
