"""Decision records and the readable Markdown: what they say is what the result says, also where nobody leads."""

import re
from dataclasses import replace

import pytest
import yaml

from advisor.exports import EXPORTS, STYLES
from advisor.exports.pros_and_cons import pros_and_cons
from recommender.engine.contributions import Contributions
from recommender.engine.result.analysis import analyse
from recommender.engine.result.what_if import WhatIf
from recommender.engine.types import Answer, Importance
from tests.factories import chosen, with_framework

READABLE = [key for key, export in EXPORTS.items() if export.extension == "md"]
MADR_SECTIONS = [
    "## Context and Problem Statement",
    "## Decision Drivers",
    "## Considered Options",
    "## Decision Outcome",
    "### Consequences",
    "### Confirmation",
    "## Pros and Cons of the Options",
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
        "## Pros and Cons of the Options",
        "## Links",
    ]
    assert "### Positive Consequences" in text


@pytest.mark.parametrize("key", STYLES)
def test_a_record_holds_answers_drivers_certainty_and_where_it_comes_from(reports, key):
    text = EXPORTS[key].render(reports["winner"])
    assert "- **What are you building?** An API for others, with OpenAPI (double importance)" in text
    shares = [float(share) for share in re.findall(r"^- .*: ([\d.]+)\u00a0% of the weight$", text, re.MULTILINE)]
    assert shares == sorted(shares, reverse=True)
    assert sum(shares) == pytest.approx(100, abs=0.2)
    assert 'Chosen option: "Cedar", because' in text
    assert "**Margin:** Birch is 34.1 points behind." in text
    assert "**Certainty:** clear. Firm: Alder would catch up only if our weights were badly wrong" in text
    assert "Alder would win if you answered “A site with editors”" in text
    assert "<http://advisor.test/r/golden-winner/>" in text
    assert f"Catalogue edition 7, SHA-256 `{reports['winner'].edition.digest}`" in text
    assert "> For the partners’ own developers.\n>\n> Goes live in spring." in text


@pytest.mark.parametrize("result", ["winner", "toss-up", "all-miss"])
def test_every_option_has_good_and_bad_points_with_sources(reports, result):
    text = part(EXPORTS["madr"].render(reports[result]), "## Pros and Cons of the Options")
    for standing in reports[result].analysis.outcome.standings:
        points = part("\n" + text, f"### {standing.framework.name}")
        assert "- Good, because " in points
        assert "- Bad, because " in points
        assert f"/{standing.framework.slug}.example/docs/guide_%28all%29/?a=1&b=2)" in points


def test_points_are_the_greatest_leads_and_lags(reports):
    cedar, birch, alder = pros_and_cons(reports["winner"].analysis.outcome)
    assert [point.criterion.slug for point in cedar.good] == ["api-tooling", "speed", "documentation"]
    assert [point.criterion.slug for point in cedar.bad] == ["documentation"]  # its lowest rating: it never lags
    assert [point.criterion.slug for point in birch.good] == ["familiarity"]  # its best rating: it never leads
    assert [point.criterion.slug for point in alder.good] == ["documentation"]
    assert [point.criterion.slug for point in alder.bad] == ["api-tooling", "speed", "familiarity"]
    assert alder.bad[0].worth < alder.bad[1].worth < alder.bad[2].worth < 0


@pytest.mark.parametrize("key", STYLES)
def test_when_it_is_too_close_no_option_is_chosen(reports, key):
    text = EXPORTS[key].render(reports["toss-up"])
    assert "\n# Choose between Alder and Cedar as the Python web framework\n" in f"\n{text}"
    assert "Chosen option: none yet" in text
    assert "**A close call: Alder or Cedar.**" in text
    assert "# Use " not in text


@pytest.mark.parametrize("key", READABLE)
def test_what_was_tried_out_is_told_with_its_origin(reports, key):
    text = EXPORTS[key].render(reports["toss-up"])
    assert "- Birch is left out" in text
    assert "tried out on: <http://advisor.test/r/golden-winner/>" in text


@pytest.mark.parametrize("key", STYLES)
def test_when_all_miss_a_must_have_no_option_is_chosen_and_the_way_out_is_named(reports, key):
    text = EXPORTS[key].render(reports["all-miss"])
    assert "# Choose a Python web framework for “" in text
    assert "Chosen option: none yet" in text
    assert (
        "**No framework meets all your must-haves.** "
        "Cedar would win if “Who edits the data behind the scenes?” were optional" in text
    )
    assert "Must-haves aside, Alder would catch up if our weights were" in text
    assert (
        "Bad, because it misses a must-have: “What are you building?” requires at least 75 for API tooling (OpenAPI)"
        in text
    )


@pytest.mark.parametrize("key", READABLE)
def test_a_result_that_says_nothing_is_told_truly(unkept, key):
    text = EXPORTS[key].render(unkept({"kind": Answer()}))
    assert "Your answers do not point to a framework yet" in text
    assert "Certainty" not in text
    assert "Margin" not in text
    assert "2026-11-22" not in text
    assert "http://advisor.test" not in text
    assert "Chosen option: none yet" in text or key == "md"


def test_two_that_are_alike_are_said_to_be(unkept):
    report = unkept({"known": chosen("alder", "birch", "cedar")})
    text = EXPORTS["madr"].render(report)
    assert "# Choose between Alder, Birch and Cedar as the Python web framework" in text
    assert text.count("Neutral, because no criterion that counts tells it from") == 3
    assert "No criterion that counts tells Alder from Birch." in EXPORTS["md"].render(report)


def test_the_familiarity_of_a_team_cites_its_own_answer(unkept):
    text = EXPORTS["madr"].render(unkept({"known": chosen("cedar")}))
    assert "Familiarity is rated 100 of 100, Alder 0: +100.0 points. That follows from the team’s own answer." in text


def test_a_proposal_says_what_it_is_good_and_bad_for(unkept):
    report = unkept({"kind": chosen("site", importance=Importance.MUST_HAVE), "traffic": chosen("many")})
    text = EXPORTS["madr"].render(report)
    assert part(text, "### Consequences").strip().splitlines() == [
        "- Good, because it meets every must-have.",
        "- Good, because it is rated better than Birch on Admin site and Documentation.",
        "- Bad, because it is rated worse than Birch on Speed of answers.",
    ]
    assert "### Negative Consequences\n\n- It is rated worse than Birch" in EXPORTS["log4brains"].render(report)


@pytest.mark.parametrize("key", READABLE)
def test_one_framework_alone_has_nothing_to_be_compared_with(unkept, key):
    text = EXPORTS[key].render(unkept({"kind": chosen("api")}, WhatIf(dropped=("alder", "birch"))))
    assert "It scores 89.0 of 100." in text
    assert "Margin" not in text
    assert "because API tooling" not in text
    assert "nothing is decided" not in text


@pytest.mark.parametrize("key", READABLE)
def test_a_lead_that_no_single_answer_changes_is_said_to_be(unkept, key):
    answers = {
        "kind": chosen("api", importance=Importance.DOUBLE),
        "traffic": chosen("many", importance=Importance.DOUBLE),
    }
    text = EXPORTS[key].render(unkept(answers, WhatIf(dropped=("alder",), percents={"admin": 0})))
    assert "No other answer to a single question would change who leads." in text


def test_what_nobody_rated_yet_is_said_to_count_as_nothing(unkept):
    report = unkept({"kind": chosen("api")})
    alder = replace(report.analysis.outcome.catalogue.framework_of["alder"], ratings=())
    catalogue = with_framework(report.analysis.outcome.catalogue, alder)
    text = EXPORTS["madr"].render(replace(report, analysis=analyse(Contributions(catalogue), report.analysis.answers)))
    assert "API tooling (OpenAPI) is rated 0 of 100, Cedar 94: −47.0 points. What nobody rated yet counts as 0." in text


def test_the_shown_points_add_up(reports):
    table = part(EXPORTS["md"].render(reports["winner"]), "## Why")
    *points, total = [
        float(found.replace("−", "-")) for found in re.findall(r"([+−]?\d+\.\d)\** \|$", table, re.MULTILINE)
    ]
    assert sum(points) == pytest.approx(total)
    assert total == 34.1
