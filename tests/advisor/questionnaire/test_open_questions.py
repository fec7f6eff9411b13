"""What the questionnaire says of the open questions, and the short run that asks only what matters."""

import pytest

from recommender.engine.simulation.respondents import respondents
from tests.advisor.visitor import Visitor
from tests.engine.brute_force import leaders


@pytest.fixture
def in_a_hurry(client, edition) -> Visitor:
    return Visitor(client).start(short=True)


def text(visitor, address):
    return visitor.client.get(address).content.decode()


def test_a_question_says_how_many_open_ones_can_still_change_who_leads(visitor):
    assert "Nobody leads yet. 14 of 14 open questions can change that." in text(visitor, visitor.address)
    visitor.answer("project", "public-api")
    page = visitor.client.get(visitor.question("pages"))
    open_questions = page.context["open_questions"]
    assert not open_questions.is_settled
    assert (
        f"{len(open_questions.live)} of {len(open_questions.open)} open questions can still move the lead."
        in page.content.decode()
    )


def test_once_settled_a_question_offers_the_result_at_once(visitor):
    settled = {"project": "public-api", "pages": "none", "api-style": "openapi", "data": "other-store"}
    settled |= {
        "sign-in": "programs",
        "real-time": "no",
        "waiting": "mostly",
        "traffic": "very-busy",
        "known": ["fastapi"],
    }
    for question, choice in settled.items():
        assert visitor.answer(question, choice, "double").status_code == 302
    for question in ("freedom", "lifetime", "smallness"):
        visitor.skip(question)
    response = visitor.client.get(visitor.question("freedom"))
    page, count = response.content.decode(), len(response.context["open_questions"].open)
    assert f"Settled: FastAPI will stay in front, whatever you answer to the {count} open questions." in page
    assert f'action="{visitor.check}"' in page
    assert "See the result now" in page
    assert "Settled: FastAPI will stay in front" in text(visitor, visitor.check)


def test_a_finished_list_of_answers_says_nothing_about_open_ones(visitor):
    address = visitor.address
    while address != visitor.check:
        address = visitor.client.post(address, {"skip": "yes"}).url
    assert "open question" not in text(visitor, visitor.check)


def test_a_short_run_asks_what_decides_most_and_ends_when_settled(in_a_hurry, shipped):
    would_answer = next(respondents(shipped))
    address, asked = in_a_hurry.address, []
    while address != in_a_hurry.check:
        asked.append(address.split("/")[3])
        address = in_a_hurry.give(address, would_answer[asked[-1]]).url
    assert len(asked) < len(would_answer)
    assert asked != [question.slug for question in shipped.questions][: len(asked)]
    assert leaders(shipped, in_a_hurry.evaluation.answers) == leaders(shipped, would_answer)
    assert "Settled: " in text(in_a_hurry, in_a_hurry.check)
    assert in_a_hurry.client.get(in_a_hurry.finish()).status_code == 200


def test_a_short_run_says_that_it_is_one_and_leads_back_to_the_answers(in_a_hurry):
    first = text(in_a_hurry, in_a_hurry.address)
    assert "Short run" in first
    assert 'href="/">Back</a>' in first
    slug = in_a_hurry.address.split("/")[3]
    upcoming = in_a_hurry.skip(slug).url
    assert upcoming != in_a_hurry.address
    assert f'href="{in_a_hurry.check}">Your answers</a>' in text(in_a_hurry, upcoming)
    assert f'href="{upcoming}">Go on' in text(in_a_hurry, f"/advise/{in_a_hurry.edit_key}/")


def test_a_full_run_is_not_short(visitor):
    assert "Short run" not in text(visitor, visitor.address)
    assert not visitor.evaluation.is_short
