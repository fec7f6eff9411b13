"""What is said of the open questions of a run."""

from advisor.words.outlook import outlook
from recommender.engine.contributions import Contributions
from recommender.engine.result.open_questions import open_questions
from recommender.engine.scoring import recommend
from recommender.engine.types import Importance
from tests.factories import chosen, create_catalogue, create_choice, create_question, yes_or_no

FAST, SMALL = yes_or_no("fast", "speed", 3), yes_or_no("small", "size", 1)
IDLE = create_question("idle", (create_choice("yes"), create_choice("no")))
RATINGS = {"alpha": {"speed": 80, "size": 20}, "beta": {"speed": 40, "size": 90}}
LEVEL = {"alpha": {"speed": 80, "size": 20}, "beta": {"speed": 80, "size": 20}}


def outlook_after(answers, *questions, ratings=RATINGS):
    contributions = Contributions(create_catalogue(*(questions or (FAST, SMALL)), ratings=ratings))
    return outlook(recommend(contributions.catalogue, answers), open_questions(contributions, answers))


def test_nothing_is_said_while_any_answer_may_decide():
    assert outlook_after({}) == ""
    assert outlook_after({"small": chosen("yes")}) == ""


def test_that_only_an_emphasis_can_change_the_winner_is_said():
    """“fast” gives alpha 6 x 40 = 240; “small” can give beta 2 x 70 = 140, and 280 if it counts double."""
    assert outlook_after({"fast": chosen("yes")}) == (
        "Only an answer that counts double or is a must-have could still change the winner."
    )


def test_that_nothing_can_change_the_winner_is_said():
    fast = {"fast": chosen("yes", importance=Importance.DOUBLE)}
    assert outlook_after(fast) == "No remaining answer can change the winner."
    assert outlook_after(fast, ratings=LEVEL) == "No remaining answer can change who shares first place."


def test_questions_that_tell_nobody_apart_are_told():
    assert outlook_after({}, IDLE) == "No remaining question tells the frameworks apart."


def test_nothing_is_said_when_no_question_is_open():
    assert outlook_after({"fast": chosen("yes"), "small": chosen("yes")}) == ""
