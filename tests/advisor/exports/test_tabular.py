"""The table: numbers are numbers, texts come back, and no spreadsheet computes what somebody typed."""

import csv
from io import StringIO
from time import perf_counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from advisor.exports.tabular import CSV_COLUMNS, neutral, render_csv, written

FORMULA_SIGNS = "=+-@＝＋－＠"
TEXTS = st.text(st.sampled_from([*FORMULA_SIGNS, *";,\t\r\n\"' \u00a0ab1|"]), max_size=10)


def read(text: str, delimiter: str = ",") -> list[list[str]]:
    return list(csv.reader(StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=delimiter))


def lines_of(report) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(render_csv(report).removeprefix("\ufeff"), newline="")))


@given(TEXTS)
@example('=HYPERLINK("http://evil.example","x")')
@example("\t=1+1")
@example('" =1+1')
@example("harmless;=1+1")
@example("harmless\n@SUM(A1)")
def test_no_cell_is_a_formula_whatever_separates_cells(text):
    file = written([{"row": "result", "text": text}])
    for delimiter in ",;\t":
        for cell in (cell for line in read(file, delimiter) for cell in line):
            assert not cell.lstrip(' \u00a0\t\r\n"').startswith(tuple(FORMULA_SIGNS))
    assert not read(file)[1][CSV_COLUMNS.index("text")].startswith(("\t", "\r", "\n"))


@given(TEXTS)
def test_a_text_comes_back_with_nothing_but_apostrophes_added(text):
    lines = read(written([{"row": "result", "text": text}]))
    assert lines[0] == list(CSV_COLUMNS)
    assert len(lines) == 2
    assert lines[1][CSV_COLUMNS.index("text")] == neutral(text)
    assert neutral(text).replace("'", "") == text.replace("'", "")


def test_a_text_of_blanks_is_looked_through_once():
    begin = perf_counter()
    assert neutral("x" + "\n" * 50_000 + "=1+1") == "x" + "\n" * 50_000 + "'=1+1"
    assert neutral("x" + "\n" * 50_000) == "x" + "\n" * 50_000
    assert perf_counter() - begin < 2


@given(st.integers() | st.floats(allow_nan=False, allow_infinity=False))
def test_numbers_stay_numbers_negative_ones_too(number):
    line = written([{"row": "rating", "value": number}]).splitlines()[1]
    assert line == f'"rating","","","","","",{number},"","","",""'


@pytest.mark.parametrize("text", ["A sentence - with dashes.", "me@a.example", "a=b", "Level 75, + 5", "1-2"])
def test_ordinary_texts_stay_as_they_are(text):
    assert neutral(text) == text


def test_the_file_opens_right_in_excel():
    file = written([])
    assert file.encode().startswith(b"\xef\xbb\xbf")
    assert file.endswith("\r\n")


def test_every_framework_has_its_standing_and_every_rating_its_line(reports):
    report = reports["winner"]
    lines, outcome = lines_of(report), report.analysis.outcome
    standings = {(line["framework"], line["name"]): line["value"] for line in lines if line["row"] == "standing"}
    assert standings["Cedar", "rank"] == "1"
    assert float(standings["Cedar", "score"]) == pytest.approx(float(outcome.standings[0].score), abs=1e-4)
    ratings = [line for line in lines if line["row"] == "rating"]
    assert len(ratings) == len(outcome.catalogue.criteria) * len(outcome.standings)
    speed = next(line for line in ratings if (line["name"], line["framework"]) == ("Speed of answers", "Alder"))
    assert (speed["value"], speed["low"], speed["high"], speed["group"]) == ("40", "30", "50", "Running")
    known = {line["framework"]: line["value"] for line in ratings if line["name"] == "Familiarity"}
    assert known == {"Cedar": "100", "Birch": "100", "Alder": "0"}


def test_the_weights_add_up_to_a_hundred(reports):
    shares = {
        line["name"]: float(line["weight_percent"]) for line in lines_of(reports["winner"]) if line["row"] == "rating"
    }
    assert sum(shares.values()) == pytest.approx(100, abs=0.05)


def test_answers_changes_and_the_basis_are_in_it(reports):
    lines = lines_of(reports["winner"])
    facts = {line["name"]: line["text"] for line in lines if line["row"] == "result"}
    assert facts["title"] == "Partner API"
    assert facts["address"] == "http://advisor.test/r/golden-winner/"
    assert facts["edition"] == "7"
    assert facts["digest"] == reports["winner"].edition.digest
    answers = {line["name"]: (line["text"], line["importance"]) for line in lines if line["row"] == "answer"}
    assert answers["What are you building?"] == ("An API for others, with OpenAPI", "double")
    assert answers["How much web experience does the team have?"] == ("skipped", "")
    assert answers["How many visitors do you expect?"] == ("not answered", "")
    assert any(line["row"] == "change" and "Alder would win if" in line["text"] for line in lines)


def test_missed_must_haves_and_what_was_tried_out_are_in_it(reports):
    missed = [line for line in lines_of(reports["all-miss"]) if line["name"] == "missed must-have"]
    assert {line["framework"] for line in missed} == {"Alder", "Birch", "Cedar"}
    tried = [line["text"] for line in lines_of(reports["toss-up"]) if line["row"] == "what-if"]
    assert "Birch is left out" in tried


def test_a_result_without_an_answer_is_a_table_too(unkept):
    lines = lines_of(unkept({}))
    assert {line["name"]: line["text"] for line in lines if line["row"] == "result"}["certainty"] == ""
    assert not [line for line in lines if line["row"] == "change"]


def test_scores_and_ratings_with_add_ons_have_lines_of_their_own(reports):
    """As they are Cedar is rated 20 on the admin site and scores 65.7; with its add-on 70, and 81.4737."""
    lines = [line for line in lines_of(reports["toss-up"]) if line["framework"] == "Cedar"]
    scores = {line["name"]: line["value"] for line in lines if line["row"] == "standing"}
    assert scores["score with the usual add-ons"] == "81.4737"
    (rating,) = [line for line in lines if line["row"] == "rating with add-on"]
    assert (rating["name"], rating["value"], rating["low"], rating["high"]) == ("Admin site", "70", "60", "78")
    assert rating["text"].startswith("With Cedar-Admin: ")
    (add_on,) = [line for line in lines if line["row"] == "add-on"]
    assert (add_on["name"], add_on["text"]) == ("Cedar-Admin", "An admin site. pip install cedar-admin")
    assert add_on["sources"] == "https://cedar-admin.example/"


def test_an_answer_that_asks_for_nothing_has_no_importance(reports):
    (line,) = [line for line in lines_of(reports["winner"]) if line["text"] == "Nobody (no effect)"]
    assert (line["row"], line["importance"]) == ("answer", "")
