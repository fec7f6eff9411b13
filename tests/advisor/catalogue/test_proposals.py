"""Proposing a value for a rating: what is taken, what is refused, and that nothing which was typed is lost."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from recommender.editions.current import catalogue_of, current_edition
from recommender.models import Criterion, Framework, Rating, RatingProposal
from recommender.proposals.queue import file_proposal

pytestmark = pytest.mark.usefixtures("loaded")

RATING = "/frameworks/flask/graphql/"
PAGE = f"{RATING}propose/"
SENT = {
    "value": "60",
    "low": "50",
    "high": "70",
    "phrase": "An official view by a library",
    "reason": "Strawberry keeps a view for it, which the scale puts at 60.",
    "evidence_statement": "Strawberry 0.250 documents a view for Flask.",
    "evidence_source": "Strawberry documentation",
    "evidence_url": "https://docs.example/flask",
    "evidence_kind": "documented",
    "evidence_published": "2026-03",
    "interest": "yes",
}


@pytest.fixture(autouse=True)
def nobody_has_sent_anything_yet():
    cache.clear()


def text(response):
    return response.content.decode().replace("&#39;", "'").replace("&#34;", '"').replace("&#x27;", "'")


def test_the_form_begins_with_todays_rating_beside_the_scale(client, catalogue):
    page = text(client.get(PAGE))
    rating, scale = catalogue.framework_of["flask"].rating_of["graphql"], catalogue.criterion_of["graphql"].scale
    assert f'name="value" value="{rating.value}"' in page
    assert f'name="low" value="{rating.low}"' in page
    assert f'name="phrase" value="{rating.phrase}"' in page
    assert all(f"<td>{words}</td>" in page for _, words in scale)
    assert rating.rationale in page
    assert '<meta name="robots" content="noindex">' in page
    assert f'href="{PAGE}">Propose a value</a>' in text(client.get(RATING))


def test_what_is_sent_is_stored_once_with_the_rating_of_that_time_and_thanked_for(client):
    sent = SENT | {"reason": f"  {SENT['reason']}\r\nSecond\u202e line\x00. ", "evidence_source": "Strawberry\n docs"}
    response = client.post(PAGE, sent)
    assert (response.status_code, response.url) == (302, f"{PAGE}?sent")
    client.post(PAGE, sent)
    proposal = RatingProposal.objects.get()
    assert (proposal.framework.slug, proposal.criterion.slug, proposal.is_open) == ("flask", "graphql", True)
    assert (proposal.value, proposal.low, proposal.high, proposal.interest) == (60, 50, 70, "yes")
    assert proposal.former_value == Rating.objects.get(framework__slug="flask", criterion__slug="graphql").value
    assert proposal.reason == f"{SENT['reason']}\nSecond line."
    assert proposal.evidence_source == "Strawberry docs"
    thanks = text(client.get(response.url))
    assert "Thank you: we have your proposal" in thanks
    assert f'href="{RATING}"' in thanks


def test_sending_one_changes_neither_the_rating_nor_the_edition(client):
    before = current_edition()
    client.post(PAGE, SENT)
    assert current_edition() == before
    assert SENT["reason"] not in text(client.get(RATING)), "an open one is not shown"


def test_what_is_not_rated_yet_can_be_proposed(client):
    Rating.objects.get(framework__slug="flask", criterion__slug="graphql").delete()
    assert f'href="{PAGE}">Propose a value<span' in text(client.get("/frameworks/flask/"))
    assert f'href="{PAGE}">Propose a value<span' in text(client.get("/criteria/graphql/"))
    page = text(client.get(PAGE))
    assert "Not rated yet" in page
    assert 'name="value" value=' not in page
    response = client.post(PAGE, SENT)
    assert RatingProposal.objects.get().former_value is None
    assert f'href="{PAGE}"' in text(client.get(response.url)), "there is no page of the rating"


def test_an_honest_answer_about_oneself_is_asked_and_not_demanded(client):
    page = text(client.get(PAGE))
    assert "Do you work on Flask, or for somebody who gains by it?" in page
    assert client.post(PAGE, {name: value for name, value in SENT.items() if name != "interest"}).status_code == 302
    assert RatingProposal.objects.get().interest == ""


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"value": ""}, "Enter whole numbers from 0 to 100."),
        ({"value": "sixty"}, "Enter whole numbers from 0 to 100."),
        ({"value": "60.5"}, "Enter whole numbers from 0 to 100."),
        ({"low": "-1"}, "Enter whole numbers from 0 to 100."),
        ({"high": "101"}, "Enter whole numbers from 0 to 100."),
        ({"high": "9" * 400}, "Enter whole numbers from 0 to 100."),
        ({"value": "40"}, "The value must lie from “At least” to “At most”."),
        ({"low": "80"}, "The value must lie from “At least” to “At most”."),
        ({"phrase": "\u200b"}, "Say in a few words what the framework offers."),
        ({"phrase": "x" * 61}, "Use at most 60 characters; these are 61."),
        ({"reason": ""}, "Say why the scale gives this value."),
        ({"reason": "." * 50}, "Say in a few words why the scale gives this value"),
        ({"reason": "x" * 2001}, "Use at most 2000 characters; these are 2001."),
        ({"evidence_statement": ""}, "Say what your source says."),
        ({"evidence_statement": "x" * 1001}, "Use at most 1000 characters; these are 1001."),
        ({"evidence_source": ""}, "Enter the title of the source."),
        ({"evidence_kind": "measured"}, "Choose one of the kinds in the list."),
        ({"evidence_kind": ""}, "Choose one of the kinds in the list."),
        ({"evidence_kind": "forged"}, "Choose one of the kinds in the list."),
        ({"evidence_published": "March"}, "Enter a year, a month or a day"),
        ({"evidence_published": "2026-02-31"}, "Enter a year, a month or a day"),
        ({"interest": "perhaps"}, "Choose one of the three answers."),
        ({"evidence_url": ""}, "Enter the whole web address of the source"),
        ({"evidence_url": f"https://docs.example/{'x' * 200}"}, "Use at most 200 characters"),
        *(
            ({"evidence_url": address}, "Enter the whole web address of the source")
            for address in (
                "javascript:alert(1)",
                "JavaScript://docs.example/%0aalert(1)",
                "data:text/html,x",
                "ftp://docs.example/",
                "https://docs.example@evil.example/",
                'https://docs.example/"><script>',
                "http://[",
                "https://example..org/",
            )
        ),
    ],
)
def test_what_cannot_be_used_is_a_field_error_and_keeps_what_was_typed(client, change, error):
    response = client.post(PAGE, SENT | change)
    page = text(response)
    assert response.status_code == 422
    assert error in page
    assert "<title>Error: " in page
    assert "<script>" not in page.replace("&lt;script&gt;", "")
    assert not RatingProposal.objects.exists()
    assert all(words in page for name, words in SENT.items() if name in {"reason", "phrase"} - change.keys())


def test_each_thing_that_is_wrong_with_an_address_is_told_once(client):
    page = client.post(PAGE, SENT | {"evidence_url": "javascript:alert(1)"}).content.decode()
    assert page.count("Enter the whole web address of the source") == 2, "in the summary, and beside the field"


def test_an_address_cannot_look_like_that_of_somebody_else(client):
    """The first five letters of this host are Cyrillic; reviewers would read the name of a company that they know."""
    client.post(PAGE, SENT | {"evidence_url": "https://\u0430\u0440\u0440\u04cf\u0435.example:8000/b\u00fccher?q=1"})
    assert RatingProposal.objects.get().evidence_url == "https://xn--80ak6aa92e.example:8000/b\u00fccher?q=1"


def test_a_machine_that_fills_every_field_is_thanked_and_nothing_is_stored(client):
    response = client.post(PAGE, SENT | {"subject": "Cheap pills"})
    assert (response.status_code, response.url) == (302, f"{PAGE}?sent")
    assert not RatingProposal.objects.exists()


def test_the_sixth_of_all_kinds_within_an_hour_is_refused_and_not_lost(client):
    """Five contributions an hour come from one network, whatever they are: each takes the same reviewers' time."""
    assert client.post(RATING, {"statement": "Strawberry has a view for it."}).status_code == 302
    suggestion = {"name": "Bolt", "url": "https://bolt.example/", "reason": "Many of us use it."}
    assert client.post("/suggest/", suggestion).status_code == 302
    for number in range(3):
        assert client.post(PAGE, SENT | {"phrase": f"Phrase {number}"}).status_code == 302
    assert client.post(PAGE, SENT | {"value": ""}).status_code == 422, "what cannot be sent anyway is not counted"
    response = client.post(PAGE, SENT)
    assert response.status_code == 429
    assert 3500 < int(response["Retry-After"]) <= 3600
    assert "5 disputes, proposals and suggestions an hour can come from one network" in text(response)
    assert SENT["reason"] in text(response)
    assert RatingProposal.objects.count() == 3
    assert client.post(PAGE, SENT, REMOTE_ADDR="203.0.113.9").status_code == 302


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("address", ["flask/familiarity", "flask/nothing", "nothing/graphql", "flask/graphql%00"])
def test_what_we_do_not_rate_has_no_page(client, method, address):
    assert getattr(client, method)(f"/frameworks/{address}/propose/", SENT).status_code == 404


def test_a_draft_has_no_page(client):
    Framework.objects.filter(slug="flask").update(published=False)
    Criterion.objects.get(slug="graphql").save()
    assert client.post(PAGE, SENT).status_code == 404


def test_a_settled_one_is_shown_as_words_with_its_answer(client):
    rating = catalogue_of(current_edition()).framework_of["flask"].rating_of["graphql"]
    written = SENT | {"reason": '<img src=x onerror="alert(1)">', "evidence_source": "<b>=1+1</b>"}
    file_proposal(framework="flask", criterion="graphql", former=rating, **written)
    RatingProposal.objects.update(status="declined", answer="<i>No</i>, see the scale.", settled_at=timezone.now())
    for address in (RATING, PAGE):
        page = text(client.get(address))
        assert "&lt;img src=x" in page
        assert "&lt;i&gt;No&lt;/i&gt;, see the scale." in page
        assert not any(forbidden in page for forbidden in ("<img src=x", "<b>=1", "<i>No"))
        assert '<a href="https://docs.example/flask" rel="nofollow noopener noreferrer ugc">' in page
        assert f"when it was rated {rating.value}" in page


def test_a_forged_form_a_megabyte_and_another_method_are_refused(client):
    assert Client(enforce_csrf_checks=True).post(PAGE, SENT).status_code == 403
    assert client.post(PAGE, SENT | {"reason": "x" * 1_000_000}).status_code == 413
    assert client.delete(PAGE).status_code == 405
    assert not RatingProposal.objects.exists()


@pytest.mark.parametrize("address", [PAGE, f"{PAGE}?sent"])
def test_nothing_of_it_is_kept_by_a_cache(client, address):
    assert "no-store" in client.get(address)["Cache-Control"]
