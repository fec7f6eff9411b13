"""Recomputing a result: what follows from its answers always agrees, and whatever is tampered with is told."""

import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from random import Random

import pytest

from advisor.exports.document import render_json
from advisor.report import report_on
from advisor.verification.findings import NotVerifiableError, Verification, document_in, verify
from recommender.editions.serialisation import canonical_json, sha256_of
from recommender.engine.interview import answer_problem, options
from recommender.engine.result.what_if import WhatIf, possible_must_haves
from recommender.engine.types import Answer, Answers, Catalogue, Importance
from recommender.models import Edition
from tests.answers import DJANGO_LEADS

MANY = 25
WHAT_IF = WhatIf(percents={"graphql": 300, "speed": 0}, dropped=("flask",))


def written(edition: Edition, answers: Answers, what_if: WhatIf | None = None, *, is_wide: bool = False) -> bytes:
    return render_json(report_on(edition, answers, what_if or WhatIf(), is_wide=is_wide)).encode()


def verified(edition: Edition, document: bytes) -> Verification:
    return verify(document_in(document), edition.content.encode())


def wrong(found: Verification) -> list[str]:
    return [finding.label for finding in found.findings if finding.agrees is False]


def anything(catalogue: Catalogue, random: Random) -> Answers:
    """Answers to any questions, also to such as are not asked, with any importance that is possible."""
    answers = {}
    for question in catalogue.questions:
        chosen = (random.choice(options(catalogue, question)).slug,) if random.random() < 0.8 else ()
        answer = Answer(chosen=chosen, importance=random.choice(list(Importance)))
        if answer_problem(catalogue, question, answer):
            answer = Answer(chosen=chosen)
        answers[question.slug] = answer
    return answers


def any_what_if(catalogue: Catalogue, answers: Answers, random: Random) -> WhatIf:
    demandable = [question.slug for question in possible_must_haves(catalogue, answers)]
    return WhatIf(
        percents={item.slug: random.randrange(0, 501) for item in random.sample(catalogue.criteria, 3)},
        dropped=tuple(item.slug for item in random.sample(catalogue.frameworks, random.randrange(2))),
        eased=tuple(slug for slug in demandable if random.random() < 0.3),
        demanded=tuple(slug for slug in demandable if random.random() < 0.3),
        added=random.choice([None, ()]),
    )


@pytest.mark.parametrize("seed", range(MANY))
def test_whatever_was_answered_and_tried_out_a_result_agrees_with_its_edition(edition, catalogue, seed):
    random = Random(seed)
    answers = anything(catalogue, random)
    what_if = any_what_if(catalogue, answers, random) if seed % 2 else WhatIf()
    found = verified(edition, written(edition, answers, what_if, is_wide=seed % 3 == 0))
    assert found.agrees, found
    assert len(found.findings) == 8
    assert all(finding.agrees for finding in found.findings)


def test_it_needs_no_database(db, edition, django_assert_num_queries):
    document, content = written(edition, DJANGO_LEADS), edition.content.encode()
    Edition.objects.update(content="{}", digest="0" * 64)
    with django_assert_num_queries(0):
        assert verify(document_in(document), content).agrees


def swap(document):
    standings = document["standings"]
    standings[0], standings[1] = standings[1], standings[0]


def tell_twice(*path: str) -> Callable[[dict], None]:
    """Put something forged before what is right: who reads on from the top sees it, a mapping keeps the last."""

    def change(document: dict) -> None:
        forged = deepcopy(document[path[0]][0])
        forged[path[1]] = {"rank": 9, "weight": 9, "importance": "half"}[path[1]]
        document[path[0]].insert(0, forged)

    return change


def set_at(*path: object, value: object) -> Callable[[dict], None]:
    def change(document: dict) -> None:
        place = document
        for key in path[:-1]:
            place = place[key]
        assert place[path[-1]] != value
        place[path[-1]] = value

    return change


def tampered() -> Iterator[tuple[str, Callable[[dict], None], str]]:
    yield "digest", set_at("edition", "digest", value="0" * 64), "Edition"
    yield "an exact score", set_at("standings", 0, "score", "exact", value="99"), "Scores"
    yield "a shown score", set_at("standings", 0, "score", "decimal", value=99.0), "Scores"
    yield "a rank", set_at("standings", 1, "rank", value=1), "Ranking"
    yield "the order", swap, "Ranking"
    yield "who leads", set_at("leaders", value=["flask"]), "Ranking"
    yield "a weight", set_at("criteria", 0, "weight", value=1), "Weights"
    yield "a rating", set_at("criteria", 0, "ratings", 0, "value", value=1), "Ratings"
    yield "a likely range", set_at("criteria", 0, "ratings", 0, "low", value=1), "Ratings"
    yield "how sure", set_at("certainty", "band", value="close"), "Certainty"
    yield "a tolerance", set_at("certainty", "tolerances", 0, "share", "exact", value="1/7"), "Certainty"
    yield "the key of a framework", set_at("standings", 0, "framework", value="flask"), "Names"
    yield "the name of a framework", set_at("standings", 0, "name", value="Flask"), "Names"
    yield "the key of a criterion", set_at("criteria", 0, "criterion", value="graphql"), "Names"
    yield "what was asked", set_at("answers", 0, "text", value="Which do you like best?"), "Names"
    yield "a place told twice", tell_twice("standings", "rank"), "Ranking"
    yield "a weight told twice", tell_twice("criteria", "weight"), "Weights"
    yield "an answer told twice", tell_twice("answers", "importance"), "Answers"
    yield "an importance", set_at("answers", 0, "importance", value="half"), "Weights"


@pytest.mark.parametrize(("change", "label"), [case[1:] for case in tampered()], ids=[case[0] for case in tampered()])
def test_what_was_tampered_with_is_told(edition, change, label):
    document = json.loads(written(edition, DJANGO_LEADS))
    change(document)
    found = verified(edition, json.dumps(document).encode())
    assert not found.agrees
    assert label in wrong(found)
    assert "does not agree" in found.summary


def test_another_answer_is_told_by_what_would_follow_from_it(edition, catalogue):
    document = json.loads(written(edition, DJANGO_LEADS))
    question = catalogue.question_of[document["answers"][0]["question"]]
    other = next(item for item in question.choices if item.slug != document["answers"][0]["chosen"][0]["slug"])
    document["answers"][0]["chosen"] = [{"slug": other.slug, "text": other.text}]
    assert {"Weights", "Scores"} <= set(wrong(verified(edition, json.dumps(document).encode())))


def test_an_answer_that_the_edition_does_not_allow_is_told_and_nothing_follows_from_it(edition):
    document = json.loads(written(edition, DJANGO_LEADS))
    document["answers"][0]["chosen"] = [{"slug": "nonsense", "text": "Nonsense"}]
    found = verified(edition, json.dumps(document).encode())
    assert wrong(found) == ["Answers"]
    assert "“nonsense” is not among the choices" in found.findings[-1].detail


def test_a_change_of_what_was_tried_out_is_told(edition):
    document = json.loads(written(edition, DJANGO_LEADS, WHAT_IF))
    document["what_if"]["percents"]["graphql"] = 100
    assert "Weights" in wrong(verified(edition, json.dumps(document).encode()))


@pytest.mark.parametrize("change", [lambda text: text + " ", lambda text: text.replace("80", "81"), lambda text: ""])
def test_an_edition_that_was_tampered_with_is_told_and_nothing_is_computed_from_it(edition, change):
    found = verify(document_in(written(edition, DJANGO_LEADS)), change(edition.content).encode())
    assert wrong(found) == ["Edition"]
    assert len(found.findings) == 1


def test_of_another_rule_certainty_is_not_compared(edition):
    document = json.loads(written(edition, DJANGO_LEADS))
    document["rule"] += 1
    document["certainty"]["band"] = "close"
    found = verified(edition, json.dumps(document).encode())
    assert found.agrees
    assert found.findings[-1].agrees is None
    assert "this release knows rule" in found.findings[-1].detail


def test_a_document_of_before_rule_and_candidates_were_told_can_still_be_verified(edition):
    document = json.loads(written(edition, DJANGO_LEADS))
    del document["rule"], document["candidates"], document["edition"]["url"]
    assert verified(edition, json.dumps(document).encode()).agrees


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"no JSON", "not JSON"),
        (b"\xff", "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b"[]", "no “schema_version”"),
        (b"{}", "no “schema_version”"),
        (b'{"schema_version": 1}', "schema version 1, and this release reads 2"),
        (b'{"schema_version": 2}', "not a result: title: Field required"),
    ],
)
def test_what_is_no_result_is_told_as_such(data, reason):
    with pytest.raises(NotVerifiableError, match=reason):
        document_in(data)


def with_edition(edition: Edition, content: str) -> tuple[bytes, bytes]:
    """A document that names an edition with this content, however little sense it makes."""
    document = json.loads(written(edition, DJANGO_LEADS))
    document["edition"]["digest"] = sha256_of(content.encode())
    return json.dumps(document).encode(), content.encode()


@pytest.mark.parametrize(
    ("content", "reason"),
    [("[]", "no catalogue"), ("{", "no catalogue"), ('{"format": 99}', "a newer release"), ("{}", "cannot be read")],
)
def test_an_edition_of_which_nothing_can_be_made_is_told_as_such(edition, content, reason):
    document, content = with_edition(edition, content)
    with pytest.raises(NotVerifiableError, match=reason):
        verify(document_in(document), content)


def test_an_edition_that_contradicts_itself_is_told_as_such(edition, catalogue):
    content = json.loads(canonical_json(catalogue))
    content["criteria"] = content["criteria"][:1]
    document, content = with_edition(edition, json.dumps(content))
    with pytest.raises(NotVerifiableError, match="contradicts itself"):
        verify(document_in(document), content)
