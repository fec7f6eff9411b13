"""Suggesting a framework: stored once, one that is here already is known again, and answers become public."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from recommender.models import Framework, FrameworkSuggestion

pytestmark = pytest.mark.usefixtures("loaded")

PAGE = "/suggest/"
SENT = {
    "name": "Bolt",
    "url": "bolt.example/docs",
    "reason": "For small APIs; ten people keep it up.",
    "interest": "no",
}


@pytest.fixture(autouse=True)
def nobody_has_sent_anything_yet():
    cache.clear()


def text(response):
    return response.content.decode().replace("&#39;", "'").replace("&#34;", '"').replace("&#x27;", "'")


def test_the_list_of_frameworks_leads_to_it(client):
    assert f'href="{PAGE}">Suggest a framework</a>' in text(client.get("/frameworks/"))


def test_a_framework_may_be_called_suggest(client):
    flask = Framework.objects.get(slug="flask")
    flask.slug = "suggest"
    flask.save()
    assert "Suggest a framework</h1>" not in text(client.get("/frameworks/suggest/"))
    assert "Suggest a framework</h1>" in text(client.get(PAGE))


def test_what_is_sent_is_stored_once_and_thanked_for(client):
    response = client.post(PAGE, SENT | {"name": " Bolt\u202e\n "})
    assert (response.status_code, response.url) == (302, f"{PAGE}?sent")
    client.post(PAGE, SENT)
    suggestion = FrameworkSuggestion.objects.get()
    assert (suggestion.name, suggestion.url, suggestion.interest) == ("Bolt", "https://bolt.example/docs", "no")
    assert suggestion.is_open
    assert "Thank you: we have your suggestion" in text(client.get(response.url))
    client.post(PAGE, SENT | {"reason": "Somebody else has another reason."})
    assert FrameworkSuggestion.objects.count() == 2


@pytest.mark.parametrize("name", ["Flask", "flask", " FLASK ", "F.l-a sk"])
def test_one_that_is_here_already_is_answered_with_its_page(client, name):
    response = client.post(PAGE, SENT | {"name": name})
    page = text(response)
    assert response.status_code == 422
    assert "Flask is here already" in page
    assert 'href="/frameworks/flask/">here is its page</a>' in page
    assert SENT["reason"] in page
    assert not FrameworkSuggestion.objects.exists()


def test_it_is_known_by_its_address_too(client, catalogue):
    address = catalogue.framework_of["flask"].facts.docs_url.replace("https://", "http://www.").rstrip("/") + "/?q"
    assert "Flask is here already" in text(client.post(PAGE, SENT | {"url": address}))


def test_a_draft_is_no_secret_that_this_form_tells(client):
    flask = Framework.objects.get(slug="flask")
    flask.published = False
    flask.save()
    assert client.post(PAGE, SENT | {"name": "Flask"}).status_code == 302


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"name": ""}, "Enter the name of the framework."),
        ({"name": "x" * 61}, "Use at most 60 characters; these are 61."),
        ({"url": ""}, "Enter a whole web address"),
        ({"url": "javascript:alert(1)"}, "Enter a whole web address"),
        ({"url": "https://bolt.example@evil.example/"}, "Enter a whole web address"),
        ({"reason": "good!"}, "Say in a few words why it should be here"),
        ({"reason": "x" * 2001}, "Use at most 2000 characters"),
        ({"interest": "perhaps"}, "Choose one of the three answers."),
    ],
)
def test_what_cannot_be_used_is_a_field_error(client, change, error):
    response = client.post(PAGE, SENT | change)
    assert response.status_code == 422
    assert error in text(response)
    assert not FrameworkSuggestion.objects.exists()


def test_a_machine_and_a_forged_form_store_nothing(client):
    assert client.post(PAGE, SENT | {"subject": "Cheap pills"}).status_code == 302
    assert Client(enforce_csrf_checks=True).post(PAGE, SENT).status_code == 403
    assert not FrameworkSuggestion.objects.exists()


def test_settled_ones_are_public_by_name_and_answer_only(client):
    client.post(PAGE, SENT)
    assert "Bolt" not in text(client.get(PAGE))
    FrameworkSuggestion.objects.update(
        status="declined", name="<b>Bolt</b>", answer="Nobody keeps it up.", settled_at=timezone.now()
    )
    page = text(client.get(PAGE))
    assert "&lt;b&gt;Bolt&lt;/b&gt;" in page
    assert "Nobody keeps it up." in page
    assert SENT["reason"] not in page
