"""What comes with a request is refused in words before anything reads it."""

import pytest

from advisor.http.charsets import UNREADABLE, without_charset
from tests.raw import ask

FORM = "application/x-www-form-urlencoded"
UNKNOWN_TEXTS = [
    *(f"{FORM}; charset={name}" for name in ("utf-7", "utf-16", "idna", "base64", "undefined", "nonsense")),
    f"{FORM}; charset*=nonsense''x",  # RFC 2231: a parameter with a charset of its own
    f"{FORM}; charset*=undefined''%ff",
    f"{FORM}; charset*{'9' * 5000}=x",
    "multipart/form-data; boundary=x; charset=undefined",
    "application/json; charset=undefined",
]


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("address", ["/", "/advise/", "/nope/", "/r/nope/", "/admin/login/"])
@pytest.mark.parametrize("content_type", UNKNOWN_TEXTS)
def test_another_charset_is_refused_before_anything_decodes_by_it(edition, method, address, content_type):
    answer = ask(method, address, b"a=%ff", query="a=%ff", CONTENT_TYPE=content_type, HTTP_COOKIE="csrftoken=x")
    assert answer.status == 400
    assert "<h1>We could not read this request</h1>" in answer.text


@pytest.mark.parametrize("content_type", UNKNOWN_TEXTS)
def test_the_api_tells_it_as_a_problem(edition, content_type):
    answer = ask("POST", "/api/v1/recommend", b"{}", query="a=%ff", CONTENT_TYPE=content_type)
    assert (answer.status, answer.headers["content-type"]) == (400, "application/problem+json")


def test_two_charsets_are_refused():
    assert without_charset(f"{FORM}; charset=utf-8; charset=undefined") == UNREADABLE


@pytest.mark.parametrize("content_type", [f"{FORM}; charset=utf-8", "application/json; charset=utf-8", FORM])
def test_too_many_parameters_are_refused_whatever_the_charset(edition, content_type):
    """With any charset Django reads the query before the first middleware."""
    answer = ask("POST", "/admin/files/", b"a=1", query="&" * 3001, CONTENT_TYPE=content_type)
    assert 400 <= answer.status < 500


@pytest.mark.parametrize("charset", ["", "; charset=utf-8", '; charset="UTF-8"', "; charset=utf8 "])
def test_the_charset_of_our_pages_is_read(edition, charset):
    assert ask("POST", "/api/v1/recommend", b'{"answers": {}}', CONTENT_TYPE=f"application/json{charset}").status == 200


class Untouched:
    """A body that nobody may read."""

    def read(self, size: int = -1) -> bytes:
        raise AssertionError("the body was read")

    readline = read


@pytest.mark.parametrize("length", ["500001", "1500000000", "9" * 5000])
@pytest.mark.parametrize("content_type", [FORM, "multipart/form-data; boundary=x", "application/json", ""])
@pytest.mark.parametrize("address", ["/advise/", "/nope/", "/admin/login/", "/admin/recommender/framework/add/"])
def test_a_body_is_refused_by_its_length_and_not_read(edition, address, content_type, length):
    sent = {"wsgi.input": Untouched(), "CONTENT_LENGTH": length, "CONTENT_TYPE": content_type}
    answer = ask("POST", address, **sent, HTTP_COOKIE="csrftoken=x")
    assert answer.status == 413
    assert "<h1>This is too large</h1>" in answer.text


@pytest.mark.parametrize(("length", "status"), [("2097152", 403), ("2097153", 413)])
def test_only_the_upload_of_a_catalogue_may_be_longer(edition, length, status):
    sent = {"CONTENT_LENGTH": length, "CONTENT_TYPE": "multipart/form-data; boundary=x"}
    assert ask("POST", "/admin/files/", b"--x--", **sent).status == status  # 403: without the form's token


@pytest.mark.parametrize(("sent", "status"), [({"CONTENT_LENGTH": "1" + "0" * 6}, 413), ({"CONTENT_LENGTH": ""}, 411)])
def test_the_api_refuses_it_as_a_problem_and_does_not_read_it(edition, sent, status):
    chunked = {"HTTP_TRANSFER_ENCODING": "chunked"} if status == 411 else {}
    unread = {"wsgi.input": Untouched(), "CONTENT_TYPE": "application/json"}
    answer = ask("POST", "/api/v1/recommend", **unread, **sent, **chunked)
    assert (answer.status, answer.headers["content-type"]) == (status, "application/problem+json")


def test_a_form_in_chunks_is_refused_with_a_page(edition):
    answer = ask("POST", "/advise/", CONTENT_LENGTH="", CONTENT_TYPE=FORM, HTTP_TRANSFER_ENCODING="chunked")
    assert answer.status == 411
    assert "<h1>We could not read this request</h1>" in answer.text


def parts(count: int, *, filename: str = "") -> bytes:
    head = f'--x\r\nContent-Disposition: form-data; name="a"{filename}\r\n\r\n1\r\n'
    return head.encode() * count + b"--x--\r\n"


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"a=1&" * 4000, FORM),
        (parts(4000), "multipart/form-data; boundary=x"),
        (parts(101, filename='; filename="f"'), "multipart/form-data; boundary=x"),
        (b"--x\r\nContent-Disposition: " + b"a" * 20_000, "multipart/form-data; boundary=x"),
        (parts(1), "multipart/form-data"),
        (parts(1), f"multipart/form-data; boundary={'x' * 300}"),
        (parts(1), "multipart/form-data; boundary=\xe9"),
    ],
)
@pytest.mark.parametrize("address", ["/advise/", "/admin/login/"])
def test_a_form_that_cannot_be_read_has_a_page(edition, address, body, content_type):
    answer = ask("POST", address, body, CONTENT_TYPE=content_type, HTTP_COOKIE=f"csrftoken={'x' * 32}")
    assert answer.status == 400
    assert "<h1>We could not read this request</h1>" in answer.text


def test_no_header_says_below_which_path_the_site_is(edition):
    """A server hands SCRIPT_NAME on from whom it trusts, and what is kept then has its links."""
    ask("GET", "/", SCRIPT_NAME="/elsewhere")
    answer = ask("GET", "/")
    assert answer.status == 200
    assert "elsewhere" not in answer.text


@pytest.mark.parametrize(
    ("address", "content_type"), [("/", "text/html; charset=utf-8"), ("/api/v1/catalogue", "application/problem+json")]
)
def test_another_sites_name_is_refused_in_the_form_of_the_address(edition, settings, address, content_type):
    settings.ALLOWED_HOSTS = ["advisor.test"]
    answer = ask("GET", address, HTTP_HOST="evil.example")
    assert (answer.status, answer.headers["content-type"]) == (400, content_type)


def test_too_many_parameters_are_refused_with_all_headers(edition):
    answer = ask("GET", "/method/neutrality/", query="&" * 3001)
    assert answer.status == 400
    assert "<h1>We could not read this request</h1>" in answer.text
    assert "content-security-policy" in answer.headers


@pytest.mark.parametrize("address", ["/", "/privacy/", "/insights/", "/api/v1/catalogue"])
def test_a_condition_of_writing_hinders_no_reading(edition, address):
    answer = ask("GET", address, HTTP_IF_MATCH='"x"', HTTP_IF_UNMODIFIED_SINCE="Thu, 01 Jan 1970 00:00:00 GMT")
    assert (answer.status, len(answer.body) > 0) == (200, True)
