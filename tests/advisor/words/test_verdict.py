"""What the result page says, word by word."""

from dataclasses import replace

import pytest

from advisor.templatetags.formats import missed_linked
from advisor.words.verdict import headline, missed, outlook
from recommender.engine.contributions import Contributions
from recommender.engine.result.certainty import certainty
from recommender.engine.result.open_questions import open_questions
from recommender.engine.result.sensitivity import Sensitivity, sensitivity
from recommender.engine.scoring import recommend
from recommender.engine.types import Familiarity, Importance
from tests.advisor.words import said as words
from tests.factories import chosen, create_catalogue, create_choice, create_question, create_rating, with_framework

FAST = create_question("fast", (create_choice("yes", {"speed": 3}, {"speed": 75}), create_choice("no")))
SMALL = create_question("small", (create_choice("yes", {"size": 1}), create_choice("no")))
KNOWN = create_question("known", familiarity=Familiarity(criterion="familiarity", points=1))
ANSWERS = {"fast": chosen("yes"), "small": chosen("yes")}


def said(ratings, answers=ANSWERS):
    """The headline, and how sure it is."""
    found = words.said(FAST, SMALL, ratings=ratings, answers=answers)
    return found.headline, found.surety


@pytest.mark.parametrize(
    ("beta", "title"),
    [
        ({"speed": 40, "size": 60}, "Alpha fits best, but changing one answer could change that."),
        ({"speed": 40, "size": 95}, "Too close to call: Alpha or Beta."),
        ({"speed": 80, "size": 2}, "Alpha and Beta fit equally well."),
    ],
)
def test_the_headline_follows_the_certainty(beta, title):
    assert said({"alpha": {"speed": 80, "size": 2}, "beta": beta})[0].title == title


@pytest.mark.parametrize(
    ("beta_size", "title"),
    [(60, "Alpha fits best, and it is not close."), (95, "Alpha fits best, but not by much.")],
)
def test_the_headline_when_no_other_answer_changes_the_lead(beta_size, title):
    ratings = {"alpha": {"speed": 80, "size": 0}, "beta": {"speed": 40, "size": beta_size}}
    outcome = recommend(create_catalogue(FAST, SMALL, ratings=ratings), ANSWERS)
    assert headline(outcome, certainty(outcome, Sensitivity(("alpha",), ()))).title == title


def test_the_weights_in_words():
    def surety(beta, answers=ANSWERS, alpha_size=0):
        return said({"alpha": {"speed": 80, "size": alpha_size}, "beta": beta}, answers)[1]

    assert surety({"speed": 40, "size": 60}) == (
        "All weights could be off by 33.3\u00a0% at once, in the worst way, before Beta drew level with Alpha. "
        "Because one small change of an answer changes who leads, it counts as “leaning” instead of “clear”."
    )
    assert surety({"speed": 40, "size": 0}, alpha_size=1) == (
        "Alpha is rated at least as well as any other that meets your must-haves on all that counts: "
        "no weights change who leads."
    )
    assert surety({"speed": 80, "size": 0}) == ("Alpha and Beta are rated the same on everything that counts for you.")
    assert surety({"speed": 60, "size": 60}) == (
        "Alpha and Beta are level: the least change of a weight can tip it either way."
    )
    must_have = ANSWERS | {"fast": chosen("yes", importance=Importance.MUST_HAVE)}
    assert surety({"speed": 40, "size": 60}, must_have).startswith(
        "The others miss a must-have, so no change of weights could bring another framework in front. Because"
    )


def test_the_nearest_rival_by_weights_need_not_be_the_second():
    """Leads 40 and -60 on weights 6 and 2 for beta: 120 of 360. Gamma lags by 20 on speed, and by nothing else: 1."""
    ratings = {
        "alpha": {"speed": 80, "size": 0},
        "gamma": {"speed": 61, "size": 0},
        "beta": {"speed": 40, "size": 60},
    }
    assert said(ratings)[1].startswith(
        "All weights could be off by 33.3\u00a0% at once, in the worst way, "
        "before Beta, by this measure the nearest, drew level with Alpha."
    )


def test_no_lead_in_words():
    nobody, nothing = said({"alpha": {"speed": 1, "size": 1}, "beta": {"speed": 2, "size": 1}}, {})
    assert nobody.title == "Your answers do not point to a framework yet."
    assert nothing == ""
    clear, found = said({"alpha": {"speed": 90, "size": 1}, "beta": {"speed": 2, "size": 1}}, {"fast": chosen("yes")})
    assert clear.title == "Alpha fits best, and it is not close."
    assert found.startswith("Alpha is rated at least as well")


def test_all_missing_a_must_have_in_words():
    must_have = {"fast": chosen("yes", importance=Importance.MUST_HAVE)}
    title, found = said({"alpha": {"speed": 70, "size": 0}, "beta": {"speed": 40, "size": 60}}, must_have)
    assert title.title == "No framework meets all your must-haves."
    assert title.lead == "If “Is it fast?” were no must-have, Alpha would fit best."
    assert found.startswith("Must-haves aside, Alpha is rated at least as well as any other on all that counts")


def test_scores_that_look_the_same_say_so():
    lead = said({"alpha": {"speed": 80, "size": 0}, "beta": {"speed": 80, "size": 0}, "gamma": {"speed": 1, "size": 0}})
    assert lead[0].title == "Alpha and Beta fit equally well."
    large = create_question("large", (create_choice("yes", {"speed": 1000, "size": 1}), create_choice("no")))
    catalogue = create_catalogue(large, ratings={"alpha": {"speed": 80, "size": 9}, "beta": {"speed": 80, "size": 8}})
    answers = {"large": chosen("yes")}
    outcome = recommend(catalogue, answers)
    said_so = headline(outcome, certainty(outcome, sensitivity(Contributions(catalogue), answers))).lead
    assert said_so == "Alpha scores 79.9 of 100, ahead of Beta (79.9, less than 0.1 behind)."


def outlook_after(answers, ratings=None, *questions):
    ratings = ratings or {"alpha": {"speed": 80, "size": 20}, "beta": {"speed": 40, "size": 90}}
    catalogue = create_catalogue(*(questions or (FAST, SMALL)), ratings=ratings)
    return outlook(recommend(catalogue, answers), open_questions(Contributions(catalogue), answers))


def test_what_open_questions_can_do_in_words():
    idle = create_question("idle", (create_choice("yes"), create_choice("no")))
    level = {"alpha": {"speed": 80, "size": 20}, "beta": {"speed": 80, "size": 20}}
    assert outlook_after({}) == "Nobody leads yet. 2 of 2 open questions can change that."
    assert outlook_after({"small": chosen("yes")}) == "1 of 1 open question can still move the lead."
    fast = {"fast": chosen("yes", importance=Importance.DOUBLE)}
    assert outlook_after(fast) == (
        "Settled: Alpha will stay in front, whatever you answer to the open question. "
        "Only by how much can still change."
    )
    assert outlook_after(fast, level).startswith("Settled: Alpha and Beta will share the lead, whatever you answer")
    assert outlook_after({}, None, idle) == "No open question makes a difference between the frameworks."
    assert outlook_after(ANSWERS) == ""


def test_a_missed_must_have_in_words():
    must_have = {"fast": chosen("yes", importance=Importance.MUST_HAVE)}
    catalogue = create_catalogue(FAST, ratings={"alpha": {"speed": 70}, "beta": {"speed": 40}})
    alpha = replace(catalogue.frameworks[0], ratings=(create_rating("speed", 70, low=60, high=80),))
    (high, low) = recommend(with_framework(catalogue, alpha), must_have).standings
    assert missed(low.missed[0]) == "“Is it fast?” asks for Speed of at least 75, which is rated 40"
    assert missed(high.missed[0]) == (
        "“Is it fast?” asks for Speed of at least 75, which is rated 70, plausibly as much as 80"
    )


def test_a_missed_must_have_links_to_its_criterion_and_stays_text():
    sly = replace(FAST, text="<b>Fast?</b> {miss.high}")
    must_have = {"fast": chosen("yes", importance=Importance.MUST_HAVE)}
    (miss,) = recommend(create_catalogue(sly, ratings={"alpha": {"speed": 70}}), must_have).standings[0].missed
    assert missed_linked(miss) == (
        "“&lt;b&gt;Fast?&lt;/b&gt; {miss.high}” asks for "
        '<a href="/criteria/speed/">Speed</a> of at least 75, which is rated 70'
    )
