"""Outside options that nobody can be told of: against trying every run, and each reason by hand."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recommender.engine.checks.outside_options import why_never
from recommender.engine.checks.report import FaultKind, faults_by_kind
from recommender.engine.outside_options import fitting
from tests.engine.every_completion import EveryRun, tiny_catalogues
from tests.factories import create_catalogue, create_outside_option, create_question

conditions = st.sets(st.tuples(st.sampled_from(["q0", "q1", "q2"]), st.sampled_from("xy")), min_size=1, max_size=3)


@given(tiny_catalogues(st.just(2)), conditions)
def test_exactly_the_options_that_some_run_leads_to_can_be_named(catalogue, when):
    option = create_outside_option("some", *sorted(when))
    having = replace(catalogue, outside_options=(option,))
    every = EveryRun(catalogue)
    is_named = any(fitting(having, dict(zip(every.slugs, run, strict=True))) for run in every.runs)
    assert (why_never(having, having, option) == "") == is_named


GATE = create_question("fast")
AFTER_YES = create_question("deep", ask_if=(("fast", "yes"),))
AFTER_NO = create_question("wide", ask_if=(("fast", "no"),))
DRAFT = replace(create_question("later"), published=False)
APART = "no answers meet all of these: they are never asked in one run"


@pytest.mark.parametrize(
    ("when", "reason"),
    [
        ([("deep", "yes"), ("fast", "yes")], ""),
        ([("deep", "yes"), ("wide", "yes")], APART),
        ([("deep", "yes"), ("fast", "no")], APART),
        ([("fast", "yes"), ("fast", "no")], "asks for two answers to “Is it fast?”, and only one can be given"),
        ([("gone", "yes")], "“gone: yes” cannot be met: there is no such question"),
        ([("fast", "never")], "“fast: never” cannot be met: there is no such choice"),
        ([("later", "yes")], "“later: yes” cannot be met: no visitor is asked that question"),
    ],
)
def test_each_reason(when, reason):
    option = create_outside_option("some", *when)
    catalogue = create_catalogue(GATE, AFTER_YES, AFTER_NO, DRAFT, outside_options=(option,))
    told = faults_by_kind(catalogue).get(FaultKind.CONDITION, ())
    found = [problem.reason for problem in told if problem.path == ("outside_options", "some", "when")]
    assert found == ([reason] if reason else [])
