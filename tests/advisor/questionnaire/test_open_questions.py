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


AN_API = {
    "project": "public-api",
    "pages": "none",
    "api-style": "openapi",
    "data": "other-store",
    "sign-in": "programs",
    "real-time": "no",
    "waiting": "mostly",
}
OFFER = "See the result now"


def test_nothing_is_said_of_open_questions_while_any_may_decide(visitor):
    assert OFFER not in text(visitor, visitor.address)
    visitor.answer("project", "public-api")
    page = text(visitor, visitor.question("pages"))
    assert OFFER not in page
    assert "change the winner" not in page


def test_that_only_an_emphasis_can_decide_is_said_with_the_offer_of_the_result(visitor):
    for question, choice in AN_API.items():
        page = text(visitor, visitor.answer(question, choice).url)
    assert "Only an answer that counts double or is a must-have could still change the winner." in page
    assert OFFER in page


def test_once_settled_a_question_offers_the_result_at_once(visitor):
    settled = AN_API | {"traffic": "very-busy", "known": ["fastapi"]}
    for question, choice in settled.items():
        assert visitor.answer(question, choice, "double").status_code == 302
    for question in ("freedom", "lifetime", "smallness"):
        visitor.skip(question)
    response = visitor.client.get(visitor.question("freedom"))
    assert response.context["open_questions"].open
    assert "No remaining answer can change the winner." in response.content.decode()
    assert OFFER in response.content.decode()
    assert "No remaining answer can change the winner." in text(visitor, visitor.check)


def test_a_finished_list_of_answers_says_nothing_about_open_ones(visitor):
    address = visitor.address
    while address != visitor.check:
        address = visitor.client.post(address, {"skip": "yes"}).url
    assert "No remaining" not in text(visitor, visitor.check)


def test_a_short_run_asks_what_decides_most_and_ends_when_settled(in_a_hurry, shipped):
    would_answer = next(respondents(shipped))
    address, asked = in_a_hurry.address, []
    while address != in_a_hurry.check:
        asked.append(address.split("/")[3])
        address = in_a_hurry.give(address, would_answer[asked[-1]]).url
    assert len(asked) < len(would_answer)
    assert asked != [question.slug for question in shipped.questions][: len(asked)]
    assert leaders(shipped, in_a_hurry.evaluation.answers) == leaders(shipped, would_answer)
    assert "No remaining answer can change the winner." in text(in_a_hurry, in_a_hurry.check)
    assert in_a_hurry.client.get(in_a_hurry.finish()).status_code == 200


def test_a_short_run_says_that_it_is_one_and_leads_back_to_the_answers(in_a_hurry):
    first = text(in_a_hurry, in_a_hurry.address)
    assert "Short run" in first
    assert ">Back</button>" in first
    assert in_a_hurry.press("back", in_a_hurry.address.split("/")[3]).url == "/"
    slug = in_a_hurry.address.split("/")[3]
    upcoming = in_a_hurry.skip(slug).url
    assert upcoming != in_a_hurry.address
    assert ">Your answers</button>" in text(in_a_hurry, upcoming)
    assert in_a_hurry.press("back", upcoming.split("/")[3]).url == in_a_hurry.check
    assert f'href="{upcoming}">Go on' in text(in_a_hurry, f"/advise/{in_a_hurry.edit_key}/")


def test_a_full_run_is_not_short(visitor):
    assert "Short run" not in text(visitor, visitor.address)
    assert not visitor.evaluation.is_short
