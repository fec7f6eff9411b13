"""What is stored of an edition stays readable, or is told to be unreadable: it never becomes another ranking."""

import json
from dataclasses import fields, is_dataclass
from typing import get_args, get_type_hints

import pytest
from django.test import Client

from advisor import evaluations
from advisor.models import Evaluation
from recommender.editions.serialisation import FORMAT, canonical_json, digest
from recommender.editions.stored import (
    TO_NEXT_FORMAT,
    DamagedEditionError,
    UnreadableEditionError,
    parsed,
    stored_catalogue,
)
from recommender.engine.types import Catalogue
from recommender.models import CatalogueState, Edition
from tests.factories import chosen, create_catalogue, create_choice, create_question

QUESTION = create_question("fast", (create_choice("yes", {"speed": 1}), create_choice("no")))
SMALL = create_catalogue(QUESTION, ratings={"alpha": {"speed": 80}, "beta": {"speed": 40}})
RATING = ("frameworks", 0, "ratings", 0)


def document() -> dict:
    return json.loads(canonical_json(SMALL))


def at(found, path):
    for step in path:
        found = found[step]
    return found


def stored(found: dict, number: int = 1) -> Edition:
    content = json.dumps(found)
    return Edition(number=number, content=content, digest=digest(content))


def test_an_edition_says_its_format_and_comes_back_equal():
    assert document()["format"] == FORMAT
    assert parsed(document()) == SMALL


def test_every_earlier_format_is_read():
    assert list(TO_NEXT_FORMAT) == list(range(1, FORMAT))


def test_the_first_format_has_no_number():
    earlier = document()
    del earlier["format"]
    assert parsed(earlier) == SMALL


def test_in_the_first_format_the_question_so_named_tells_what_is_built():
    about, other = create_question("project"), create_question("other")
    earlier = json.loads(canonical_json(create_catalogue(about, other, ratings={"alpha": {"speed": 80}})))
    del earlier["format"]
    for question in earlier["sections"][0]["questions"]:
        del question["describes_project"]
    assert [question.describes_project for question in parsed(earlier).questions] == [True, False]


@pytest.mark.parametrize("number", [FORMAT + 1, 99, 0, -1, "2", None, 1.5])
def test_another_format_is_refused_in_plain_words(number):
    with pytest.raises(UnreadableEditionError, match=r"^Edition 7 was made by a newer release"):
        stored_catalogue(stored(document() | {"format": number}, 7))


@pytest.mark.parametrize("path", [(), RATING, ("criteria", 0), ("sections", 0, "questions", 0, "choices", 0)])
def test_an_unknown_key_is_left_out(path):
    found = document()
    at(found, path)["colour"] = {"of": ["the", "sky"]}
    assert parsed(found) == SMALL


def test_a_missing_text_is_empty_and_a_missing_optional_value_has_its_default():
    found = document()
    del at(found, RATING)["rationale"]
    del at(found, ("frameworks", 0, "facts"))["licence"]
    del at(found, ("sections", 0, "questions", 0))["ask_if"]
    read = parsed(found)
    assert read.frameworks[0].ratings[0].rationale == ""
    assert read.frameworks[0].facts.licence == ""
    assert read.questions[0].ask_if == ()
    assert read.frameworks[0].value_of == SMALL.frameworks[0].value_of


@pytest.mark.parametrize(
    ("path", "key"),
    [(RATING, "value"), (RATING, "high"), (RATING, "criterion"), (("criteria", 0), "slug"), (("criteria", 0), "weight"),
     (("sections", 0, "questions", 0), "text"), ((), "criteria"), (("frameworks", 0), "facts")],
)  # fmt: skip
def test_what_is_counted_or_names_something_has_no_default(path, key):
    found = document()
    del at(found, path)[key]
    with pytest.raises(UnreadableEditionError, match=r"^Edition 1 cannot be read: .*" + key):
        stored_catalogue(stored(found))


def test_without_any_text_that_only_people_read_everything_is_ranked_alike():
    """Every key whose type is a text and that names nothing can be missing, wherever it is."""
    found = document()
    removed = list(without_texts(found, Catalogue))
    assert {"name", "definition", "summary", "rationale", "statement", "why", "title"} <= set(removed)
    assert [item.value_of for item in parsed(found).frameworks] == [item.value_of for item in SMALL.frameworks]


def without_texts(found, kind):
    hints = get_type_hints(kind)
    for field in fields(kind):
        [inner, *_] = (*get_args(hints[field.name]), None)
        if hints[field.name] is str and field.name not in {"slug", "key", "criterion", "text"}:
            del found[field.name]
            yield field.name
        elif is_dataclass(hints[field.name]):
            yield from without_texts(found[field.name], hints[field.name])
        elif is_dataclass(inner) and isinstance(found[field.name], list):
            for item in found[field.name]:
                yield from without_texts(item, inner)


def test_an_edition_whose_content_was_tampered_with_is_told():
    edition = stored(document())
    edition.content = edition.content.replace("80", "81")
    with pytest.raises(DamagedEditionError, match="Edition 1 is damaged"):
        stored_catalogue(edition)


def made_current(edition: Edition) -> Edition:
    edition.save()
    CatalogueState.objects.update_or_create(pk=CatalogueState.PRIMARY_KEY, defaults={"edition": edition})
    return edition


def tampered() -> Edition:
    edition = stored(document())
    edition.content = edition.content.replace("80", "81")
    return edition


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (tampered, "Edition 1 is damaged: its content is no longer what its digest was made of."),
        (lambda: stored(document() | {"format": 99}), "Edition 1 was made by a newer release of this site"),
        (lambda: stored({"format": FORMAT}), "Edition 1 cannot be read: "),
    ],
    ids=["damaged", "newer", "unreadable"],
)
def test_visitors_get_a_page_that_says_why_and_no_ranking(db, make, reason):
    made_current(make())
    response = Client().get("/frameworks/")
    assert response.status_code == 503
    assert reason in response.content.decode()
    assert "Alpha" not in response.content.decode()
    answer = Client().get("/api/v1/catalogue")
    assert (answer.status_code, answer["Content-Type"]) == (503, "application/problem+json")
    assert answer.json()["detail"].startswith(reason)


def test_a_result_of_an_edition_that_cannot_be_read_is_told_and_results_of_others_stay(db):
    edition = made_current(stored(document()))
    result = evaluations.create_finished(edition, {"fast": chosen("yes")}, title="Mine", note="")
    newer = made_current(stored(document() | {"format": 99}, 2))
    address = f"/r/{result.share_id}/"
    assert Client().get(address).status_code == 200, "what changed since is left out"
    assert Client().get("/").status_code == 503, "the current edition is the newer one"
    Evaluation.objects.update(edition=newer)
    response = Client().get(address)
    assert response.status_code == 503
    assert "Edition 2 was made by a newer release" in response.content.decode()
