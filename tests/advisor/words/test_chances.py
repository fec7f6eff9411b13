"""How often each came first, as a hundred dots."""

from hypothesis import given
from hypothesis import strategies as st

from advisor.words.chances import hundred
from tests.advisor.words.said import said
from tests.factories import chosen, create_choice, create_question

FAST = create_question("fast", (create_choice("yes", {"speed": 1}), create_choice("no")))
shares = st.lists(st.floats(min_value=0, max_value=1), min_size=1, max_size=12).filter(lambda found: sum(found) > 0.01)


@given(shares)
def test_a_hundred_dots_however_the_draws_went(found):
    counts = hundred(found)
    assert sum(counts) == 100
    assert all(abs(count - 100 * share / sum(found)) <= 1 for count, share in zip(counts, found, strict=True))
    assert all(count >= 0 for count in counts)


def test_shares_worked_by_hand():
    assert hundred([0.664, 0.332, 0.004]) == [67, 33, 0]
    assert hundred([1.0, 1.0]) == [50, 50], "a tie in every draw counts for both"


def test_the_sentence_and_the_dots_of_a_sure_lead():
    found = said(FAST, ratings={"alpha": {"speed": 80}, "beta": {"speed": 10}}, answers={"fast": chosen("yes")}).chances
    assert found.sentence == ("We varied weights and ratings slightly, 10,000 times. Alpha came first in 100\u00a0%.")
    (alpha,) = found.shown
    assert (alpha.framework.slug, len(alpha.dots)) == ("alpha", 100)
    assert len({(dot.x, dot.y) for dot in alpha.dots}) == 100
