"""What contributors are told can be done: commands and files that are named are there."""

import re
from pathlib import Path

import pytest
from django.core.management import get_commands

ROOT = Path(__file__).parent.parent
TEXTS = ("CONTRIBUTING.md", "docs/catalogue.md", ".github/PULL_REQUEST_TEMPLATE.md")


@pytest.mark.parametrize("name", TEXTS)
def test_commands_and_links_lead_somewhere(name):
    text = (ROOT / name).read_text()
    commands = set(re.findall(r"manage\.py (\w+)", text))
    assert commands
    assert commands <= get_commands().keys()
    for link in re.findall(r"\]\((?!https?://)([^)#]+)", text):
        assert (ROOT / name).parent.joinpath(link).exists(), link
    for target in re.findall(r"`make ([a-z-]+)", text):
        assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(), re.MULTILINE), target


def test_a_pull_request_declares_a_conflict_of_interest_or_none():
    form = (ROOT / ".github" / "PULL_REQUEST_TEMPLATE.md").read_text()
    assert "Conflict of interest" in form
    assert "- [ ] I have none" in form
    assert "- [ ] I have one" in form
    assert "### Conflict of interest" in (ROOT / "CONTRIBUTING.md").read_text()
