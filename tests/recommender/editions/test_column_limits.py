"""What columns refuse is told by the models' own validators, before the database is asked."""

from contextlib import suppress
from dataclasses import fields, is_dataclass, replace
from typing import get_args, get_type_hints

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from recommender.editions.column_limits import column_of, column_problems
from recommender.engine import types
from recommender.engine.validity import Problem
from recommender.models.fields import WebAddressValidator
from tests.factories import (
    chosen,
    create_add_on,
    create_catalogue,
    create_choice,
    create_evidence,
    create_first_page,
    create_known_user,
    create_persona,
    create_question,
)

LONG = "a" * 63
NO_ADDRESS = "is not a whole address of a page on the web, such as https://docs.example.org/page"
FAST = create_question("fast", (create_choice("yes", {"speed": 1}), create_choice("no")))
PERSONA = create_persona(answers={"fast": chosen("yes")}, accepted=("alpha",))
SOUND = create_catalogue(FAST, ratings={"alpha": {"speed": 80}}, personas=(PERSONA,))
ALPHA = SOUND.frameworks[0]


def with_alpha(**changes):
    return replace(SOUND, frameworks=(replace(ALPHA, **changes),))


def with_facts(**changes):
    return with_alpha(facts=replace(ALPHA.facts, **changes))


def test_a_sound_catalogue_fits():
    assert list(column_problems(SOUND)) == []


@pytest.mark.parametrize(
    ("catalogue", "path", "reason"),
    [
        (with_facts(docs_url="http://intranet/x"), "frameworks › alpha › facts › docs_url", NO_ADDRESS),
        (with_facts(repo_url="docs .example"), "frameworks › alpha › facts › repo_url", NO_ADDRESS),
        (
            with_alpha(evidence=(replace(create_evidence(), url="http://["),)),
            "frameworks › alpha › evidence › docs › url",
            NO_ADDRESS,
        ),
        (
            replace(SOUND, personas=(replace(PERSONA, url="https://nobody@example.com/"),)),
            "personas › somebody › url",
            NO_ADDRESS,
        ),
        (with_alpha(name=61 * "x"), "frameworks › alpha › name", "has 61 characters; at most 60 fit"),
        (
            with_alpha(summary="a\0b"),
            "frameworks › alpha › summary",
            "holds the character NUL, which no database takes",
        ),
        (
            with_alpha(first_page=replace(create_first_page(), serve=201 * "x")),
            "frameworks › alpha › first_page › serve",
            "has 201 characters; at most 200 fit",
        ),
        (
            with_alpha(first_page=replace(create_first_page(), address="port 8000")),
            "frameworks › alpha › first_page › address",
            NO_ADDRESS,
        ),
        (
            with_alpha(first_page=replace(create_first_page(), commands=("one", "t\0wo"))),
            "frameworks › alpha › first_page › commands › 1",
            "holds the character NUL, which no database takes",
        ),
        (
            with_alpha(add_ons=(replace(create_add_on("more", {}), summary=101 * "x"),)),
            "frameworks › alpha › add_ons › more › summary",
            "has 101 characters; at most 100 fit",
        ),
        (
            with_alpha(known_users=(replace(create_known_user(), url="nowhere"),)),
            "frameworks › alpha › known_users › A house › url",
            NO_ADDRESS,
        ),
        (
            replace(SOUND, criteria=(replace(SOUND.criteria[0], items=("one", "t\0wo")),)),
            "criteria › speed › items › 1",
            "holds the character NUL, which no database takes",
        ),
        (
            replace(SOUND, criteria=(replace(SOUND.criteria[0], anchors={0: 201 * "x"}),)),
            "criteria › speed › anchors › 0",
            "has 201 characters; at most 200 fit",
        ),
        (
            replace(SOUND, sections=(replace(SOUND.sections[0], title=61 * "x"),)),
            "sections › first › title",
            "has 61 characters; at most 60 fit",
        ),
    ],
)
def test_a_text_that_does_not_fit_is_told_with_the_keys_to_it(catalogue, path, reason):
    assert list(column_problems(catalogue)) == [Problem(tuple(path.split(" › ")), reason)]


def test_an_address_may_be_left_out():
    assert list(column_problems(with_alpha(evidence=(replace(create_evidence(), url=""),)))) == []


def kinds_within(kind):
    yield kind
    for hint in get_type_hints(kind).values():
        for inner in (hint, *get_args(hint)):
            if is_dataclass(inner):
                yield from kinds_within(inner)


def test_every_text_of_a_catalogue_is_measured_by_a_column():
    """So a new text field of a type cannot be without its column's limit."""
    names = {
        (kind.__name__, field.name)
        for kind in kinds_within(types.Catalogue)
        for field in fields(kind)
        if get_type_hints(kind)[field.name] is str
    }
    assert ("Rating", "rationale") in names
    not_kept = {("Familiarity", "criterion")}  # a key of its question's row
    assert {name for name in names if column_of(*name) is None} == not_kept


@pytest.mark.parametrize(
    "address",
    [
        "https://docs.example/",
        "http://docs.example",
        "HTTPS://Docs.Example/",
        "https://docs.example?q=1",
        "http://a.example:8000/x/y?z=%20#part",
        "https://a.example/wiki/Flask_(web_framework)",
        "https://a.example./",
        "http://localhost/",
        "http://127.0.0.1/",
        "http://[::1]:8000/",
        "http://[2001:db8::1]",
        "https://bücher.example/",
        "https://例え.jp/日本",
        "https://xn--bcher-kva.example/",
        f"https://{LONG}.example/",
        "http://a.example:65535/",
    ],
)
def test_addresses_that_lead_to_the_web(address):
    WebAddressValidator()(address)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "docs.example",
        "//docs.example/",
        "http://intranet/x",
        "https:docs.example",
        "https://",
        "https:///docs",
        "https://?q=1",
        "ftp://docs.example/",
        "javascript:alert(1)",
        "https://docs .example/",
        " https://docs.example/",
        "https://docs.example/a b",
        "https://docs.example/\n",
        "https://docs.exa\tmple/",
        "https://docs.example/\x00",
        "https://docs.example/\u202e",
        "https://docs.example/<b>",
        'https://docs.example/"',
        "https://docs.example/%zz",
        "https://docs..example/",
        "https://.example/",
        "https://docs.example../",
        "https://-docs.example/",
        "https://docs-.example/",
        "https://my_docs.example/",
        "https://%64ocs.example/",
        f"https://{LONG}a.example/",
        f"https://{LONG}.{LONG}.{LONG}.{LONG}/",
        "https://docs.example:/",
        "https://docs.example:http/",
        "https://user@docs.example/",
        "https://user:secret@docs.example/",
        "http://[",
        "http://[::1",
        "http://::1/",
        "http://[::g]/",
        "http://[::1]x/",
        "http://256.1.1.1/",
        "http://docs.example]/",
    ],
)
def test_what_is_no_address(text):
    with pytest.raises(ValidationError):
        WebAddressValidator()(text)


@given(st.text() | st.text("htp:/[]@.%a1-é\u3002 ", max_size=20).map("http://".__add__))
def test_no_text_is_too_odd(text):
    """Whatever it is, it is taken or refused: any other error would fail this."""
    with suppress(ValidationError):
        WebAddressValidator()(text)
