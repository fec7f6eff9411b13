"""Disputing a rating: what is taken, what is refused, and that nothing which was typed is lost."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from recommender.models import Dispute, Framework, Rating

pytestmark = pytest.mark.usefixtures("loaded")

PAGE = "/frameworks/flask/graphql/"
WORDS = "Strawberry has an official view for it."


@pytest.fixture(autouse=True)
def nobody_has_sent_anything_yet():
    cache.clear()


def text(response):
    return response.content.decode().replace("&#39;", "'").replace("&#34;", '"')


def settle(*, status="accepted", **values):
    rating = Rating.objects.get(framework__slug="flask", criterion__slug="graphql")
    return Dispute.objects.create(
        framework=rating.framework,
        criterion=rating.criterion,
        status=status,
        settled_at=None if status == "open" else timezone.now(),
        **{"rating": 45, "statement": WORDS, "answer": "You are right.", **values},
    )


def test_the_page_shows_the_rating_with_all_that_stands_behind_it(client, catalogue):
    page = text(client.get(PAGE))
    flask = catalogue.framework_of["flask"]
    rating = flask.rating_of["graphql"]
    assert f"Rated {rating.value} of 100" in page
    assert rating.rationale in page
    assert f"Likely range {rating.low}–{rating.high}." in page
    assert all(item.statement in page for item in flask.cited(rating))
    assert "Your words are published with our answer once it is settled." in page


def test_what_is_sent_is_stored_once_and_thanked_for(client):
    sent = {"statement": f"  {WORDS}\r\nSecond\u202e line\x00. ", "source": "docs.example/page"}
    response = client.post(PAGE, sent)
    assert (response.status_code, response.url) == (302, f"{PAGE}?sent")
    client.post(PAGE, sent)
    dispute = Dispute.objects.get()
    assert (dispute.framework.slug, dispute.criterion.slug, dispute.rating) == ("flask", "graphql", 40)
    assert dispute.statement == f"{WORDS}\nSecond line."
    assert dispute.source == "https://docs.example/page"
    assert dispute.is_open
    thanks = text(client.get(response.url))
    assert "Thank you: we have your words" in thanks
    assert "What happens next" in thanks


def test_an_open_dispute_is_not_shown_and_a_settled_one_with_its_answer_is(client):
    settle(status="open", statement="Open words, long enough.")
    settle(status="rejected", statement="Wrong words.", answer="No, see the release.")
    settle(source="https://docs.example/page")
    for address in (PAGE, "/frameworks/flask/", "/criteria/graphql/"):
        page = text(client.get(address))
        assert "Open words" not in page
    assert 'href="/frameworks/flask/graphql/#disputes">Disputed and accepted on' in page
    assert "and 1 time before" in page
    page = text(client.get(PAGE))
    assert page.index("You are right.") < page.index("No, see the release.")
    assert "when the rating was 45" in page
    assert '<a href="https://docs.example/page" rel="nofollow noopener noreferrer ugc">' in page
    assert "Disputed and" not in text(client.get("/frameworks/django/"))


def test_a_framework_links_to_the_page_of_each_rating(client):
    assert f'<a href="{PAGE}">Why, and ' in text(client.get("/frameworks/flask/"))


@pytest.mark.parametrize("address", ["/criteria/graphql/", "/compare/"])
def test_every_rating_links_to_its_dispute(client, address):
    assert f'href="{PAGE}#dispute">Dispute this rating<span' in text(client.get(address))


@pytest.mark.parametrize(
    ("data", "error"),
    [
        ({}, "Say what is wrong with the rating."),
        ({"statement": "  \n\u200b "}, "Say what is wrong with the rating."),
        ({"statement": "no!"}, "Say in a few words what is wrong"),
        ({"statement": "." * 50}, "Say in a few words what is wrong"),
        ({"statement": "x" * 2001}, "Use at most 2000 characters; these are 2001."),
        ({"statement": WORDS, "source": f"https://docs.example/{'x' * 500}"}, "Use at most 500 characters"),
        *(
            ({"statement": WORDS, "source": address}, "Enter a whole web address")
            for address in (
                "javascript:alert(1)",
                "JavaScript://docs.example/%0aalert(1)",
                "data:text/html,x",
                "ftp://docs.example/",
                "https://",
                "https://docs.example@evil.example/",
                'https://docs.example/"><script>',
                "two words",
                "http://[",
            )
        ),
    ],
)
def test_what_cannot_be_used_is_a_field_error_and_keeps_what_was_typed(client, data, error):
    response = client.post(PAGE, data)
    page = text(response)
    assert response.status_code == 422
    assert error in page
    assert "<title>Error: " in page
    assert "<script>" not in page.replace("&lt;script&gt;", "")
    assert not Dispute.objects.exists()
    assert data.get("statement", "").strip("\u200b \n") in page


def test_the_longest_words_are_counted_without_the_browsers_line_ends(client):
    written = "\n".join(["x" * 9] * 200)
    assert len(written) == 1999
    assert client.post(PAGE, {"statement": written.replace("\n", "\r\n")}).status_code == 302
    assert Dispute.objects.get().statement == written


def test_words_are_shown_as_words(client):
    settle(statement='<img src=x onerror="alert(1)">', answer="<b>No</b>")
    page = text(client.get(PAGE))
    assert "<img src=x" not in page
    assert "&lt;img src=x" in page
    assert "<b>No</b>" not in page


def test_a_machine_that_fills_every_field_is_thanked_and_nothing_is_stored(client):
    response = client.post(PAGE, {"statement": WORDS, "subject": "Cheap pills"})
    assert (response.status_code, response.url) == (302, f"{PAGE}?sent")
    assert not Dispute.objects.exists()
    form = text(client.get(PAGE))
    field = form[form.index('<div class="not-for-people" aria-hidden="true">') :].split("</div>")[0]
    assert 'autocomplete="off" tabindex="-1"' in field


def test_the_sixth_within_an_hour_is_refused_and_not_lost(client):
    for number in range(5):
        assert client.post(PAGE, {"statement": f"{WORDS} {number}"}).status_code == 302
    assert client.post(PAGE, {}).status_code == 422, "what cannot be sent anyway is not counted"
    response = client.post("/frameworks/django/graphql/", {"statement": "Others may read this."})
    page = text(response)
    assert response.status_code == 429
    assert 3500 < int(response["Retry-After"]) <= 3600
    assert "try again in 60 minutes." in page
    assert "Others may read this.</textarea>" in page
    assert Dispute.objects.count() == 5
    elsewhere = client.post(PAGE, {"statement": "From another network."}, REMOTE_ADDR="203.0.113.9")
    assert elsewhere.status_code == 302
    assert client.get(PAGE).status_code == 200


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("address", ["flask/familiarity", "flask/nothing", "nothing/graphql", "flask/graphql%00"])
def test_what_is_not_rated_has_no_page(client, method, address):
    response = getattr(client, method)(f"/frameworks/{address}/", {"statement": WORDS})
    assert response.status_code == 404
    assert not Dispute.objects.exists()


def test_a_draft_has_no_page(client):
    flask = Framework.objects.get(slug="flask")
    flask.published = False
    flask.save()
    assert client.post(PAGE, {"statement": WORDS}).status_code == 404


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_a_wrong_method_is_told_on_a_page(client, method):
    response = getattr(client, method)(PAGE)
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, POST")


def test_head_tells_what_get_would(client):
    response = client.head(PAGE)
    assert (response.status_code, response.content) == (200, b"")
    assert client.head(f"{PAGE}?sent").status_code == 200


def test_another_charset_a_megabyte_and_a_forged_form_are_refused(client):
    latin = client.post(PAGE, "statement=caf%E9", content_type="application/x-www-form-urlencoded; charset=latin-1")
    assert latin.status_code == 400
    assert client.post(PAGE, {"statement": "x" * 1_000_000}).status_code == 413
    assert Client(enforce_csrf_checks=True).post(PAGE, {"statement": WORDS}).status_code == 403
    assert not Dispute.objects.exists()


def test_bytes_that_are_no_text_do_no_harm(client):
    body = b"statement=Some+words+that+end+badly+%FF%FE%ED%A0%80"
    assert client.post(PAGE, body, content_type="application/x-www-form-urlencoded").status_code == 302


@pytest.mark.parametrize("address", [PAGE, f"{PAGE}?sent"])
def test_nothing_of_it_is_kept_by_a_cache(client, address):
    assert "no-store" in client.get(address)["Cache-Control"]
