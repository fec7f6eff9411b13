"""What it costs to move an application that is there already."""

from dataclasses import replace

from advisor.words.moving import built_with, move_to
from recommender.engine.scoring import recommend
from recommender.engine.types import Familiarity
from tests.factories import chosen, create_catalogue, create_question, yes_or_no

BUILT = create_question("built", familiarity=Familiarity(criterion="existing", points=1, is_built_with=True))
KNOWN = create_question("known", familiarity=Familiarity(criterion="familiarity", points=1))
CATALOGUE = create_catalogue(yes_or_no("fast", "speed", 1), BUILT, KNOWN)
ALPHA, BETA = CATALOGUE.frameworks


def outcome(**answers):
    return recommend(CATALOGUE, answers)


def test_a_move_says_from_where_and_what_it_means():
    found = outcome(built=chosen("beta"))
    assert (
        move_to(found, ALPHA) == "Your application is built with Beta. Moving an application to Alpha means some work."
    )


def test_staying_is_said_to_be_counted():
    stay = "Your application is built with Alpha already. That it can stay is counted in the score."
    assert move_to(outcome(built=chosen("alpha")), ALPHA) == stay
    assert move_to(outcome(built=chosen("alpha", "beta")), ALPHA) == stay


def test_without_an_application_nothing_moves():
    for answers in ({}, {"built": chosen()}, {"built": chosen("none")}, {"known": chosen("beta")}):
        assert built_with(outcome(**answers)) == ()
        assert move_to(outcome(**answers), ALPHA) == ""


def test_an_edition_that_says_nothing_of_moves_says_only_from_where():
    earlier = replace(ALPHA, moving_here="")
    assert move_to(outcome(built=chosen("beta")), earlier) == "Your application is built with Beta."
