"""A value is made once, though threads want it at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest

from recommender.once import made_once


def test_threads_that_want_the_same_get_one_value_made_once():
    made, begin, others = [], Barrier(2), Event()

    @made_once(kept=2)
    def value(key):
        made.append(key)
        others.wait(0.1)  # time for the other thread to come in, were it let in
        return object()

    def want(_):
        begin.wait()
        return value("one")

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(want, range(2))
    assert first is second
    assert made == ["one"]


def test_so_many_are_kept_and_no_more():
    made = []
    value = made_once(kept=1)(lambda key: made.append(key) or key)
    assert [value(key) for key in (1, 1, 2, 1)] == [1, 1, 2, 1]
    assert made == [1, 2, 1]
    value.forget()
    assert (value(1), made) == (1, [1, 2, 1, 1])


def test_what_raises_is_not_kept_and_keeps_nobody_out():
    answers = [ZeroDivisionError, "at last"]

    @made_once(kept=1)
    def value(key):
        answer = answers.pop(0)
        if answer is ZeroDivisionError:
            raise answer
        return answer

    with pytest.raises(ZeroDivisionError):
        value(1)
    assert value(1) == "at last"
