"""A variable that is misspelt stops the start with a sentence, instead of switching something off."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from environ import Env

from advisor.variables import contact, https_address, line, one_of, proxies, switch


@pytest.fixture
def told(monkeypatch):
    """Sets the variable that is read."""
    return lambda word: monkeypatch.setenv("A_VARIABLE", word)


@pytest.mark.parametrize(
    ("word", "is_on"),
    [("on", True), ("True", True), ("yes", True), ("1", True), ("off", False), ("FALSE", False), ("", False)],
)
def test_what_is_on_and_what_is_off(told, word, is_on):
    told(word)
    assert switch(Env(), "A_VARIABLE", default=not is_on) is is_on


@pytest.mark.parametrize("default", [True, False])
def test_what_says_nothing_is_as_it_was_meant(default):
    assert switch(Env(), "A_VARIABLE", default=default) is default


@pytest.mark.parametrize("word", ["of", "enabled", "2", "²"])
def test_another_word_is_refused_with_what_it_may_be(told, word):
    told(word)
    with pytest.raises(ImproperlyConfigured, match="A_VARIABLE must be on or off, not"):
        switch(Env(), "A_VARIABLE", default=True)


def test_one_of_a_few_words(told):
    kinds = ("lines",), ("json",)
    assert one_of(Env(), "A_VARIABLE", *kinds) == "lines"
    told("JSON")
    assert one_of(Env(), "A_VARIABLE", *kinds) == "json"
    told("xml")
    with pytest.raises(ImproperlyConfigured, match="must be lines or json, not “xml”"):
        one_of(Env(), "A_VARIABLE", *kinds)


@pytest.mark.parametrize(("word", "number"), [("true", 1), ("1", 1), ("2", 2), ("0", 0), ("false", 0), ("", 0)])
def test_how_many_proxies(told, word, number):
    told(word)
    assert proxies(Env(), "A_VARIABLE") == number


@pytest.mark.parametrize("word", ["yess", "-1", "two"])
def test_no_number_of_proxies(told, word):
    told(word)
    with pytest.raises(ImproperlyConfigured):
        proxies(Env(), "A_VARIABLE")


def test_a_name_is_one_line(told):
    assert line(Env(), "A_VARIABLE") == ""
    told(" Müller & Söhne <GmbH> ")
    assert line(Env(), "A_VARIABLE") == "Müller & Söhne <GmbH>"
    told("one\ntwo")
    with pytest.raises(ImproperlyConfigured, match="A_VARIABLE must be one line"):
        line(Env(), "A_VARIABLE")


@pytest.mark.parametrize("word", ["", "help+us@advisor.example", "https://advisor.example/contact?to=us"])
def test_an_e_mail_address_or_a_page_to_write_to(told, word):
    told(word)
    assert contact(Env(), "A_VARIABLE") == word


@pytest.mark.parametrize(
    "word",
    [
        "help@advisor",
        "help@",
        "advisor.example",
        "http://advisor.example/",
        "mailto:a@advisor.example",
        "a@b.org, c@d.org",
    ],
)
def test_what_nobody_could_write_to(told, word):
    told(word)
    with pytest.raises(ImproperlyConfigured, match=r"such as help@advisor\.example or https://"):
        contact(Env(), "A_VARIABLE")


@pytest.mark.parametrize(
    ("word", "address"),
    [("", ""), ("https://code.example/advisor/", "https://code.example/advisor")],
)
def test_where_the_code_is(told, word, address):
    told(word)
    assert https_address(Env(), "A_VARIABLE") == address


@pytest.mark.parametrize(
    "word", ["code.example", "http://code.example", "https://", "javascript:alert(1)", "https://a b"]
)
def test_where_no_code_can_be(told, word):
    told(word)
    with pytest.raises(ImproperlyConfigured, match="such as https://code"):
        https_address(Env(), "A_VARIABLE")
