"""`manage.py recommend`: answers in a file in, a table or a document out."""

import json
from dataclasses import replace

import pytest
from django.core.management import CommandError, call_command

from advisor.exports.terminal import table
from advisor.models import Evaluation
from recommender.editions.serialisation import canonical_json, digest
from recommender.models import CatalogueState, Edition

PROBLEMS = [
    ("x: y", "x: There is no such question. Possible: project, pages, "),
    ("project: x", "project › chosen: “x” is not among the choices of this question. Possible: online-shop, "),
    ("project: [public-api, prototype]", "project › chosen: Choose one answer only. Possible: online-shop, "),
    ("project: {chosen: public-api, importanc: half}", "project › importanc: Unexpected keyword argument"),
    ("project: {chosen: public-api, importance: huge}", "project › importance: Input should be 'half', 'normal', "),
    ("data: {chosen: hardly-any, importance: must-have}", "data › importance: Only “In a database of its own, with "),
    ("project: public-api\nproject: prototype", "is not valid YAML: the key “project” stands twice "),
    ("a: [", "is not valid YAML: while parsing "),
    ("- project", "holds no answers. Write “question: choice”, one a line."),
    ("[" * 100_000, "cannot be read: line 1: more than 20 levels inside each other"),
    ("a: &a [x]\nb: [*a, *a]", "cannot be read: line 1: “&” and “*” let one place stand for another"),
    ("- x\n" * 100_001, "cannot be read: line 99999: more than 100000 values"),
]


@pytest.fixture
def file(tmp_path):
    return tmp_path / "answers.yaml"


def test_it_prints_the_outcome_as_a_table_and_stores_nothing(edition, file, capsys):
    file.write_text("project: public-api\nback-office: no\napi-style: {chosen: openapi, importance: must-have}\n")
    call_command("recommend", file)
    headline, _, lead, _, head, rule, first, second, third, _, edition = capsys.readouterr().out.splitlines()
    assert headline.startswith("Use FastAPI.")
    assert lead.endswith("Flask and Django miss a must-have of yours.")
    assert head.split("  ")[0] == "rank"
    assert set(rule) == {"-", " "}
    assert first.split()[:2] == ["1", "FastAPI"]
    assert second.endswith("API tooling (OpenAPI) (at least 75, rated 30)")
    assert third.split()[:2] == ["3", "Django"]
    assert edition.startswith("Catalogue edition 1, ")
    assert not Evaluation.objects.exists()


def test_it_prints_the_document_of_the_api(edition, file, capsys, client):
    file.write_text("project: public-api\nknown: [flask, django]\n")
    call_command("recommend", file, json=True)
    answers = {"project": {"chosen": ["public-api"]}, "known": {"chosen": ["django", "flask"]}}
    response = client.post("/api/v1/recommend", {"answers": answers}, content_type="application/json")
    assert json.loads(capsys.readouterr().out) == response.json()


def test_it_compares_the_best_known_or_all(edition, catalogue, file, capsys):
    frameworks = tuple(replace(item, best_known=item.slug != "flask") for item in catalogue.frameworks)
    content = canonical_json(replace(catalogue, frameworks=frameworks))
    CatalogueState.objects.update(edition=Edition.objects.create(number=2, digest=digest(content), content=content))
    for arguments, is_compared in (({}, False), ({"all": True}, True)):
        file.write_text("project: public-api\n")
        call_command("recommend", file, **arguments)
        assert ("Flask" in capsys.readouterr().out) is is_compared
    file.write_text("known: [flask]\n")
    with pytest.raises(CommandError, match="“flask” is not among the choices of this question"):
        call_command("recommend", file)


def test_an_answer_can_be_written_short_or_long(edition, file, capsys):
    printed = []
    for text in (
        "known: [flask]",
        "known: flask",
        "known: {chosen: flask}",
        "known: {chosen: [flask], importance: normal}",
    ):
        file.write_text(text)
        call_command("recommend", file)
        printed.append(capsys.readouterr().out)
    assert set(printed) == {printed[0]}
    assert "Flask" in printed[0].splitlines()[0]


def test_without_answers_there_is_a_ranking_but_no_leader(edition, file, capsys):
    file.write_text("# nothing yet\n")
    call_command("recommend", file)
    assert "Your answers do not point to a framework yet." in capsys.readouterr().out


def test_every_fault_is_told_with_file_key_and_reason(edition, file):
    for text, reason in PROBLEMS:
        file.write_text(text)
        with pytest.raises(CommandError) as caught:
            call_command("recommend", file)
        assert str(caught.value).startswith(f"{file}: {reason}"), text
        assert caught.value.returncode == 1


def test_all_faults_are_told_at_once(edition, file):
    file.write_text("x: y\nproject: x\n")
    with pytest.raises(CommandError) as caught:
        call_command("recommend", file)
    assert len(str(caught.value).splitlines()) == 2


@pytest.mark.parametrize("content", [None, b"\xff\xfe"])
def test_a_file_that_cannot_be_read_is_named(edition, file, content):
    if content:
        file.write_bytes(content)
    with pytest.raises(CommandError, match=f"^{file}: cannot be read: "):
        call_command("recommend", file)


def test_without_a_catalogue_it_says_what_to_do(db, file):
    file.write_text("project: public-api\n")
    with pytest.raises(CommandError, match=r"The catalogue is empty\. Run “manage\.py prepare” first\."):
        call_command("recommend", file)


def test_columns_are_as_wide_as_their_widest_cell():
    assert table([("a", "b"), ("long", "c"), ("x", "")]) == "a     b\n----  -\nlong  c\nx"
