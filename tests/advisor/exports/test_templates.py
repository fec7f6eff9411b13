"""The templates of the readable exports let no text through as it is."""

import re
from dataclasses import replace

import pytest

from advisor.exports import EXPORTS
from recommender import places
from recommender.engine.contributions import Contributions
from recommender.engine.result.analysis import analyse
from tests.factories import chosen

TEMPLATES = sorted((places.TEMPLATES / "files" / "exports").glob("*.md"))
ESCAPED = re.compile(r"\|commonmark(_link:[\w.]+|_quote|_address|_code_span|_code:\"\w+\")?$")
FILTERED = re.compile(r"{% filter commonmark %}.*?{% endfilter %}")
FIGURES = (
    r"\.rank",
    r"\.number",
    r"\.raised\.rating\.value",
    r"\.others",
    r"\.more_adjustments",
    r"\.answered",
    r"\|length",
    r"\|length\|spelled",
    r"\|pluralize",
    r"\|pluralize:\"s,\"",
)
FORMATS = (r"\|points", r"\|signed", r"\|percent", r"\|default_if_none:\"not rated\"", r"\|date:\"Y-m-d\"")
FIGURE = re.compile(rf"({'|'.join(FIGURES + FORMATS)})$")
OURS = {"report.url", "report.origin_url", "report.edition.digest", "certainty.band", "line.importance"}
READABLE = [key for key, export in EXPORTS.items() if export.extension == "md"]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_every_text_in_a_template_is_escaped(path):
    """What is left is a figure, a date, a word of the engine's or an address that we make."""
    for found in re.findall(r"{{ (.*?) }}", FILTERED.sub("", path.read_text())):
        assert ESCAPED.search(found) or FIGURE.search(found) or found in OURS, found


def test_the_templates_are_looked_at():
    assert {f"{name}.md" for name in ("madr", "nygard", "log4brains", "text")} <= {path.name for path in TEMPLATES}


@pytest.mark.parametrize("key", READABLE)
def test_what_is_not_seen_in_a_catalogue_is_left_out(unkept, key):
    """The marks of direction (U+061C, U+200E, U+200F) turn around what stands beside them; editors can paste them."""
    report = unkept({"kind": chosen("api")})
    catalogue = report.analysis.outcome.catalogue
    marked = [replace(item, name=f"\u200f{item.name}\u061c\u200e") for item in catalogue.frameworks]
    analysis = analyse(Contributions(replace(catalogue, frameworks=tuple(marked))), report.analysis.answers)
    text = EXPORTS[key].render(replace(report, analysis=analysis))
    assert text == EXPORTS[key].render(report)
