"""Whatever somebody types stays a text: read back with a CommonMark parser, it is the one that went in."""

import string

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from advisor.templatetags.commonmark import address, code, code_span, escape, link, quotation

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
# Whatever means something to Markdown, alone or in a row, beside a few ordinary characters.
TEXTS = (
    st.lists(
        st.sampled_from(
            [*string.punctuation, "a", "B", "1", "é", "“", " ", "\n", "\t", "    ", "&lt;", "---", "```", "]("]
        ),
        min_size=1,
        max_size=12,
    )
    .map("".join)
    .filter(str.strip)
)


def shown(markdown: str, *frame: str) -> str:
    """The text of what is parsed, after a check that it is nothing but text in these elements."""
    tokens = PARSER.parse(markdown)
    assert tuple(token.tag for token in tokens if token.nesting == 1) == frame
    assert {token.type for token in tokens if not token.nesting} <= {"inline"}
    inline = [child for token in tokens if token.type == "inline" for child in token.children]
    assert {child.type for child in inline} <= {"text"}
    return "".join(child.content for child in inline)


@given(TEXTS)
@example("# heading")
@example("1. list")
@example("- list")
@example("=\n=")
@example("[x](javascript:alert(1))")
@example("<script>alert(1)</script>")
@example("<http://evil.example>")
@example("&copy; &#42;")
@example("end\\")
def test_an_escaped_text_is_shown_as_it_is_wherever_it_stands(text):
    plain = " ".join(text.split())
    assert shown(escape(text), "p") == plain
    assert shown(f"## {escape(text)}\n\nx", "h2", "p") == plain + "x"
    assert shown(f"- {escape(text)}", "ul", "li", "p") == plain
    table = f"| {escape(text)} |\n| --- |\n| {escape(text)} |"
    assert shown(table, "table", "thead", "tr", "th", "tbody", "tr", "td") == plain * 2


@given(TEXTS)
def test_the_text_of_a_link_stays_in_it(text):
    tokens = PARSER.parse(link(text, "https://docs.example/a_(b)?c=<d>&e=|\\"))[1].children
    assert [token.type for token in tokens] == ["link_open", "text", "link_close"]
    assert tokens[1].content == " ".join(text.split())
    assert tokens[0].attrs["href"] == "https://docs.example/a_%28b%29?c=%3Cd%3E&e=%7C%5C"


@pytest.mark.parametrize(
    "address", ["", "javascript:alert(1)", "data:text/html,x", "//evil.example", " https://a.example"]
)
def test_what_is_no_address_of_the_web_becomes_no_link(address):
    assert link("Our [measurement]", address) == r"Our \[measurement\]"


@given(st.lists(TEXTS, min_size=1, max_size=3))
def test_a_quotation_has_a_paragraph_for_each_line_and_nothing_leaves_it(lines):
    text = "\r\n".join(lines)
    filled = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    assert shown(quotation(text), "blockquote", *["p"] * len(filled)) == "".join(filled)


@given(st.lists(TEXTS, min_size=1, max_size=3))
@example(["```", "not code"])
@example(["a ````` b"])
def test_a_block_of_code_shows_its_lines_and_nothing_leaves_it(lines):
    text = "\n".join(lines).strip("\n")
    (block,) = PARSER.parse(code(text, "python"))
    assert (block.type, block.info) == ("fence", "python")
    assert block.content == "".join(f"{line}\n" for line in text.splitlines())


def test_lines_that_stand_by_themselves_are_one_block():
    assert code(("pip install it", "it start"), "sh") == "```sh\npip install it\nit start\n```"


def test_nothing_reads_backwards_or_hides():
    """Marks of direction (U+061C, U+200E, U+200F) among them; joiners, with which scripts are spelt, stay."""
    assert escape("a\u202eb\u2066c\u200bd\x00e\ufefff\u061cg\u200eh\u200fi\u2063j") == "abcdefghij"
    assert escape("क\u200dष \u200c") == "क\u200dष \u200c"


def test_words_that_belong_together_stay_together():
    assert escape("12.5\u00a0%  of it") == "12.5\u00a0% of it"


def test_ordinary_texts_stay_readable():
    text = "“Does it run in Django 6.1 (R&D, 3 - 4 weeks)?” costs 50 % more!"
    assert escape(text) == text


def test_bare_addresses_become_no_links_in_dialects_that_make_them():
    assert escape("https://a.example WWW.a.example me@a.example") == r"https\://a.example WWW\.a.example me\@a.example"


@given(TEXTS)
@example('pip install "flask-security[common]"')
@example("`")
@example("a ``` b`")
def test_a_command_within_a_line_is_code_and_can_be_copied_as_it_is(text):
    (span,) = PARSER.parse(f"- {code_span(text)}")[3].children
    assert (span.type, span.content) == ("code_inline", " ".join(text.split()))


def test_an_address_shows_as_it_is_and_one_that_is_none_of_the_web_is_a_text():
    assert address("http://127.0.0.1:8000/") == "<http://127.0.0.1:8000/>"
    assert address("javascript:alert(1)") == "javascript:alert(1)"
    for strange in ("http://a.example/<b> c", 'https://a.example/"\n>'):
        tokens = PARSER.parse(address(strange))[1].children
        assert [token.type for token in tokens] == ["link_open", "text", "link_close"]
    assert code_span(" \n") == ""
