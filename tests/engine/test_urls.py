"""What is a well-formed address of a web page, and what only looks like one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recommender.engine.urls import is_web_address

LONG = "a" * 63


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
def test_well_formed_addresses(address):
    assert is_web_address(address)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "docs.example",
        "//docs.example/",
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
        f"https://{'é' * 62}.example/",
        f"https://{'.'.join(['é' * 20] * 12)}/",
        "https://docs.example:/",
        "https://docs.example:0/",
        "https://docs.example:65536/",
        "https://docs.example:http/",
        "https://user@docs.example/",
        "https://user:secret@docs.example/",
        "http://[",
        "http://[::1",
        "http://::1/",
        "http://[::g]/",
        "http://[::1]x/",
        "http://[::1%eth0]/",
        "http://[127.0.0.1]/",
        "http://256.1.1.1/",
        "http://1.2.3/",
        "http://docs.example]/",
        "http://℀.example/",
    ],
)
def test_what_is_no_address(text):
    assert not is_web_address(text)


@given(st.text() | st.text("htp:/[]@.%a1-é\u3002 ", max_size=20).map("http://".__add__))
def test_no_text_is_too_odd(text):
    assert is_web_address(text) in {True, False}
