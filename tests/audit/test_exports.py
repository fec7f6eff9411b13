"""What the tools of each format say of the golden files."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from advisor.exports import EXPORTS
from tests.advisor.exports.results import RESULTS, golden_file

FOLDER = Path(__file__).parent
TOOLS = FOLDER / "node_modules"
GUIDE = FOLDER.parent.parent / "docs" / "editors.md"
READABLE = [key for key, export in EXPORTS.items() if export.extension == "md"]
LINT = {"config": {"default": True, "MD013": False}, "noBanner": True, "noProgress": True}  # lines may be long
LOG4BRAINS = "project: {name: Golden, tz: UTC, adrFolder: ./adr}\n"
ADR_TOOLS = {"language": "en", "path": "adr/", "prefix": "", "digits": 4}
TITLES = {
    "winner": "Use Cedar as the Python web framework for “Partner API”",
    "toss-up": "Choose between Alder and Cedar as the Python web framework",
    "all-miss": f"Choose a Python web framework for “{RESULTS['all-miss']['title']}”",
}


def output_of(*command: str | Path, cwd: Path) -> str:
    done = subprocess.run(["node", *command], cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with the golden records in adr/, and the settings of every tool."""
    (tmp_path / "adr").mkdir()
    (tmp_path / ".markdownlint-cli2.jsonc").write_text(json.dumps(LINT))
    (tmp_path / ".log4brains.yml").write_text(LOG4BRAINS)
    (tmp_path / ".adr.json").write_text(json.dumps(ADR_TOOLS))
    return tmp_path


def put(project: Path, key: str) -> None:
    """Put the golden records of one form into a project, numbered as adr-tools asks."""
    for number, result in enumerate(RESULTS, start=1):
        shutil.copy(golden_file(result, key), project / "adr" / f"{number:04}-{result}.md")


@pytest.mark.parametrize("key", READABLE)
def test_markdownlint_has_no_complaint(project, key):
    put(project, key)
    output_of(TOOLS / "markdownlint-cli2" / "markdownlint-cli2-bin.mjs", "adr/*.md", cwd=project)


def test_nor_has_it_any_about_the_editors_guide(project):
    shutil.copy(GUIDE, project / "adr")
    output_of(TOOLS / "markdownlint-cli2" / "markdownlint-cli2-bin.mjs", "adr/*.md", cwd=project)


@pytest.mark.parametrize("key", ["log4brains", "madr"])
def test_log4brains_finds_title_status_and_date(project, key):
    put(project, key)
    found = {record["slug"][5:]: record for record in json.loads(output_of(FOLDER / "adrs.cjs", project, cwd=FOLDER))}
    assert {result: record["title"] for result, record in found.items()} == TITLES
    if key == "log4brains":  # it reads a list below the title, and not the front matter of MADR 4
        assert {record["status"] for record in found.values()} == {"proposed"}
        assert {record["publicationDate"][:10] for record in found.values()} == {"2026-11-22"}


def test_adr_tools_lists_nygards_records_with_their_status(project):
    put(project, "nygard")
    shown = output_of(TOOLS / "adr-tools" / "build" / "main" / "cli.js", "list", cwd=project)
    lines = [line for line in re.sub(r"\x1b\[\d+m", "", shown).splitlines() if "Python web framework" in line]
    assert len(lines) == len(RESULTS)
    assert all("│ Proposed" in line for line in lines)
