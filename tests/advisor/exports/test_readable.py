"""Decision records and the readable Markdown: what they say is what the result says, also where nobody leads."""

import re

import pytest
import yaml

from advisor.exports import EXPORTS, STYLES
from advisor.exports.pros_and_cons import pros_and_cons_of
from advisor.exports.readable import tidy
from advisor.templatetags.commonmark import code
from recommender.engine.result.what_if import WhatIf
from recommender.engine.types import Answer, Importance
from tests.factories import chosen

READABLE = [key for key, export in EXPORTS.items() if export.extension == "md"]
MADR_SECTIONS = [
    "## Context and Problem Statement",
    "## Decision Drivers",
    "## Considered Options",
    "## Decision Outcome",
    "### Consequences",
    "### Confirmation",
    "## More Information",
]


def headings(text: str) -> list[str]:
    return re.findall(r"^#+ .*$", text, re.MULTILINE)


def part(text: str, heading: str) -> str:
    """What stands below a heading, up to the next one of its level."""
    level = heading.split()[0]
    return re.split(rf"^{level} ", text.split(f"\n{heading}\n", 1)[1], maxsplit=1, flags=re.MULTILINE)[0]


def test_madr_has_its_front_matter_and_its_sections_in_order(reports):
    _, front, text = EXPORTS["madr"].render(reports["winner"]).split("---\n", 2)
    assert yaml.safe_load(front) == {"status": "proposed", "date": reports["winner"].finished_at.date()}
    found = headings(text)
    assert found[0] == "# Use Cedar as the Python web framework for “Partner API”"
    assert [heading for heading in found if heading in MADR_SECTIONS] == MADR_SECTIONS


def test_nygard_has_its_five_parts(reports):
    text = EXPORTS["nygard"].render(reports["winner"])
    top = [heading for heading in headings(text) if not heading.startswith("###")]
    assert top[1:] == ["## Status", "## Context", "## Decision", "## Consequences"]
    assert part(text, "## Status").strip() == "Proposed"
    assert "\nDate: 2026-11-22\n" in text


def test_log4brains_has_its_header_and_its_sections(reports):
    text = EXPORTS["log4brains"].render(reports["winner"])
    assert "\n\n- Status: proposed\n- Date: 2026-11-22\n" in text
    assert [heading for heading in headings(text) if heading.startswith("## ")] == [
        "## Context and Problem Statement",
        "## Decision Drivers",
        "## Considered Options",
        "## Decision Outcome",
        "## Links",
    ]
    assert "### Positive Consequences" in text


@pytest.mark.parametrize("key", STYLES)
def test_a_record_holds_answers_three_drivers_certainty_and_where_everything_else_is(reports, key):
    text = EXPORTS[key].render(reports["winner"])
    assert "- **What are you building?** An API for others, with OpenAPI (double importance)" in text
    drivers = re.findall(r"^- (.*): ([\d.]+)\u00a0% of the weight$", text, re.MULTILINE)
    assert drivers == [("API tooling (OpenAPI)", "48.5"), ("Documentation", "24.2"), ("Speed of answers", "24.2")]
    assert "Cedar, because it fits" in text.replace('"', "")
    assert "before Birch with 55.2." in text
    assert f"**Certainty:** {reports['winner'].analysis.certainty.band}. {reports['winner'].words.surety}" in text
    assert f"- {reports['winner'].words.what_would_change.changes[0]}" in text
    assert "what has changed since: <http://advisor.test/r/golden-winner/>" in text
    assert f"catalogue edition 7, SHA-256 `{reports['winner'].edition.digest}`" in text
    assert "> For the partners’ own developers.\n>\n> Goes live in spring." in text


def test_what_is_given_up_is_named_with_what_to_check_first(reports):
    text = part(EXPORTS["madr"].render(reports["winner"]), "### Consequences")
    assert text.strip().splitlines() == [
        "- Good, because API tooling (OpenAPI) is rated 94 of 100, Birch 45.",
        "- Good, because Speed of answers is rated 88 of 100, Birch 55.",
        "- Good, because Documentation is rated 80 of 100, Birch 70.",
        "- Bad, because Documentation, its lowest rating that counts, is rated 80 of 100, Birch 70: "
        "“Rated 80 for documentation”. Check this first.",
    ]


def test_where_it_is_close_each_has_what_speaks_for_it(reports):
    text = part(EXPORTS["madr"].render(reports["toss-up"]), "### Consequences")
    assert text.strip().splitlines() == [
        "- Alder: good, because Admin site is rated 95 of 100, Cedar 20.",
        "- Alder: good, because Documentation is rated 92 of 100, Cedar 80.",
        "- Cedar: good, because API tooling (OpenAPI) is rated 94 of 100, Alder 30.",
        "- Cedar: good, because Speed of answers is rated 88 of 100, Alder 40.",
    ]


def test_points_are_the_greatest_leads_and_lags(reports):
    outcome = reports["winner"].analysis.outcome
    cedar, birch, alder = (pros_and_cons_of(outcome, standing) for standing in outcome.standings)
    assert [point.criterion.slug for point in cedar.good] == ["api-tooling", "speed", "documentation"]
    assert [point.criterion.slug for point in cedar.bad] == ["documentation"]  # its lowest rating: it never lags
    assert [point.criterion.slug for point in birch.good] == ["familiarity"]  # its best rating: it never leads
    assert [point.criterion.slug for point in alder.good] == ["documentation"]
    assert [point.criterion.slug for point in alder.bad] == ["api-tooling", "speed"]
    assert alder.bad[0].worth < alder.bad[1].worth < 0


@pytest.mark.parametrize("key", STYLES)
def test_when_it_is_too_close_no_option_is_chosen(reports, key):
    text = EXPORTS[key].render(reports["toss-up"])
    assert "\n# Choose between Alder and Cedar as the Python web framework\n" in f"\n{text}"
    assert re.search("(none yet|None is chosen yet), because Alder and Cedar are too close to tell apart", text)
    assert "fits these answers best" not in text


@pytest.mark.parametrize("key", READABLE)
def test_what_was_tried_out_is_told_with_its_origin(reports, key):
    text = EXPORTS[key].render(reports["toss-up"])
    assert "- Birch is left out" in text
    assert "tried out on: <http://advisor.test/r/golden-winner/>" in text


@pytest.mark.parametrize("key", STYLES)
def test_when_all_miss_a_must_have_no_option_is_chosen_and_the_way_out_is_named(reports, key):
    text = EXPORTS[key].render(reports["all-miss"])
    assert "# Choose a Python web framework for “" in text
    assert re.search("(none yet|None is chosen yet), because no framework meets every must-have", text)
    for sentence in reports["all-miss"].words.headline.lead.split(". "):
        assert f"- {sentence.removesuffix('.')}." in text
    assert "- Cedar: 70.2 of 100, misses “Who edits the data behind the scenes?”\n" in text
    assert "- Birch: 52.7 of 100, misses “What are you building?” and more\n" in text
    assert "Certainty" not in text


@pytest.mark.parametrize("key", READABLE)
def test_a_result_that_says_nothing_is_told_truly(unkept, key):
    text = EXPORTS[key].render(unkept({"kind": Answer()}))
    assert "Your answers do not point to a framework yet" in text or key != "md"
    assert "the answers above do not settle it" in text or key == "md"
    assert "Certainty" not in text
    assert "2026-11-22" not in text
    assert "http://advisor.test" not in text


def test_two_that_are_alike_are_said_to_be(unkept):
    report = unkept({"known": chosen("alder", "birch", "cedar")})
    text = EXPORTS["madr"].render(report)
    assert "# Choose between Alder, Birch and Cedar as the Python web framework" in text
    assert text.count("neutral, because no criterion that counts tells it from") == 3
    assert "No criterion that counts tells Alder from Birch." in EXPORTS["md"].render(report)


def test_a_proposal_says_what_it_is_good_and_bad_for(unkept):
    report = unkept({"kind": chosen("site", importance=Importance.MUST_HAVE), "traffic": chosen("many")})
    text = EXPORTS["madr"].render(report)
    assert part(text, "### Consequences").strip().splitlines() == [
        "- Good, because it meets every must-have.",
        "- Good, because Admin site is rated 95 of 100, Birch 50.",
        "- Good, because Documentation is rated 92 of 100, Birch 70.",
        "- Bad, because Speed of answers is rated 40 of 100, Birch 55: “Rated 40 for speed”. Check this first.",
    ]
    negative = part(EXPORTS["log4brains"].render(report), "### Negative Consequences")
    assert (
        negative.strip() == "- Speed of answers is rated 40 of 100, Birch 55: “Rated 40 for speed”. Check this first."
    )


@pytest.mark.parametrize("key", READABLE)
def test_one_framework_alone_has_nothing_to_be_compared_with(unkept, key):
    text = EXPORTS[key].render(unkept({"kind": chosen("api")}, WhatIf(dropped=("alder", "birch"))))
    assert "89.0" in text
    assert "because API tooling" not in text
    assert "nothing is decided" not in text


def test_a_lead_that_no_single_answer_changes_is_said_to_be(unkept):
    answers = {
        "kind": chosen("api", importance=Importance.DOUBLE),
        "traffic": chosen("many", importance=Importance.DOUBLE),
    }
    text = EXPORTS["md"].render(unkept(answers, WhatIf(dropped=("alder",), percents={"admin": 0})))
    assert "No other answer to a single question would change the winner." in text


def test_the_shown_points_add_up(reports):
    table = part(EXPORTS["md"].render(reports["winner"]), "## Why")
    *points, total = [
        float(found.replace("−", "-")) for found in re.findall(r"([+−]?\d+\.\d)\** \|$", table, re.MULTILINE)
    ]
    assert sum(points) == pytest.approx(total)
    assert total == 34.1


def test_blank_lines_within_code_stay(reports):
    """Birch is not among those to try; its code has a fence of its own in it, and two blank lines."""
    birch = reports["winner"].analysis.outcome.catalogue.framework_of["birch"]
    text = tidy(f"a\n\n\n\n{code(birch.first_page.code, 'python')}\n\n\n\nb\n")
    assert text == f"a\n\n{code(birch.first_page.code, 'python')}\n\nb\n"
    assert "\n\n\n@app.page" in text


def test_the_text_says_what_to_do_next_with_each_that_is_close(reports):
    steps = part(EXPORTS["md"].render(reports["toss-up"]), "## What to do next")
    assert re.findall("^### .*$", steps, re.MULTILINE) == ["### Alder", "### Cedar"]
    assert "```sh\npip install alder\nalder new site .\n```" in steps
    assert "Write main.py:\n\n```python\nfrom cedar import app\n```" in steps
    assert "[official tutorial](https://alder.example/tutorial/)" in steps
    assert "- [A course \\[free\\]](https://course.example/alder) (undated)" in steps
    assert "](https://alder-api.example/docs_%28all%29/): Web APIs with a description. For API tooling" in steps
    assert " `pip install alder-api`" in steps


def test_where_nobody_can_be_recommended_there_is_nothing_to_do_next(reports):
    assert "## What to do next" not in EXPORTS["md"].render(reports["all-miss"])


@pytest.mark.parametrize("key", STYLES)
def test_records_of_a_close_call_name_the_add_ons_of_each_and_who_would_lead_with_them(reports, key):
    text = EXPORTS[key].render(reports["toss-up"])
    assert "Usual add-ons for these answers with Alder: [Alder API](" in text
    assert "Usual add-ons for these answers with Cedar: [Cedar-Admin](" in text
    assert "With the usual add-ons counted, Cedar would be ahead: 81.5 to 75.3." in text


def test_scores_with_add_ons_stand_in_the_ranking(reports):
    assert "| With the usual add-ons |" in EXPORTS["md"].render(reports["winner"])


def test_where_add_ons_change_no_score_the_ranking_has_none(unkept):
    assert "add-ons" not in part(EXPORTS["md"].render(unkept({"experience": chosen("little")})), "## Ranking")


def test_an_answer_that_asks_for_nothing_says_so(reports):
    answers = part(EXPORTS["md"].render(reports["winner"]), "## Answers")
    assert "- **Who edits the data behind the scenes?** Nobody (no effect)\n" in answers
