"""What the result page says, word by word."""

from dataclasses import replace

import pytest

from advisor.templatetags.formats import missed_linked
from advisor.words.verdict import headline, missed, surety
from recommender.engine.contributions import Contributions
from recommender.engine.result.certainty import certainty
from recommender.engine.result.sensitivity import sensitivity
from recommender.engine.scoring import recommend
from recommender.engine.types import Familiarity, Importance
from tests.advisor.words import said as words
from tests.factories import (
    chosen,
    create_add_on,
    create_catalogue,
    create_choice,
    create_question,
    create_rating,
    with_framework,
)

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
        ({"speed": 40, "size": 62}, "Probably Alpha."),
        ({"speed": 40, "size": 45}, "Use Alpha."),
        ({"speed": 40, "size": 110}, "A close call: Alpha or Beta."),
        ({"speed": 80, "size": 2}, "Alpha and Beta fit equally well."),
    ],
)
def test_the_headline_follows_the_certainty(beta, title):
    assert said({"alpha": {"speed": 80, "size": 2}, "beta": beta})[0].title == title


def test_a_close_call_says_whom_to_choose_for_what():
    lead = said({"alpha": {"speed": 80, "size": 0}, "beta": {"speed": 40, "size": 100}})[0].lead
    assert (
        lead
        == "Choose Alpha if you value speed, Beta if you value size. Alpha scores 60.0 of 100, ahead of Beta (55.0)."
    )


def test_a_close_call_names_everyone_up_to_the_last_close_rival_in_the_order_of_the_ranking():
    """Beta is close by no weight but has more points than gamma, which is close by its tolerance, 40 of 440."""
    ratings = {"alpha": {"speed": 80, "size": 0}, "beta": {"speed": 74, "size": 0}, "gamma": {"speed": 40, "size": 100}}
    found = said(ratings)[0]
    assert found.title == "A close call: Alpha, Beta or Gamma."
    assert found.lead.startswith("Choose Alpha if you value speed, Gamma if you value size. Alpha scores 60.0 of 100")


def test_a_shared_lead_with_a_close_rival_is_a_close_call():
    twins = {"alpha": {"speed": 80, "size": 0}, "beta": {"speed": 80, "size": 0}}
    found = said(twins | {"gamma": {"speed": 40, "size": 110}})[0]
    assert found.title == "A close call: Alpha, Beta or Gamma."


def test_without_a_strength_of_each_there_is_no_advice():
    close = said(
        {"alpha": {"speed": 80, "size": 0}, "beta": {"speed": 80, "size": 0}, "gamma": {"speed": 1, "size": 0}}
    )
    assert "Choose" not in close[0].lead


def test_the_weights_in_words():
    def firm(beta, answers=ANSWERS, alpha_size=0):
        return said({"alpha": {"speed": 80, "size": alpha_size}, "beta": beta}, answers)[1]

    assert firm({"speed": 40, "size": 45}) == (
        "Firm: Beta would catch up only if our weights were badly wrong (by about 45\u00a0%), all in its favor."
    )
    assert firm({"speed": 40, "size": 60}) == (
        "Beta would catch up only if our weights were badly wrong (by about 33\u00a0%), all in its favor. "
        "One step more or less of the importance of an answer changes the winner, so it is not clear."
    )
    assert firm({"speed": 40, "size": 80}) == (
        "Beta would catch up if our weights were somewhat wrong (by about 20\u00a0%), all in its favor."
    )
    assert firm({"speed": 40, "size": 110}) == (
        "Beta would catch up if our weights were only slightly wrong (by about 4\u00a0%), all in its favor."
    )
    assert firm({"speed": 40, "size": 0}, alpha_size=1) == (
        "Alpha is rated at least as well as any other that meets your must-haves on all that counts: "
        "no weights change the winner."
    )
    assert firm({"speed": 80, "size": 0}) == ("Alpha and Beta are rated the same on everything that counts for you.")
    assert firm({"speed": 60, "size": 60}) == (
        "Alpha and Beta are level: the least change of a weight tips it either way."
    )
    must_have = ANSWERS | {"fast": chosen("yes", importance=Importance.MUST_HAVE)}
    assert firm({"speed": 40, "size": 60}, must_have) == (
        "No other weights bring another framework in front, as the others miss a must-have."
    )


def test_a_must_have_that_a_rating_might_meet_within_its_range_is_said():
    """Beta is rated 68, from 60 to 76, of the 75 required; gamma cannot reach them."""
    ratings = {"alpha": {"speed": 80}, "beta": {"speed": 68}, "gamma": {"speed": 40}}
    catalogue = create_catalogue(FAST, ratings=ratings)
    beta = replace(catalogue.framework_of["beta"], ratings=(create_rating("speed", 68, low=60, high=76),))
    answers = {"fast": chosen("yes", importance=Importance.MUST_HAVE)}
    contributions = Contributions(with_framework(catalogue, beta))
    outcome = recommend(contributions.catalogue, answers)
    assert surety(outcome, certainty(outcome, sensitivity(contributions, answers))) == (
        "No other weights bring another framework in front, as the others miss a must-have. "
        "Beta misses “Is it fast?” by 7 points, within the likely range of its rating."
    )


def test_the_nearest_rival_by_weights_need_not_be_the_second():
    """Leads 40 and -45 on weights 6 and 2 for beta: 150 of 330. Gamma lags by 19 on speed, and by nothing else: 1."""
    ratings = {
        "alpha": {"speed": 80, "size": 0},
        "gamma": {"speed": 61, "size": 0},
        "beta": {"speed": 40, "size": 45},
    }
    assert said(ratings)[1].startswith("Firm: Beta would catch up only if our weights were badly wrong (by about 45")


def test_no_lead_in_words():
    nobody, nothing = said({"alpha": {"speed": 1, "size": 1}, "beta": {"speed": 2, "size": 1}}, {})
    assert nobody.title == "Your answers do not point to a framework yet."
    assert nothing == ""
    clear, found = said({"alpha": {"speed": 90, "size": 1}, "beta": {"speed": 2, "size": 1}}, {"fast": chosen("yes")})
    assert clear.title == "Use Alpha."
    assert found.startswith("Alpha is rated at least as well")


def test_all_missing_a_must_have_in_words():
    must_have = {"fast": chosen("yes", importance=Importance.MUST_HAVE)}
    title, found = said({"alpha": {"speed": 70, "size": 0}, "beta": {"speed": 40, "size": 60}}, must_have)
    assert title.title == "No framework meets all your must-haves."
    assert title.lead == "Alpha would win if “Is it fast?” were optional."
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


def test_several_that_would_win_without_a_must_have_would_share_the_lead():
    must_have = {"fast": chosen("yes", importance=Importance.MUST_HAVE)}
    found = said({"alpha": {"speed": 70, "size": 0}, "beta": {"speed": 70, "size": 60}}, must_have)[0]
    assert found.lead == "Alpha and Beta would share the lead if “Is it fast?” were optional."


def test_a_missed_must_have_in_words():
    must_have = {"fast": chosen("yes", importance=Importance.MUST_HAVE)}
    catalogue = create_catalogue(FAST, ratings={"alpha": {"speed": 70}, "beta": {"speed": 40}})
    alpha = replace(catalogue.frameworks[0], ratings=(create_rating("speed", 70, low=60, high=80),))
    (high, low) = recommend(with_framework(catalogue, alpha), must_have).standings
    assert missed(low.missed[0], low.framework) == "“Is it fast?” requires at least 75 for Speed, missed by 35 points"
    assert missed(high.missed[0], high.framework) == (
        "“Is it fast?” requires at least 75 for Speed, missed by 5 points, within the likely range of its rating"
    )
    (nearly,) = recommend(create_catalogue(FAST, ratings={"alpha": {"speed": 74}}), must_have).standings
    assert missed(nearly.missed[0], nearly.framework).endswith("missed by 1 point")


def test_a_must_have_missed_even_with_an_add_on_names_it():
    must_have = {"fast": chosen("yes", importance=Importance.MUST_HAVE)}
    catalogue = create_catalogue(FAST, ratings={"alpha": {"speed": 20}})
    alpha = replace(
        catalogue.frameworks[0], add_ons=(create_add_on("small", {"speed": 60}), create_add_on("big", {"speed": 70}))
    )
    (standing,) = recommend(with_framework(catalogue, alpha), must_have).standings
    clause = "“Is it fast?” requires at least 75 for Speed, missed by 5 points even with Big"
    assert missed(standing.missed[0], standing.framework) == clause


def test_a_missed_must_have_links_to_its_criterion_and_stays_text():
    sly = replace(FAST, text="<b>Fast?</b> {miss.high}")
    must_have = {"fast": chosen("yes", importance=Importance.MUST_HAVE)}
    (standing,) = recommend(create_catalogue(sly, ratings={"alpha": {"speed": 70}}), must_have).standings
    assert missed_linked(standing.missed[0], standing.framework) == (
        "“&lt;b&gt;Fast?&lt;/b&gt; {miss.high}” requires at least 75 for "
        '<a href="/criteria/speed/">Speed</a>, missed by 5 points'
    )
