"""Suggested frameworks: accepted, they become drafts; declined, they get an answer."""

import pytest
from django.contrib.admin.models import LogEntry

from recommender.editions.current import current_edition
from recommender.editions.from_rows import read_catalogue
from recommender.engine.validity import problems
from recommender.models import Framework, FrameworkSuggestion
from tests.recommender.admin.forms import address, listed, text
from tests.recommender.proposals.create import create_suggestion

pytestmark = pytest.mark.usefixtures("loaded", "few_respondents")


@pytest.fixture
def editor(client_in):
    return client_in("Editor", "edda")


@pytest.fixture
def reviewer(client_in):
    return client_in("Reviewer", "rita")


def settle(client, suggestion, status="accepted", answer="We take it in."):
    shown = {"initial-status": FrameworkSuggestion.objects.get(pk=suggestion.pk).status}
    return client.post(address(suggestion), shown | {"status": status, "answer": answer}, follow=True)


def test_accepting_makes_a_draft_that_no_visitor_sees_and_leads_to_it(editor):
    before, suggestion = current_edition(), create_suggestion()
    page = settle(editor, suggestion)
    draft = Framework.objects.get(slug="bolt")
    assert (draft.name, draft.docs_url, draft.published, draft.best_known) == (
        "Bolt", "https://bolt.example/", False, False,
    )  # fmt: skip
    assert page.redirect_chain == [(address(draft), 302)]
    assert "“Bolt” is accepted. This is its draft" in text(page)
    suggestion.refresh_from_db()
    assert (suggestion.status, suggestion.framework) == ("accepted", draft)
    assert current_edition() == before
    assert list(problems(read_catalogue(include_drafts=True))) == []
    assert LogEntry.objects.filter(content_type__model="framework").get().user.username == "edda"


def test_it_makes_one_draft_however_often_it_is_saved(editor):
    suggestion = create_suggestion()
    for answer in ("Yes.", "Yes, we take it in."):
        settle(editor, suggestion, answer=answer)
    settle(editor, suggestion, "open", "")
    settle(editor, suggestion)
    assert Framework.objects.filter(name="Bolt").count() == 1


def test_one_that_is_declined_after_all_is_not_called_accepted(editor):
    suggestion = create_suggestion()
    settle(editor, suggestion)
    told = text(settle(editor, suggestion, "declined", "Nobody keeps it up."))
    assert "is accepted" not in told
    assert "was changed successfully" in told


def test_a_page_that_was_opened_before_somebody_settled_it_does_not_turn_the_verdict(editor, reviewer):
    suggestion = create_suggestion()
    settle(editor, suggestion)
    stale = {"initial-status": "open", "status": "declined", "answer": "Nobody keeps it up."}
    assert "it is accepted now. Save once more to change that." in text(reviewer.post(address(suggestion), stale))
    suggestion.refresh_from_db()
    assert suggestion.status == "accepted"


def test_a_draft_gets_a_slug_of_its_own(editor):
    settle(editor, create_suggestion(name="Flask"))
    assert Framework.objects.get(published=False).slug == "flask-2"


def test_who_may_add_no_framework_declines_but_does_not_accept(reviewer):
    suggestion = create_suggestion()
    assert "which takes an Editor" in text(settle(reviewer, suggestion))
    assert FrameworkSuggestion.objects.get().is_open
    assert "To settle it, say in the answer what you found." in text(settle(reviewer, suggestion, "declined", " "))
    settle(reviewer, suggestion, "declined", "Nobody keeps it up.")
    suggestion.refresh_from_db()
    assert (suggestion.status, suggestion.answer) == ("declined", "Nobody keeps it up.")
    assert not Framework.objects.filter(name="Bolt").exists()


def test_the_page_says_what_the_catalogue_has_of_that_name(editor):
    assert "nothing of this name" in text(editor.get(address(create_suggestion())))
    flask = address(Framework.objects.get(slug="flask"))
    assert f'href="{flask}">Flask</a>' in editor.get(address(create_suggestion(name="flask"))).content.decode()


def test_the_queue_shows_words_as_words(reviewer):
    create_suggestion(name="<b>Bolt</b>")
    page = reviewer.get(listed(FrameworkSuggestion)).content.decode()
    assert "&lt;b&gt;Bolt&lt;/b&gt;" in page
    assert '<a href="https://bolt.example/" rel="noopener noreferrer nofollow ugc">' in page


def test_a_list_does_not_publish_a_draft_that_is_not_filled_in(editor):
    settle(editor, create_suggestion())
    draft = Framework.objects.get(name="Bolt")
    evidence = draft.evidence.create(
        key="docs", statement="It can.", kind="documented", source="Docs", checked="2026-11-01"
    )
    for criterion in draft.criteria_to_rate():
        rating = draft.ratings.create(criterion=criterion, value=50, low=40, high=60, phrase="So", rationale="So so.")
        rating.evidence.add(evidence)
    page = editor.get(listed(Framework))
    data = {"_save": "Save", "_opened_on": page.context["editing"].number}
    formset = page.context["cl"].formset
    for form in [formset.management_form, *formset.forms]:
        data |= {bound.html_name: bound.value() for bound in form if bound.value() not in (None, False)}
    row = next(form for form in formset.forms if form.instance.name == "Bolt")
    told = text(editor.post(listed(Framework), data | {f"{row.prefix}-published": "on"}))
    assert "Before it is published, fill in on its page: summary, choose when" in told
    assert "first release" in told
    assert not Framework.objects.get(name="Bolt").published
