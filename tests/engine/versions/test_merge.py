"""Two versions of a document in one: what either changed is taken, and what both changed is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recommender.engine.versions.diff import identity, parts_by_key, plain_differences
from recommender.engine.versions.merge import Conflict, merge

texts = st.sampled_from(["", "one", "two"])
numbers = st.integers(0, 2)
slugs = st.sampled_from(["a", "b", "c"])


def lists_of(**fields):
    """Lists of named items, in any order."""
    return st.lists(st.fixed_dictionaries(fields), max_size=3, unique_by=identity)


documents = st.fixed_dictionaries(
    {
        "ratings": lists_of(criterion=slugs, value=numbers, rationale=texts),
        "questions": lists_of(
            slug=slugs,
            text=texts,
            familiarity=st.none() | st.fixed_dictionaries({"criterion": slugs}),
            choices=lists_of(slug=slugs, effects=st.dictionaries(slugs, numbers, max_size=2)),
        ),
        "items": st.lists(texts, max_size=2),
    }
)


def same(one, other):
    """Equal but for the order of lists in which it says nothing."""
    return not list(plain_differences(one, other))


def sorted_lists(data):
    """The document with its lists of named items sorted, to compare it whatever their order."""
    if isinstance(data, dict):
        return {key: sorted_lists(part) for key, part in data.items()}
    if isinstance(data, list) and all(map(identity, data)):
        return sorted(map(sorted_lists, data), key=identity)
    return data


@given(documents, documents)
def test_a_version_that_changed_nothing_gives_way(base, changed):
    assert merge(base, changed, base).document == changed
    assert merge(base, base, changed).document == changed
    assert merge(base, changed, changed).document == changed
    for found in (merge(base, changed, base), merge(base, base, changed), merge(base, changed, changed)):
        assert found.conflicts == ()


@given(documents, documents, documents)
def test_both_sides_see_the_same_conflicts_and_settle_them_alike(base, ours, theirs):
    here, there = merge(base, ours, theirs), merge(base, theirs, ours)
    assert {(item.path, item.is_order) for item in here.conflicts} == {
        (item.path, item.is_order) for item in there.conflicts
    }
    preferred = merge(base, theirs, ours, prefers_theirs=True)
    assert sorted_lists(here.document) == sorted_lists(preferred.document)
    if not here.conflicts:
        assert sorted_lists(here.document) == sorted_lists(there.document)


@given(documents, documents, documents)
def test_what_was_merged_once_brings_nothing_new(base, ours, theirs):
    """Loading the same files twice changes nothing, however conflicts were settled.

    But for places: of an item that both added, each somewhere else, nobody can tell later whose place was taken.
    """
    for prefers_theirs in (False, True):
        once = merge(base, ours, theirs, prefers_theirs=prefers_theirs).document
        again = merge(base, once, theirs, prefers_theirs=prefers_theirs).document
        assert sorted_lists(again) == sorted_lists(once)


@given(documents, documents, documents)
def test_each_place_holds_what_one_of_the_versions_says(base, ours, theirs):
    """Nothing is made up, and nothing that one version changed alone is undone."""
    found = merge(base, ours, theirs)
    conflicts = [item.path for item in found.conflicts]
    for path, value in leaves(found.document):
        assert value in (at(base, path), at(ours, path), at(theirs, path))
        if not any(path[: len(place)] == place for place in conflicts):
            here, there = at(ours, path), at(theirs, path)
            assert value == (there if here == at(base, path) else here) or here == there


def leaves(data, path=()):
    """Texts, numbers and lists of them, by the keys that lead to them; of what is empty there is nothing to say."""
    parts = parts_by_key(data)
    if parts is None:
        yield path, data
    for key, part in (parts or {}).items():
        yield from leaves(part, (*path, key))


def at(data, path):
    """What stands at a path, None if nothing does."""
    for key in path:
        if isinstance(data, list):
            data = next((item for item in data if identity(item) == key), None)
        else:
            data = data.get(key) if isinstance(data, dict) else None
    return data


def items(*slugs):
    return [{"slug": slug} for slug in slugs]


def merged(base, ours, theirs):
    found = merge(base, ours, theirs)
    assert found.conflicts == ()
    return found.document


def conflict(base, ours, theirs):
    (found,) = merge(base, ours, theirs).conflicts
    return found


def test_different_fields_of_one_item_are_both_taken():
    base = {"questions": [{"slug": "a", "text": "x", "help": "x"}]}
    ours = {"questions": [{"slug": "a", "text": "y", "help": "x"}]}
    theirs = {"questions": [{"slug": "a", "text": "x", "help": "z"}]}
    assert merged(base, ours, theirs) == {"questions": [{"slug": "a", "text": "y", "help": "z"}]}


@pytest.mark.parametrize("prefers_theirs", [False, True])
def test_one_field_changed_to_two_texts_is_a_conflict(prefers_theirs):
    documents = [{"questions": [{"slug": "a", "text": text}]} for text in "xyz"]
    found = merge(*documents, prefers_theirs=prefers_theirs)
    assert found.conflicts == (Conflict(("questions", "a", "text"), "x", "y", "z"),)
    assert found.document == documents[2 if prefers_theirs else 1]


def rated(value, rationale):
    return {"ratings": [{"criterion": "c", "value": value, "rationale": rationale}]}


def test_a_rating_is_one_statement():
    """A value with the rationale of another one was meant by nobody."""
    found = conflict(rated(1, "x"), rated(2, "x"), rated(1, "y"))
    assert found.path == ("ratings", "c")
    assert found.parts == (
        Conflict(("ratings", "c", "value"), 1, 2, 1),
        Conflict(("ratings", "c", "rationale"), "x", "x", "y"),
    )


def test_a_field_that_holds_several_is_one_statement():
    base, ours, theirs = ({"first_page": {"serve": serve, "file": file}} for serve, file in ("ab", "cb", "ad"))
    assert conflict(base, ours, theirs).path == ("first_page",)
    assert merged({"first_page": None}, {"first_page": None}, base) == base
    assert merged(base, {"first_page": None}, base) == {"first_page": None}


@pytest.mark.parametrize("deleted", ["ours", "theirs"])
def test_what_one_deleted_and_the_other_changed_is_a_conflict(deleted):
    base, gone, changed = {"list": [{"slug": "a", "n": 1}]}, {"list": []}, {"list": [{"slug": "a", "n": 2}]}
    ours, theirs = (gone, changed) if deleted == "ours" else (changed, gone)
    found = merge(base, ours, theirs)
    assert [item.path for item in found.conflicts] == [("list", "a")]
    assert found.document == ours
    assert found.conflicts[0].parts == found.conflicts


def test_what_one_deleted_and_the_other_left_alone_is_deleted():
    base = {"list": items("a", "b", "c")}
    assert merged(base, {"list": items("a", "b")}, {"list": items("b", "c")}) == {"list": items("b")}


def test_what_both_added_alike_is_there_once_and_of_what_they_added_differently_the_fields_are_compared():
    assert merged({"list": []}, {"list": items("a")}, {"list": items("a")}) == {"list": items("a")}
    found = conflict({"list": []}, {"list": [{"slug": "a", "n": 1}]}, {"list": [{"slug": "a", "n": 2}]})
    assert found == Conflict(("list", "a", "n"), None, 1, 2)


def test_mappings_are_merged_key_by_key():
    assert merged({"effects": {"a": 1, "b": 1}}, {"effects": {"a": 2, "b": 1}}, {"effects": {"a": 1, "c": 3}}) == {
        "effects": {"a": 2, "c": 3}
    }


def test_lists_of_plain_texts_are_taken_as_a_whole():
    assert merged({"items": ["x"]}, {"items": ["x"]}, {"items": ["x", "y"]}) == {"items": ["x", "y"]}
    assert conflict({"items": ["x"]}, {"items": []}, {"items": ["x", "y"]}).path == ("items",)


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "expected"),
    [
        ("abc", "cab", "abc", "cab"),
        ("abc", "abc", "cab", "cab"),
        ("abc", "cab", "cab", "cab"),
        ("abc", "cab", "abxc", "cabx"),
        ("abc", "abxc", "cab", "cabx"),
        ("ab", "axyb", "azb", "axyzb"),
        ("ab", "xab", "yab", "xyab"),
        ("ab", "abc", "xab", "xabc"),
        ("abc", "cb", "abcd", "cdb"),
    ],
)
def test_a_new_order_of_one_is_taken_with_what_the_other_added(base, ours, theirs, expected):
    assert merged({"list": items(*base)}, {"list": items(*ours)}, {"list": items(*theirs)}) == {
        "list": items(*expected)
    }


@pytest.mark.parametrize(("base", "ours", "theirs"), [("abc", "cab", "bca"), ("", "ab", "ba")])
def test_two_new_orders_are_a_conflict(base, ours, theirs):
    found = conflict({"list": items(*base)}, {"list": items(*ours)}, {"list": items(*theirs)})
    assert found == Conflict(("list",), list(base), list(ours), list(theirs), is_order=True)


@pytest.mark.parametrize(("prefers_theirs", "expected"), [(False, "caxby"), (True, "bycax")])
def test_one_of_two_new_orders_is_kept_with_what_the_other_added_and_only_what_both_have_is_told(
    prefers_theirs, expected
):
    base, ours, theirs = ({"list": items(*order)} for order in ("abc", "caxb", "byca"))
    found = merge(base, ours, theirs, prefers_theirs=prefers_theirs)
    assert found.document == {"list": items(*expected)}
    assert found.conflicts == (Conflict(("list",), list("abc"), list("cab"), list("bca"), is_order=True),)


def test_the_order_of_some_lists_says_nothing():
    documents = [{"frameworks": items(*order)} for order in ("abc", "cab", "bcad")]
    assert same(merged(*documents), {"frameworks": items(*"abcd")})
