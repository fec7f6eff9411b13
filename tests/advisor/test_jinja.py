"""Visitors' templates: each compiles, is needed, and says nothing that nobody gave it; and what they all know."""

import re

import pytest
from django.template import engines
from django.urls import set_script_prefix
from jinja2 import UndefinedError, meta

from advisor.templatetags import formats
from recommender import places

ENVIRONMENT = engines["jinja2"].env
NAMES = ENVIRONMENT.list_templates()
MACRO = re.compile(r"{% macro (\w+)\(")


def source(name: str) -> str:
    return ENVIRONMENT.loader.get_source(ENVIRONMENT, name)[0]


def test_there_are_templates():
    assert {"base.html", "404.html", "results/result.html", "questionnaire/_choices.html"} <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_every_template_compiles_with_filters_that_exist(name):
    assert ENVIRONMENT.get_template(name)


@pytest.mark.parametrize("name", [name for name in NAMES if MACRO.search(source(name))])
def test_a_macro_tells_only_what_it_is_given(name):
    """It has no context, so whatever else it named would be an error on some page."""
    named = meta.find_undeclared_variables(ENVIRONMENT.parse(source(name)))
    assert named <= ENVIRONMENT.globals.keys()


def test_every_template_is_reached_from_a_view():
    code = "".join(path.read_text() for path in (places.PACKAGES / "advisor").rglob("*.py"))
    reached, found = set(), {name for name in NAMES if f'"{name}"' in code}
    while found:
        name = found.pop()
        reached.add(name)
        found |= set(meta.find_referenced_templates(ENVIRONMENT.parse(source(name)))) - reached
    assert reached == set(NAMES)


@pytest.mark.parametrize("name", [name for name in NAMES if MACRO.search(source(name))])
def test_every_imported_macro_is_used(name):
    (macro,) = MACRO.findall(source(name))
    for other in NAMES:
        text = source(other)
        assert (f'from "{name}" import {macro} ' in text) == (f"{{{{ {macro}(" in text), other


def test_what_nobody_gave_is_an_error():
    with pytest.raises(UndefinedError):
        ENVIRONMENT.from_string("{{ nobody }}").render()
    with pytest.raises(UndefinedError):
        ENVIRONMENT.from_string("{% if somebody.name %}named{% endif %}").render(somebody=object())


def test_texts_are_escaped():
    shown = ENVIRONMENT.from_string("{{ text }}, {{ texts|join(', ') }}").render(text="<b>", texts=["<i>", "“&”"])
    assert shown == "&lt;b&gt;, &lt;i&gt;, “&amp;”"


def test_the_filters_are_those_of_all_templates():
    assert formats.register.filters
    assert all(ENVIRONMENT.filters[name] is found for name, found in formats.register.filters.items())


def test_addresses_follow_where_the_site_lies():
    template = ENVIRONMENT.from_string("{{ url('rating', 'django', 'speed') }}")
    assert template.render() == "/frameworks/django/speed/"
    try:
        set_script_prefix("/advisor/")
        assert template.render() == "/advisor/frameworks/django/speed/"
    finally:
        set_script_prefix("/")
    assert template.render() == "/frameworks/django/speed/"


@pytest.mark.parametrize(
    ("address", "marked"),
    [("/frameworks/", "page"), ("/frameworks/django/", "true"), ("/criteria/speed/", "true"), ("/method/", None)],
)
def test_the_navigation_marks_where_one_is(rf, address, marked):
    template = ENVIRONMENT.from_string("<a{{ here('frameworks', '/criteria/') }}>")
    expected = f'<a aria-current="{marked}">' if marked else "<a>"
    assert template.render(request=rf.get(address)) == expected
