"""The workflows of the hosted CI: they may do little, what they use is pinned, and who may write runs nobody's code."""

import re
from pathlib import Path

import pytest
import yaml

FOLDER = Path(__file__).parent.parent / ".github" / "workflows"
WORKFLOWS = {path.name: yaml.safe_load(path.read_text()) for path in sorted(FOLDER.glob("*.yml"))}
POSTING = "post-catalogue-report.yml"


def steps(workflow):
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


@pytest.mark.parametrize("workflow", WORKFLOWS.values(), ids=WORKFLOWS.keys())
def test_a_workflow_may_do_nothing_but_what_its_jobs_say_and_ends_in_time(workflow):
    assert workflow["permissions"] == {}
    assert workflow["concurrency"]
    for job in workflow["jobs"].values():
        assert job["permissions"]
        assert job["timeout-minutes"] <= 60


@pytest.mark.parametrize("workflow", WORKFLOWS.values(), ids=WORKFLOWS.keys())
def test_what_a_workflow_uses_is_pinned_and_keeps_no_credentials(workflow):
    for step in steps(workflow):
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", step.get("uses", f"actions/none@{40 * '0'}"))
        if step.get("uses", "").startswith("actions/checkout"):
            assert step["with"]["persist-credentials"] is False


@pytest.mark.parametrize("workflow", WORKFLOWS.values(), ids=WORKFLOWS.keys())
def test_nothing_that_somebody_typed_becomes_part_of_a_script(workflow):
    """It comes in by variables, which a shell never reads as code."""
    assert not any("${{" in step.get("run", "") for step in steps(workflow))


def test_only_the_one_that_runs_nothing_of_a_pull_request_may_write():
    writing = {
        name
        for name, workflow in WORKFLOWS.items()
        if any("write" in job["permissions"].values() for job in workflow["jobs"].values())
    }
    assert writing == {POSTING}
    assert not any("uses" in step for step in steps(WORKFLOWS[POSTING]))
    # YAML 1.1 reads “on” as true.
    assert WORKFLOWS[POSTING][True].keys() == {"workflow_run"}
    assert WORKFLOWS[POSTING][True]["workflow_run"]["workflows"] == [WORKFLOWS["catalogue-report.yml"]["name"]]


def test_it_runs_the_one_script_of_all_checks():
    assert steps(WORKFLOWS["ci.yml"])[-1] == {"run": ".ci/run"}
