"""What the questionnaire says of the open questions, and the short run that asks only what matters."""

from itertools import pairwise

import pytest

from tests.advisor.visitor import Visitor
from tests.answers import FLASK_LEADS
from tests.engine.brute_force import leaders
from tests.factories import chosen
from tests.pages import seen, text_of


@pytest.fixture
def in_a_hurry(client, edition) -> Visitor:
    return Visitor(client).start(short=True)


OFFER = "See the result now"


def test_nothing_is_said_of_open_questions_while_any_may_decide(visitor):
    assert OFFER not in text_of(visitor.client.get(visitor.address))
    visitor.answer("project", "public-api")
    page = text_of(visitor.client.get(visitor.question("pages")))
    assert OFFER not in page
    assert "change the winner" not in page


def test_that_only_an_emphasis_can_decide_is_said_with_the_offer_of_the_result(visitor):
    """Flask is 2·(4·60 - 30) + 4·60 = 660 behind; that it is known gives it 2·2·100 = 400, or 800 counting double."""
    visitor.answer("project", "public-api")
    visitor.answer("api-style", "openapi", "half")
    for question in ("pages", "data", "freedom", "lifetime"):
        visitor.skip(question)
    page = text_of(visitor.client.get(visitor.question("known")))
    assert "Only an answer that counts double or is a must-have could still change the winner." in page
    assert OFFER in page


def test_once_settled_a_question_offers_the_result_at_once(visitor):
    """Only what the team knows is open: it adds at most 4·2·100 to Flask, which is 4·(8·60 - 30) behind."""
    visitor.answer("project", "public-api", "double")
    visitor.answer("api-style", "openapi", "double")
    for question in ("pages", "data", "freedom", "lifetime"):
        visitor.skip(question)
    response = visitor.client.get(visitor.question("known"))
    assert [question.slug for question in response.context_data["open_questions"].open] == ["known"]
    assert "No remaining answer can change the winner." in text_of(response)
    assert OFFER in text_of(response)
    assert "No remaining answer can change the winner." in text_of(visitor.client.get(visitor.check))


def test_a_finished_list_of_answers_says_nothing_about_open_ones(visitor):
    address = visitor.address
    while address != visitor.check:
        address = visitor.client.post(address, {"skip": "yes"}).url
    assert "No remaining" not in text_of(visitor.client.get(visitor.check))


def test_a_short_run_asks_what_decides_most_and_ends_when_settled(in_a_hurry, catalogue):
    would_answer = FLASK_LEADS | {"lifetime": chosen("short"), "known": chosen("django")}
    address, asked = in_a_hurry.address, []
    while address != in_a_hurry.check:
        asked.append(address.split("/")[3])
        address = in_a_hurry.give(address, would_answer[asked[-1]]).url
    assert len(asked) < len(would_answer)
    assert asked != [question.slug for question in catalogue.questions][: len(asked)]
    assert leaders(catalogue, in_a_hurry.evaluation.answers) == leaders(catalogue, would_answer)
    assert "No remaining answer can change the winner." in text_of(in_a_hurry.client.get(in_a_hurry.check))
    assert in_a_hurry.client.get(in_a_hurry.finish()).status_code == 200


def test_a_short_run_says_that_it_is_one_and_leads_back_to_the_answers(in_a_hurry):
    first = seen(in_a_hurry.client.get(in_a_hurry.address))
    assert "Short run" in first.text
    assert in_a_hurry.press("back", in_a_hurry.address.split("/")[3]).url == "/"
    slug = in_a_hurry.address.split("/")[3]
    upcoming = in_a_hurry.skip(slug).url
    assert upcoming != in_a_hurry.address
    assert "Your answers" in text_of(in_a_hurry.client.get(upcoming))
    assert in_a_hurry.press("back", upcoming.split("/")[3]).url == in_a_hurry.check
    owners_page = seen(in_a_hurry.client.get(in_a_hurry.evaluation.owner_url()))
    assert [words[:5] for words, address in owners_page.links if address == upcoming] == ["Go on"]


def test_a_full_run_is_not_short(visitor):
    assert "Short run" not in text_of(visitor.client.get(visitor.address))
    assert not visitor.evaluation.is_short


@pytest.mark.parametrize("skips", [True, False])
def test_the_bar_of_a_short_run_only_grows(in_a_hurry, skips):
    would_answer = FLASK_LEADS | {"lifetime": chosen("short"), "known": chosen("django")}
    address, percents = in_a_hurry.address, []
    while address != in_a_hurry.check:
        page = in_a_hurry.client.get(address)
        percents.append(page.context_data["step"].percent)
        assert f'class="done" width="{percents[-1]}"' in page.content.decode()
        slug = address.split("/")[3]
        address = (in_a_hurry.skip(slug) if skips else in_a_hurry.give(address, would_answer[slug])).url
    assert len(percents) > 2
    assert percents[0] == 0
    assert all(earlier < later < 100 for earlier, later in pairwise(percents))


ORDER = "The order is unusual, because the short run asks first what decides most."


def test_a_short_run_says_at_its_start_why_its_order_is_unusual(in_a_hurry, visitor):
    assert ORDER in text_of(in_a_hurry.client.get(in_a_hurry.address))
    upcoming = in_a_hurry.skip(in_a_hurry.address.split("/")[3]).url
    assert ORDER not in text_of(in_a_hurry.client.get(upcoming))
    assert ORDER not in text_of(visitor.client.get(visitor.address))
