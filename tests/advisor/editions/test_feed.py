"""The feed of changes, as a feed reader takes it."""

from datetime import UTC, datetime
from xml.etree import ElementTree

import feedparser
import pytest
from django.test import Client

from advisor.editions import feed
from recommender.editions.current import current_edition
from recommender.editions.history import log_changes
from recommender.models import Criterion, Edition, Rating

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def changed(loaded) -> Edition:
    criterion = Criterion.objects.get(slug="graphql")
    criterion.definition = "Queries & <mutations>."
    criterion.save()
    return current_edition()


def read(**headers):
    response = Client().get("/editions/feed.atom", headers=headers)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return feedparser.parse(response.content), response


def test_a_reader_finds_an_entry_for_each_edition_with_its_differences_as_text(changed):
    found, _ = read()
    assert not found.bozo
    assert found.version == "atom10"
    entry, first = found.entries
    assert entry.title == "Edition 2: 1 difference in “GraphQL”"
    assert "to “Queries &amp; &lt;mutations&gt;.”" in entry.summary
    assert entry.link == "http://advisor.test/editions/2/"
    assert datetime(*entry.updated_parsed[:6], tzinfo=UTC) == changed.created_at.replace(microsecond=0)
    assert first.title == "Edition 1: The first edition that is kept"


def test_what_was_pasted_into_a_text_or_a_reason_does_not_break_it(loaded, django_user_model):
    current_edition()
    rating = Rating.objects.get(framework__slug="flask", criterion__slug="graphql")
    rating.rationale = "Page one\x0cpage two \x1b[2J."
    rating.full_clean()
    rating.save()
    log_changes(django_user_model.objects.create_user("anna").pk, [rating], ["Rationale"], "From\x0ba PDF")
    current_edition()
    found, _ = read()
    assert not found.bozo
    assert "Page onepage two [2J." in found.entries[0].summary
    assert "Why: Froma PDF" in found.entries[0].summary


def test_it_has_all_that_the_standard_asks_for(changed):
    """RFC 4287, sections 4.1.1 and 4.1.2."""
    root = ElementTree.fromstring(read()[1].content)  # noqa: S314  we made it
    for part in (root, *root.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(part.findall(f"{ATOM}{name}")) == 1
    assert root.find(f"{ATOM}author/{ATOM}name").text
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    assert links == {
        "alternate": "http://advisor.test/editions/",
        "self": "http://advisor.test/editions/feed.atom",
    }
    assert "CC BY 4.0" in root.find(f"{ATOM}rights").text


def test_ids_stay_wherever_the_site_moves_and_no_address_is_made_of_the_request(changed, settings):
    settings.ALLOWED_HOSTS = ["*"]
    before, _ = read()
    settings.PUBLIC_URL = "https://moved.example"
    after, response = read(host="evil.example")
    assert [entry.id for entry in after.entries] == [entry.id for entry in before.entries]
    assert len({entry.id for entry in after.entries}) == 2
    assert all(entry.id.startswith("urn:uuid:") for entry in after.entries)
    assert after.entries[0].link == "https://moved.example/editions/2/"
    assert b"evil" not in response.content


def test_two_editions_with_the_same_content_have_ids_of_their_own(edition):
    Edition.objects.create(number=2, digest=edition.digest, content=edition.content)
    assert len({entry.id for entry in read()[0].entries}) == 2


def test_of_many_editions_and_differences_it_tells_the_newest_and_the_first(changed, monkeypatch):
    monkeypatch.setattr(feed, "ENTRIES", 1)
    monkeypatch.setattr(feed, "MOST_DIFFERENCES", 0)
    [entry] = read()[0].entries
    assert entry.title.startswith("Edition 2: 1 difference")
    assert "And 1 more on its page." in entry.summary
