"""Differences between documents of plain data, whatever they are about."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recommender.engine.versions.diff import Difference, WordRun, changed_words, plain_differences, removed


def found(before, after):
    return list(plain_differences(before, after))


def test_equal_documents_have_no_difference():
    assert found({"a": [1]}, {"a": [1]}) == []


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ({"a": 1}, {"a": 2}, [Difference(("a",), 1, 2)]),
        ({"a": {"b": {"c": True}}}, {"a": {"b": {"c": False}}}, [Difference(("a", "b", "c"), True, False)]),
        ({"a": 1}, {"b": 1}, [Difference(("a",), 1, None), Difference(("b",), None, 1)]),
        ({"a": {"b": 1}}, {"a": None}, [Difference(("a",), {"b": 1}, None)]),
        ({"a": ["x", "y"]}, {"a": ["y", "x"]}, [Difference(("a",), ["x", "y"], ["y", "x"])]),
        ({"a": []}, {"a": ["y"]}, [Difference(("a",), [], ["y"])]),
        ({"a": [{"slug": "x", "n": 1}]}, {"a": [{"slug": "x", "n": 2}]}, [Difference(("a", "x", "n"), 1, 2)]),
        ({"a": []}, {"a": [{"slug": "x"}]}, [Difference(("a", "x"), None, {"slug": "x"})]),
        ({"a": [{"n": 1}]}, {"a": [{"n": 2}]}, [Difference(("a",), [{"n": 1}], [{"n": 2}])]),
    ],
    ids=["value", "deep", "other key", "nothing", "texts", "no texts", "named item", "new item", "unnamed items"],
)
def test_a_difference_has_the_keys_to_it(before, after, expected):
    assert found(before, after) == expected


@pytest.mark.parametrize(
    ("item", "name"),
    [
        ({"slug": "a", "key": "b", "text": "c", "criterion": "d"}, "a"),
        ({"key": "b", "criterion": "d"}, "b"),
        ({"text": "c", "criterion": "d"}, "c"),
        ({"criterion": "d"}, "d"),
    ],
)
def test_items_are_known_by_what_names_them(item, name):
    assert found({"x": [item | {"n": 1}]}, {"x": [item | {"n": 2}]}) == [Difference(("x", name, "n"), 1, 2)]


def items(*slugs):
    return [{"slug": slug} for slug in slugs]


def test_the_order_of_those_that_stay_is_a_difference_after_what_comes_and_goes():
    assert found({"list": items("a", "b", "c")}, {"list": items("c", "d", "a")}) == [
        Difference(("list", "b"), {"slug": "b"}, None),
        Difference(("list", "d"), None, {"slug": "d"}),
        Difference(("list",), ["a", "c"], ["c", "a"], is_order=True),
    ]


@pytest.mark.parametrize("name", ["frameworks", "ratings", "evidence"])
def test_the_order_of_some_lists_says_nothing(name):
    assert found({name: items("a", "b")}, {name: items("b", "a")}) == []


def test_with_what_is_removed_goes_all_that_is_in_it():
    before = {"list": [{"slug": "a", "parts": [{"key": "p", "n": 1}]}, {"slug": "b", "n": 1}]}
    after = {"list": [{"slug": "b", "n": 2}]}
    assert list(removed(plain_differences(before, after))) == [
        (("list", "a"), before["list"][0]),
        (("list", "a", "slug"), "a"),
        (("list", "a", "parts"), [{"key": "p", "n": 1}]),
        (("list", "a", "parts", "p"), {"key": "p", "n": 1}),
        (("list", "a", "parts", "p", "key"), "p"),
        (("list", "a", "parts", "p", "n"), 1),
    ]


@pytest.mark.parametrize(
    ("before", "after", "gone", "come"),
    [
        ("10", "25", [("10", True)], [("25", True)]),
        ("", "new", [], [("new", True)]),
        ("same", "same", [("same", False)], [("same", False)]),
        (
            "It is fast, and small.", "It is slow, and very small.",
            [("It is ", False), ("fast", True), (", and ", False), ("small.", False)],
            [("It is ", False), ("slow", True), (", and ", False), ("very ", True), ("small.", False)],
        ),
    ],
    ids=["all", "from nothing", "nothing", "words"],
)  # fmt: skip
def test_changed_words_are_marked(before, after, gone, come):
    marked = changed_words(before, after)
    assert marked == tuple(tuple(WordRun(*run) for run in runs) for runs in (gone, come))


def test_of_two_long_texts_all_is_marked_at_once():
    """To compare their words would take minutes."""
    before, after = "a b " * 2000, "b a c " * 2000
    assert changed_words(before, after) == ((WordRun(before, True),), (WordRun(after, True),))
    assert changed_words(before, before) == ((WordRun(before, False),),) * 2


@given(st.text(), st.text())
def test_marked_words_join_up_to_the_texts(before, after):
    gone, come = changed_words(before, after)
    assert ("".join(run.text for run in gone), "".join(run.text for run in come)) == (before, after)
    assert [run.text for run in gone if not run.is_changed] == [run.text for run in come if not run.is_changed]
