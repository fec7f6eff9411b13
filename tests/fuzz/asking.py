"""Requests that nobody would make: out of routes, of the forms on pages, and of bodies for the API."""

from dataclasses import dataclass, field, replace
from io import BytesIO
from random import Random
from typing import Any
from urllib.parse import quote, quote_plus, urljoin, urlsplit
from zipfile import ZipFile

from tests.forms import Fields, Form, forms_of
from tests.fuzz import junk
from tests.fuzz.routes import address
from tests.fuzz.site import Site
from tests.raw import Answer, ask

TOKEN = "fuzz" * 8  # as long as Django's, so that cookie and field agree
URLENCODED = "application/x-www-form-urlencoded"
JSON = "application/json"
METHODS = ["GET"] * 12 + ["POST"] * 5 + ["HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "TRACE", "BREW"]
CONTENT_TYPES = [
    URLENCODED, JSON, "multipart/form-data", "multipart/form-data; boundary=x", "text/plain", "", ";", "a/b; c",
    f"{URLENCODED}; charset=undefined", f"{JSON}; charset=utf-16", f"{JSON}; charset=utf-8", f"{JSON}; charset*=x''%ff",
    "multipart/form-data; boundary=\xe9", f"multipart/form-data; boundary={'b' * 300}",
]  # fmt: skip
HEADERS: dict[str, list[str]] = {
    "HTTP_ACCEPT": ["*/*", "text/html", JSON, "", ";;;", "a" * 5000, "text/html;q=x"],
    "HTTP_ACCEPT_ENCODING": ["gzip", "br", "identity", "*;q=0", "gzip" * 500],
    "HTTP_ACCEPT_LANGUAGE": ["de", "x" * 5000, "-", "zz-\xff"],
    "HTTP_COOKIE": ["sessionid=x", "csrftoken=[]", "=;=;", "messages=[]", "sessionid=\xff\x01", "a=" + "b" * 4000],
    "HTTP_EXPECT": ["100-continue"],
    "HTTP_HOST": ["evil.example", "advisor.test:99999", "[::1", "", "advisor.test.", "a b", "\xff"],
    "HTTP_HX_REQUEST": ["true"],
    "HTTP_IF_MODIFIED_SINCE": ["Thu, 01 Jan 1970 00:00:00 GMT", "Thu, 99 Foo 99999 99:99:99 GMT", "x", "-1"],
    "HTTP_IF_NONE_MATCH": ["*", 'W/"x"', '"', ",", 'W/"' + "a" * 5000],
    "HTTP_IF_MATCH": ["*", '"x"'],
    "HTTP_IF_UNMODIFIED_SINCE": ["Thu, 01 Jan 1970 00:00:00 GMT", "x"],
    "HTTP_ORIGIN": ["null", "http://evil.example", "http://[", "\xff"],
    "HTTP_RANGE": ["bytes=0-1", "bytes=9-1", "x", "bytes=" + "9" * 500],
    "HTTP_REFERER": ["http://evil.example/", "http://[", "", "\xff"],
    "HTTP_TRANSFER_ENCODING": ["chunked", "gzip"],
    "HTTP_X_FORWARDED_FOR": ["1.2.3.4", "1.2.3.4:55", "::1", "x, y", "", "\xff", "[::1]:5"],
    "HTTP_X_FORWARDED_PROTO": ["https", "x"],
    "HTTP_X_HTTP_METHOD_OVERRIDE": ["DELETE"],
    "CONTENT_LENGTH": ["", "0", "5", "1500000000", "9" * 5000],
}


@dataclass
class Request:
    """A request, of which `headers` are in the manner of WSGI."""

    method: str
    path: str
    query: str = ""
    body: bytes = b""
    headers: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        sent = {name: value for name, value in self.headers.items() if name not in {"REMOTE_ADDR", "HTTP_X_CSRFTOKEN"}}
        return f"{self.method} {self.path}?{self.query[:300]} {sent!s:.400} {self.body[:600]!r}"

    def send(self) -> Answer:
        # As a server hands paths on: bytes as Latin-1.
        path = self.path.encode("utf-8", "surrogatepass").decode("latin-1")
        try:
            return ask(self.method, path, self.body, query=self.query, **self.headers)
        except Exception as error:  # before any middleware: a server answers 500 itself
            return Answer(500, {}, repr(error).encode())


class Asker:
    """Makes requests, one after the other, as far as they can follow from earlier answers."""

    def __init__(self, random: Random, site: Site, routes: list[str]) -> None:
        self.random, self.site = random, site
        self.editors = [route for route in routes if route.startswith("admin/")]
        self.visitors = [route for route in routes if not route.startswith("admin/")]
        self.forms: list[tuple[str, Form]] = []
        self.found: list[str] = []

    def next(self) -> Request:
        """Return a request; with what it asks for, an answer may lead to others."""
        kinds = [self.at_a_route] * 4 + [self.at_a_page] * 3 + [self.of_a_form] * 8 + [self.to_the_api] * 2
        return self.with_headers(self.random.choice(kinds)())

    def address(self) -> str:
        """Return an address; whoever has not signed in sees little of the editors' pages."""
        share = 0.7 if self.site.role else 0.1
        return address(
            self.random, self.site, self.random.choice(self.editors if self.random.random() < share else self.visitors)
        )

    def at_a_route(self) -> Request:
        """Any method at any route, with parameters and bodies that do not belong there."""
        random = self.random
        method = random.choice(METHODS)
        path = self.address()
        query = urlencoded(junk.spoilt_fields(random, [])) if random.random() < 0.5 else ""
        if random.random() < 0.05:
            query += random.choice(["&a=%ff", "&=", "&%00=%00", "&f=" * 500, "&" * 3500, "&a" * 1500])
        if method == "GET":
            return Request(method, path, query[: junk.LONGEST_ADDRESS])
        body, content_type = self.encoded(
            junk.spoilt_fields(random, [(random.choice(junk.NAMES), junk.text(random))]), []
        )
        if random.random() < 0.4:
            content_type = random.choice(CONTENT_TYPES)
        return Request(method, path, query[: junk.LONGEST_ADDRESS], body, {"CONTENT_TYPE": content_type})

    def at_a_page(self) -> Request:
        """A page as people see it, for its forms and where they lead."""
        random = self.random
        if self.found and random.random() < 0.3:
            parts = urlsplit(self.found.pop(random.randrange(len(self.found))))
            return Request("GET", parts.path, parts.query)
        return Request("GET", self.address())

    def of_a_form(self) -> Request:
        """A form of a page that was seen, with some of its fields changed."""
        random = self.random
        if not self.forms:
            return self.at_a_page()
        page, form = self.forms.pop(random.randrange(len(self.forms)))
        if random.random() < 0.8:
            self.forms.append((page, form))
        pressed = random.sample(form.buttons, min(len(form.buttons), random.choice([0, 1, 1, 2])))
        fields = junk.spoilt_fields(random, [*form.fields, *pressed])
        parts = urlsplit(urljoin(page, form.action))
        if form.method != "POST":
            return Request("GET", parts.path, urlencoded(fields)[: junk.LONGEST_ADDRESS])
        if form.is_multipart or random.random() < 0.2:
            body, content_type = self.encoded(fields, form.files)
        else:
            body, content_type = urlencoded(fields).encode("latin-1"), URLENCODED
        return Request("POST", parts.path, parts.query, body, {"CONTENT_TYPE": content_type})

    def to_the_api(self) -> Request:
        """A body for the API that is nearly right."""
        random, catalogue = self.random, self.site.catalogue
        answers = {
            question.slug: {
                "chosen": [random.choice(question.choices).slug] if question.choices else ["flask"],
                "importance": random.choice(["half", "normal", "double", "must-have"]),
            }
            for question in catalogue.questions
            if random.random() < 0.6
        }
        body: dict[str, Any] = {"answers": answers, "candidates": random.choice(["all", "best-known"])}
        if random.random() < 0.5:
            criterion = random.choice(catalogue.criteria).slug
            body |= {"what_if": {"percents": {criterion: 150}, "dropped": ["flask"], "eased": [], "demanded": []}}
            path = "/api/v1/recommend"
        else:
            body |= {"title": "A title", "note": "A note"}
            path = "/api/v1/results"
        return Request("POST", path, "", junk.spoilt_json(random, body), {"CONTENT_TYPE": JSON})

    def encoded(self, fields: Fields, files: list[str]) -> tuple[bytes, str]:
        """Return fields and made-up files as the body of a multipart form, with its type."""
        made = b"".join(part(name, value.encode("utf-8", "surrogatepass")) for name, value in fields)
        for name in files:
            made += part(name, self.file(), self.random.choice(["a.zip", "a.yaml", "", "../x", '"', "\0"]))
        return made + b"--x--\r\n", "multipart/form-data; boundary=x"

    def file(self) -> bytes:
        random = self.random
        whole = b"criteria: []\nframeworks: []\n"
        packed = BytesIO()
        with ZipFile(packed, "w") as archive:
            archive.writestr(random.choice(["criteria.yaml", "frameworks/a.yaml", "../a"]), whole)
        return random.choice(
            [b"", whole, packed.getvalue(), packed.getvalue()[:-9], b"PK\x03\x04", b"\xff\xfe", b"[" * 50_000,
             b"a: &a [1]\nb: *a\n", junk.text(random).encode("utf-8", "surrogatepass")]
        )  # fmt: skip

    def with_headers(self, request: Request) -> Request:
        """Return the request with what a browser sends, and now and then with headers that none does."""
        random = self.random
        # From ever other addresses, so that limits by address hinder nobody here.
        headers = {"REMOTE_ADDR": ".".join(str(random.randrange(1, 250)) for _ in range(4)), **request.headers}
        session = f"; sessionid={self.site.session}" if self.site.session else ""
        headers["HTTP_COOKIE"] = f"csrftoken={TOKEN}{session}"
        if request.method not in {"GET", "HEAD"} and random.random() < 0.9:
            headers["HTTP_X_CSRFTOKEN"] = TOKEN
        if random.random() < 0.15:
            for name in random.sample(list(HEADERS), random.choice([1, 1, 2])):
                headers[name] = random.choice(HEADERS[name])
        return replace(request, headers=headers)

    def learn(self, request: Request, answer: Answer) -> None:
        """Remember the forms of a page, and where an answer leads."""
        is_page = answer.status == 200 and answer.headers.get("content-type", "").startswith("text/html")
        if is_page and request.method == "GET" and "content-encoding" not in answer.headers:
            self.forms += [(request.path, form) for form in self.few(forms_of(answer.text))]
            # Of the newest pages, so that a round does not stay where it began.
            self.forms = self.forms[-60:]
        if leads := answer.headers.get("location"):
            self.found = [*self.found[-20:], urljoin(request.path, leads)]

    def few(self, forms: list[Form]) -> list[Form]:
        """Return some of a page's forms: a list has a hundred links."""
        return self.random.sample(forms, min(len(forms), 6))


def urlencoded(fields: Fields) -> str:
    return "&".join(f"{escaped(name)}={escaped(value)}" for name, value in fields)


def escaped(text: str) -> str:
    return quote_plus(text.encode("utf-8", "surrogatepass"))


def part(name: str, value: bytes, filename: str = "") -> bytes:
    head = f'Content-Disposition: form-data; name="{quote(name, safe="_-", errors="surrogatepass")}"'
    file = f'; filename="{filename}"' if filename else ""
    return f"--x\r\n{head}{file}\r\n\r\n".encode() + value + b"\r\n"
