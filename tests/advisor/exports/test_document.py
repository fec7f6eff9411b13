"""The result document: as its schema says, exact, and the same every time."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path

import jsonschema_rs
import pytest

from advisor.candidates import Candidates
from advisor.exports.document import render_json, result_document
from advisor.exports.document_schema import SCHEMA_VERSION, ResultDocument, json_schema
from advisor.report import Report
from recommender.engine.contributions import Contributions
from recommender.engine.result.analysis import analyse
from recommender.engine.result.what_if import WhatIf, applied
from recommender.engine.types import Catalogue, Familiarity, Importance
from recommender.models import Edition
from tests.factories import (
    chosen,
    create_add_on,
    create_catalogue,
    create_framework,
    create_outside_option,
    create_question,
    with_framework,
    yes_or_no,
)

RATINGS = {
    "alpha": {"speed": 80, "safety": 40},
    "beta": {"speed": 50, "safety": 90},
    "gamma": {"speed": 10, "safety": 5},
}
MADE = datetime(2026, 11, 22, 12, 0, 0, 123456, tzinfo=UTC)


def report_on(answers, catalogue: Catalogue | None = None, what_if: WhatIf | None = None, **more) -> Report:
    catalogue = catalogue or create_catalogue(
        yes_or_no("fast", "speed", 3, 60),
        yes_or_no("safe", "safety", 4, 95),
        create_question("known", familiarity=Familiarity(criterion="familiarity", points=2)),
        ratings=RATINGS,
    )
    what_if = what_if or WhatIf()
    tried, given = applied(catalogue, answers, what_if)
    edition = Edition(number=7, digest="0" * 64, created_at=MADE)
    candidates = Candidates(is_wide=False, best_known=catalogue.frameworks, all=catalogue.frameworks)
    return Report(analyse(Contributions(tried), given), edition, catalogue, what_if, candidates, **more)


SPEEDY = create_add_on("speedy", {"speed": 55})
WITH_ADD_ONS = with_framework(
    create_catalogue(yes_or_no("fast", "speed", 3, 60), ratings=RATINGS),
    replace(create_framework("beta", RATINGS["beta"]), add_ons=(SPEEDY,)),
)
BUILT = Familiarity(criterion="existing", points=1, is_built_with=True)
WITH_MOVE = create_catalogue(
    yes_or_no("fast", "speed", 3), create_question("built", familiarity=BUILT), ratings=RATINGS
)
BOTH = {"fast": chosen("yes"), "safe": chosen("yes")}
CASES = {
    "one answer": report_on({"fast": chosen("yes")}),
    "two answers": report_on(BOTH),
    "a known framework": report_on({**BOTH, "known": chosen("gamma")}),
    "a missed must-have": report_on({"fast": chosen("yes", importance=Importance.MUST_HAVE)}),
    "add-ons": report_on({"fast": chosen("yes", importance=Importance.MUST_HAVE)}, WITH_ADD_ONS),
    "a move": report_on({"fast": chosen("yes"), "built": chosen("beta")}, WITH_MOVE),
    "nobody meets the must-haves": report_on({"safe": chosen("yes", importance=Importance.MUST_HAVE)}),
    "no answers": report_on({}),
    "a what-if": report_on(BOTH, what_if=WhatIf(percents={"speed": 50}, dropped=("gamma",))),
    "one framework left": report_on(BOTH, what_if=WhatIf(dropped=("gamma", "beta"))),
}


@pytest.mark.parametrize("report", CASES.values(), ids=CASES)
def test_every_document_fits_the_published_schema(report):
    text = render_json(report)
    jsonschema_rs.validator_for(json_schema()).validate(json.loads(text))
    assert ResultDocument.model_validate_json(text) == result_document(report)


def test_the_schema_refuses_what_is_no_document():
    document = json.loads(render_json(CASES["two answers"]))
    validator = jsonschema_rs.validator_for(json_schema())
    for name, value in (("schema_version", 1), ("headline", None), ("standings", [{}]), ("criteria", None)):
        assert not validator.is_valid({**document, name: value})
    del document["leaders"]
    assert not validator.is_valid(document)


def test_a_file_stays_valid_against_the_schema_of_its_own_version():
    earlier = json.loads((Path(__file__).parent / "published" / "toss-up-1.json").read_text())
    assert earlier["certainty"]["band"] == "too close to call"
    assert jsonschema_rs.validator_for(json_schema(earlier["schema_version"])).is_valid(earlier)
    assert not jsonschema_rs.validator_for(json_schema()).is_valid(earlier)


def test_a_file_of_before_add_ons_were_told_is_a_document_of_the_same_version():
    earlier = json.loads((Path(__file__).parent / "published" / "toss-up-2.json").read_text())
    assert "score_with_add_ons" not in earlier["standings"][0]
    assert jsonschema_rs.validator_for(json_schema()).is_valid(earlier)


def test_a_document_says_which_frameworks_were_compared_and_what_may_serve_better():
    option = create_outside_option("plain-files", ("fast", "yes"))
    catalogue = create_catalogue(create_question(), outside_options=(option,))
    document = result_document(report_on({"fast": chosen("yes")}, catalogue))
    assert document.candidates == "best-known"
    [told] = document.outside_options
    assert (told.option, told.name, told.text, told.url) == (option.slug, option.name, option.text, option.url)
    assert result_document(report_on({"fast": chosen("no")}, catalogue)).outside_options == ()


def test_every_version_of_the_schema_stays_published():
    versions = list(range(1, SCHEMA_VERSION + 1))
    assert [json_schema(version)["properties"]["schema_version"]["const"] for version in versions] == versions


def test_every_field_of_the_schema_says_what_it_holds():
    schema = json_schema()
    for part in (schema, *schema["$defs"].values()):
        assert part["description"]
        for name, field in part.get("properties", {}).items():
            assert field.get("description"), name


def test_scores_are_exact():
    """Weights: speed 2 x 3, safety 2 x 4. Alpha: (6 x 80 + 8 x 40) / 14 = 400/7, Beta: (300 + 720) / 14 = 510/7."""
    first, second, third = result_document(CASES["two answers"]).standings
    assert (first.framework, first.score.exact, first.score.decimal) == ("beta", "510/7", 72.857143)
    assert (second.framework, second.score.exact) == ("alpha", "400/7")
    assert (third.framework, third.score.exact) == ("gamma", "50/7")


def test_contrasts_and_shares_add_up_exactly():
    document = result_document(CASES["a known framework"])
    gap = Fraction(document.contrasts.gap.exact)
    assert gap == Fraction(document.standings[0].score.exact) - Fraction(document.standings[1].score.exact)
    assert gap == sum(Fraction(item.points.exact) for item in document.contrasts.by_criterion)
    assert gap == sum(Fraction(item.points.exact) for item in document.contrasts.by_answer)
    assert sum(Fraction(item.share.exact) for item in document.criteria) == 1


def test_a_score_follows_from_the_weights_and_ratings_of_its_document():
    document = result_document(CASES["a known framework"])
    for place, standing in enumerate(document.standings):
        worth = sum(Fraction(item.share.exact) * item.ratings[place].value for item in document.criteria)
        assert worth == Fraction(standing.score.exact)
        assert {item.ratings[place].framework for item in document.criteria} == {standing.framework}


def test_what_it_says_in_words_is_what_the_page_says():
    document = result_document(CASES["one answer"])
    assert document.headline == "Use Alpha."
    assert document.leaders == ("alpha",)
    assert document.what_would_change_it.why_not[0].framework == "beta"
    assert document.what_would_change_it.why_not[0].sentence.startswith("Beta is 30.0 points behind.")


def test_a_missed_must_have_is_told_with_its_figures():
    missed = result_document(CASES["a missed must-have"]).standings[1].missed
    assert [item.model_dump() for item in missed] == [
        {"question": "fast", "criterion": "speed", "least": 60, "rating": 50, "high": 50, "with_add_on": None}
    ]


def test_a_must_have_missed_even_with_an_add_on_is_told_with_both_ratings():
    beta = next(item for item in result_document(CASES["add-ons"]).standings if item.framework == "beta")
    (missed,) = beta.missed
    assert (missed.least, missed.rating, missed.high) == (60, 50, 50)
    assert (missed.with_add_on.add_on, missed.with_add_on.value) == ("speedy", 55)


def test_scores_and_ratings_with_add_ons_stand_beside_the_others():
    """Only speed counts: Beta is rated 50, and 55 with its add-on."""
    document = result_document(CASES["add-ons"])
    beta = next(item for item in document.standings if item.framework == "beta")
    assert (beta.score.exact, beta.score_with_add_ons.exact) == ("50", "55")
    (add_on,) = beta.mended_with
    assert (add_on.name, add_on.install) == ("Speedy", "pip install speedy")
    assert [item.model_dump() for item in add_on.raises] == [{"criterion": "speed", "value": 55}]
    (speed,) = document.criteria
    raised = {rating.framework: rating.with_add_on and rating.with_add_on.value for rating in speed.ratings}
    assert raised == {"alpha": None, "beta": 55, "gamma": None}


def test_the_next_steps_of_the_recommended_are_told_with_what_a_must_have_needs():
    """Beta meets the 60 for speed with “faster” only; it leads, as Alpha misses it even so."""
    ratings = {"alpha": {"speed": 55}, "beta": {"speed": 50}}
    catalogue = create_catalogue(yes_or_no("fast", "speed", 3, 60), ratings=ratings)
    beta = replace(catalogue.framework_of["beta"], add_ons=(create_add_on("faster", {"speed": 70}),))
    must_have = {"fast": chosen("yes", importance=Importance.MUST_HAVE)}
    (step,) = result_document(report_on(must_have, with_framework(catalogue, beta))).next_steps
    assert (step.framework, step.stays, step.tutorial_url) == ("beta", False, beta.facts.tutorial_url)
    assert step.first_page.model_dump() == {
        "commands": ("pip install it",),
        "file": "app.py",
        "code": "import it\n",
        "serve": "it run",
        "address": "http://127.0.0.1:8000/",
    }
    assert [item.title for item in step.further_reading] == ["A book", "A talk"]
    assert [(item.add_on, item.needed_for_must_haves) for item in step.needed_add_ons] == [("faster", ("fast",))]
    assert result_document(CASES["no answers"]).next_steps == ()
    assert result_document(CASES["nobody meets the must-haves"]).next_steps == ()


def test_what_staying_needs_is_told_where_it_would_lead_with_add_ons():
    """Weights 12 and 1: Alpha 12·90 = 1080 leads Beta's 12·50 + 100 = 700, which would have 12·88 + 100 = 1156."""
    ratings = {"alpha": {"speed": 90}, "beta": {"speed": 50}}
    catalogue = create_catalogue(
        yes_or_no("fast", "speed", 3), create_question("built", familiarity=BUILT), ratings=ratings
    )
    beta = replace(catalogue.framework_of["beta"], add_ons=(create_add_on("faster", {"speed": 88}),))
    given = {
        "fast": chosen("yes", importance=Importance.DOUBLE),
        "built": chosen("beta", importance=Importance.HALF),
    }
    (step,) = result_document(report_on(given, with_framework(catalogue, beta))).ways_to_stay
    assert (step.framework, step.stays) == ("beta", True)
    assert [item.add_on for item in step.needed_add_ons] == ["faster"]
    assert result_document(CASES["a move"]).ways_to_stay == ()


def test_what_a_move_means_is_told_of_each_framework():
    moves = {item.framework: item.move for item in result_document(CASES["a move"]).standings}
    assert moves["beta"] == "Your application is built with Beta already. That it can stay is counted in the score."
    assert moves["alpha"] == "Your application is built with Beta. Moving an application to Alpha means some work."
    assert {item.move for item in result_document(CASES["two answers"]).standings} == {""}


def test_an_answer_that_asks_for_nothing_says_so():
    given = {"fast": chosen("yes"), "safe": chosen("no", importance=Importance.DOUBLE)}
    counts = {answer.question: answer.counts for answer in result_document(report_on(given)).answers}
    assert counts == {"fast": True, "safe": False, "known": False}


def test_evidence_stands_beside_each_rating_that_an_editor_made():
    document = result_document(CASES["a known framework"])
    by_criterion = {item.criterion: item.ratings for item in document.criteria}
    assert by_criterion["speed"][0].evidence[0].url == "https://docs.example/"
    assert by_criterion["familiarity"][0].evidence == ()
    assert by_criterion["familiarity"][0].low is None


def test_what_was_tried_out_is_told_and_already_counted():
    document = result_document(CASES["a what-if"])
    assert document.what_if.model_dump() == {
        "percents": {"speed": 50},
        "dropped": ("gamma",),
        "eased": (),
        "demanded": (),
        "added": None,
    }
    assert [standing.framework for standing in document.standings] == ["beta", "alpha"]
    assert result_document(CASES["two answers"]).what_if is None


def test_without_a_leader_nothing_follows_from_one():
    document = result_document(CASES["no answers"])
    assert (document.leaders, document.certainty, document.contrasts, document.what_would_change_it) == (
        (),
        None,
        None,
        None,
    )
    assert (document.win_shares, document.second_opinions, document.criteria) == (None, None, ())
    assert {answer.state for answer in document.answers} == {"open"}


def test_a_file_is_the_same_every_time_readable_and_ends_with_a_line_break():
    report = replace(CASES["two answers"], title="Größe", finished_at=MADE, url="https://a.example/r/x/")
    text = render_json(report)
    assert text == render_json(report)
    assert text.startswith('{\n  "schema_version": 2,\n  "title": "Größe",')
    assert text.endswith("}\n")
    assert '"finished_at": "2026-11-22T12:00:00Z"' in text


def test_what_was_not_kept_has_no_address_and_no_date():
    document = result_document(CASES["two answers"])
    assert (document.url, document.origin_url, document.finished_at) == (None, None, None)
