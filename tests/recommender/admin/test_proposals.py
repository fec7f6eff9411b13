"""A proposed rating is looked at beside today's, accepted with one press, or declined; all of it or nothing."""

import pytest
from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.contrib.auth.models import Permission
from django.utils import timezone

from recommender.admin.proposal_forms import THANKS
from recommender.admin.proposal_review import PUBLIC_REASON
from recommender.editions.current import catalogue_of, current_edition
from recommender.editions.from_rows import read_catalogue
from recommender.engine.validity import Problem, problems
from recommender.models import Dispute, Evidence, Rating, RatingProposal
from tests.recommender.admin.forms import address, listed, text
from tests.recommender.proposals.create import REASON, create_proposal

pytestmark = pytest.mark.usefixtures("loaded", "few_respondents")


@pytest.fixture
def editor(client_in):
    return client_in("Editor", "edda")


@pytest.fixture
def reviewer(client_in):
    return client_in("Reviewer", "rita")


def flask_graphql():
    return Rating.objects.get(framework__slug="flask", criterion__slug="graphql")


def form_of(page):
    """What the browser sends back of the form that accepts, if nothing is changed."""
    parts = page.context["parts"]
    data = {bound.html_name: bound.value() for part in parts.all for bound in part}
    return data | {"_opened_on": page.context["editing"].number, "_why": page.context["why"]}


def press(client, proposal, button="Accept", **changes):
    """Open the page of a proposal, change something in its form, and press a button."""
    data = form_of(client.get(address(proposal)))
    return client.post(address(proposal), data | changes | {"_save": button}, follow=True)


def test_one_press_makes_rating_evidence_and_the_entries_of_the_next_editions_history(editor):
    first, proposal = current_edition(), create_proposal()
    cited = set(flask_graphql().evidence.values_list("key", flat=True))
    page = press(editor, proposal)
    assert "The rating of Flask: GraphQL is 60 now, with its new evidence." in text(page)
    rating = flask_graphql()
    assert (rating.value, rating.low, rating.high) == (60, 50, 70)
    assert (rating.phrase, rating.rationale) == (proposal.phrase, REASON)
    evidence = Evidence.objects.get(framework__slug="flask", key="strawberry-documentation")
    assert (evidence.statement, evidence.url) == (proposal.evidence_statement, proposal.evidence_url)
    assert (evidence.kind, evidence.published, evidence.checked) == ("documented", "2026-03", timezone.localdate())
    assert set(rating.evidence.values_list("key", flat=True)) == cited | {evidence.key}
    proposal.refresh_from_db()
    assert (proposal.status, proposal.answer, proposal.reason) == ("accepted", THANKS, REASON)
    second = current_edition()
    assert second.number == first.number + 1
    assert catalogue_of(second).framework_of["flask"].rating_of["graphql"].value == 60
    assert [(entry["who"], entry["what"], entry["why"]) for entry in second.history] == [
        ("edda", "Added the evidence “Flask: strawberry-documentation”", PUBLIC_REASON),
        ("edda", "Rating “Flask: GraphQL”: Changed Value, Low, High, Phrase, Rationale and Evidence.", PUBLIC_REASON),
    ]
    assert list(problems(read_catalogue(include_drafts=True))) == []


def test_what_is_not_rated_yet_gets_its_first_rating(editor):
    flask_graphql().delete()
    press(editor, create_proposal())
    rating = flask_graphql()
    assert (rating.value, rating.evidence.get().key) == (60, "strawberry-documentation")
    entry = LogEntry.objects.get(content_type__model="rating")
    assert (entry.action_flag, entry.object_id) == (ADDITION, str(rating.pk))


def test_the_reviewer_may_change_numbers_and_words_first_and_the_proposal_stays_as_it_was_sent(editor):
    proposal = create_proposal()
    changes = {"value": "55", "rationale": "Better words.", "evidence-source": "Its manual", "accept-answer": "Nearly."}
    press(editor, proposal, **changes, _why="We read the manual.")
    rating = flask_graphql()
    assert (rating.value, rating.rationale) == (55, "Better words.")
    assert rating.evidence.filter(key="its-manual").exists()
    proposal.refresh_from_db()
    assert (proposal.value, proposal.reason, proposal.answer) == (60, REASON, "Nearly.")
    assert current_edition().history[-1]["why"] == "We read the manual."


def test_keys_of_evidence_are_made_unique(editor):
    for value in (60, 61):
        press(editor, create_proposal(value=value))
    keys = Evidence.objects.filter(framework__slug="flask", url="https://docs.example/flask").order_by("pk")
    assert list(keys.values_list("key", flat=True)) == ["strawberry-documentation", "strawberry-documentation-2"]


def test_the_page_shows_it_beside_todays_rating_with_what_was_said_and_what_it_would_do(reviewer):
    rating, proposal = flask_graphql(), create_proposal()
    create_proposal(value=66)
    Dispute.objects.create(framework=rating.framework, criterion=rating.criterion, statement="It is more than that.")
    page = reviewer.get(address(proposal))
    shown = text(page)
    for words in (rating.rationale, REASON, proposal.evidence_statement, "It is more than that.", "66 (50–70)"):
        assert words in shown
    assert "or for somebody who gains by it? Yes." in shown
    assert "Since it was sent, the rating has changed" not in shown
    assert "What this change would do" in shown
    assert [str(edit.after) for edit in page.context["preview"].edits if edit.path[-1] == "value"] == ["60"]
    assert flask_graphql().value == rating.value, "a preview stores nothing"
    Rating.objects.filter(pk=rating.pk).update(value=45)
    told = f"then it was {rating.value} ({rating.low}–{rating.high}), and now it is 45"
    assert told in text(reviewer.get(address(proposal)))


def test_a_preview_of_other_numbers_stores_nothing(editor):
    before, proposal = read_catalogue(), create_proposal()
    page = press(editor, proposal, "Preview", value="70", **{"accept-answer": "Not yet."})
    assert [str(edit.after) for edit in page.context["preview"].edits if edit.path[-1] == "value"] == ["70"]
    assert form_of(page)["value"] == "70"
    assert "Not yet." in text(page)
    assert "Accept" in text(page)
    assert read_catalogue() == before
    proposal.refresh_from_db()
    assert proposal.is_open
    assert not LogEntry.objects.exists()


def test_who_may_not_change_ratings_does_not_accept_and_may_decline(reviewer):
    before, proposal = read_catalogue(), create_proposal()
    assert "takes an Editor" in text(reviewer.get(address(proposal)))
    assert press(reviewer, proposal).status_code == 403
    assert press(reviewer, proposal, "Preview").status_code == 403
    assert read_catalogue() == before
    refused = press(reviewer, proposal, "Decline", **{"decline-answer": "  "})
    assert refused.status_code == 422
    assert "To settle it, say in the answer what you found." in text(refused)
    press(reviewer, proposal, "Decline", **{"decline-answer": "The source says nothing of it."})
    proposal.refresh_from_db()
    assert (proposal.status, proposal.answer) == ("declined", "The source says nothing of it.")
    assert read_catalogue() == before
    assert LogEntry.objects.get().get_change_message() == "Changed Status and Answer."


@pytest.mark.parametrize("missing", ["change_rating", "add_evidence", "change_ratingproposal"])
def test_each_right_is_needed(client, django_user_model, missing):
    needed = {"view_ratingproposal", "change_ratingproposal", "change_rating", "add_evidence"} - {missing}
    user = django_user_model.objects.create_user("some", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=needed))
    client.force_login(user)
    assert press(client, create_proposal()).status_code == 403
    assert RatingProposal.objects.get().is_open


def test_a_first_rating_takes_the_right_to_add_one(client, django_user_model):
    needed = {"view_ratingproposal", "change_ratingproposal", "change_rating", "add_evidence"}
    user = django_user_model.objects.create_user("some", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=needed))
    client.force_login(user)
    flask_graphql().delete()
    assert press(client, create_proposal()).status_code == 403


def test_a_viewer_reads_and_a_link_accepts_nothing(client_in, editor):
    proposal, viewer = create_proposal(), client_in("Viewer")
    page = viewer.get(address(proposal))
    assert REASON in text(page)
    assert 'name="_save"' not in page.content.decode()
    assert "preview" not in page.context or page.context["preview"] is None
    assert viewer.post(address(proposal), {"_save": "Decline", "decline-answer": "No."}).status_code == 403
    editor.get(address(proposal), form_of(editor.get(address(proposal))) | {"_save": "Accept"})
    assert RatingProposal.objects.get().is_open


@pytest.mark.parametrize("deed", ["change", "delete"])
def test_what_another_editor_did_meanwhile_is_told_first(editor, client_in, deed):
    proposal, rating = create_proposal(), flask_graphql()
    data = form_of(editor.get(address(proposal))) | {"_save": "Accept"}
    other = client_in("Editor", "otto")
    if deed == "delete":
        other.post(address(rating, "delete"), {"post": "yes"})
    else:
        sent = {"value-{framework_id}-{criterion_id}": "45", "low-{framework_id}-{criterion_id}": "40",
                "high-{framework_id}-{criterion_id}": "50", "_save": "Save"}  # fmt: skip
        other.post("/admin/grid/", {name.format(**vars(rating)): value for name, value in sent.items()})
    refused = editor.post(address(proposal), data | {"phrase": "Typed words"})
    assert refused.status_code == 422
    assert "somebody else saved meanwhile" in text(refused)
    assert "otto" in text(refused)
    assert "Typed words" in refused.content.decode()
    assert RatingProposal.objects.get().is_open
    editor.post(address(proposal), form_of(refused) | {"_save": "Accept"})
    assert flask_graphql().value == 60


def test_another_row_that_was_changed_meanwhile_is_no_hindrance(editor, client_in):
    data = form_of(editor.get(address(create_proposal()))) | {"_save": "Accept"}
    django = Rating.objects.get(framework__slug="django", criterion__slug="graphql")
    LogEntry.objects.log_actions(editor.session["_auth_user_id"], [django], CHANGE, "")
    editor.post(address(RatingProposal.objects.get()), data)
    assert flask_graphql().value == 60


def test_of_two_who_settle_it_the_second_is_told(editor, reviewer):
    proposal = create_proposal()
    data = form_of(editor.get(address(proposal))) | {"_save": "Accept"}
    press(reviewer, proposal, "Decline", **{"decline-answer": "No, see the scale."})
    page = editor.post(address(proposal), data, follow=True)
    assert "Nothing was done: it is declined already." in text(page)
    assert flask_graphql().value != 60
    again = reviewer.post(address(proposal), {"_save": "Decline", "decline-answer": "No!"}, follow=True)
    assert "it is declined already" in text(again)
    assert RatingProposal.objects.get().answer == "No, see the scale."


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"value": "71"}, "A rating needs 0 ≤ low ≤ value ≤ high ≤ 100."),
        ({"value": "x"}, "Enter a whole number."),
        ({"phrase": ""}, "This field is required."),
        ({"phrase": "x" * 61}, "at most 60 characters"),
        ({"evidence-url": "javascript:alert(1)"}, "Enter a valid URL."),
        ({"evidence-url": ""}, "This field is required."),
        ({"accept-answer": " "}, "To settle it, say in the answer what you found."),
        ({"rationale": "turned \u202e round"}, "turns the direction of writing"),
        ({"evidence-published": "2026-02-31"}, "there is no 2026-02-31 in the calendar"),
    ],
)
def test_what_would_break_a_rule_is_told_and_nothing_is_half_done(editor, changes, error):
    before, proposal = read_catalogue(include_drafts=True), create_proposal()
    page = press(editor, proposal, **changes)
    assert page.status_code == 422
    assert error in text(page)
    assert "Error: " in page.content.decode().partition("</title>")[0]
    assert read_catalogue(include_drafts=True) == before
    assert not LogEntry.objects.exists()
    assert RatingProposal.objects.get().is_open


def test_a_rule_that_only_the_whole_catalogue_knows_takes_everything_back(editor, monkeypatch):
    before, proposal = read_catalogue(), create_proposal()
    found = [Problem(("frameworks", "flask", "ratings", "graphql"), "may not be so")]
    monkeypatch.setattr("recommender.admin.editing.problems", lambda catalogue: found if catalogue != before else [])
    page = press(editor, proposal)
    assert "the catalogue would break its own rules" in text(page)
    assert "frameworks › flask › ratings › graphql: may not be so" in text(page)
    assert read_catalogue() == before


def test_the_answer_of_a_settled_one_can_be_bettered_and_stays_settled(editor):
    proposal = create_proposal()
    press(editor, proposal)
    settled_at = RatingProposal.objects.get().settled_at
    page = editor.post(address(proposal), {"_save": "Save the answer", "decline-answer": "Thanks!"}, follow=True)
    assert "The answer is saved." in text(page)
    proposal.refresh_from_db()
    assert (proposal.status, proposal.answer, proposal.settled_at) == ("accepted", "Thanks!", settled_at)


def test_that_the_rating_has_changed_is_told_of_open_ones_not_of_one_that_changed_it(editor):
    accepted, other = create_proposal(), create_proposal(reason="Another place on the scale, for another reason.")
    press(editor, accepted)
    told = "Since it was sent, the rating has changed"
    assert told in text(editor.get(address(other)))
    assert told not in text(editor.get(address(accepted)))


def test_the_queue_shows_open_ones_and_all_on_demand(reviewer, django_assert_max_num_queries):
    create_proposal(reason="<script>alert(1)</script> is the reason of it.")
    with django_assert_max_num_queries(12):
        page = reviewer.get(listed(RatingProposal)).content.decode()
    assert "&lt;script&gt;alert(1)" in page
    assert f"{flask_graphql().value} → 60 (50–70)" in page
    assert 'rel="noopener noreferrer nofollow ugc">https://docs.example/flask</a>' in page
    press(reviewer, RatingProposal.objects.get(), "Decline", **{"decline-answer": "No."})
    assert "0 proposed ratings" in text(reviewer.get(listed(RatingProposal)))
    assert "Declined on" in text(reviewer.get(listed(RatingProposal), {"status": "all"}))
    assert reviewer.get("/admin/recommender/ratingproposal/add/").status_code == 403


def test_spam_can_be_deleted(reviewer):
    reviewer.post(address(create_proposal(), "delete"), {"post": "yes"})
    assert not RatingProposal.objects.exists()


def test_one_that_is_gone_is_told(editor):
    proposal = create_proposal()
    where = address(proposal)
    proposal.delete()
    assert "Perhaps it was deleted?" in text(editor.get(where, follow=True))


def test_hostile_words_are_shown_as_words(reviewer):
    page = reviewer.get(address(create_proposal(reason="<img src=x onerror=alert(1)>", phrase="<b>x</b>")))
    assert "<img src=x" not in page.content.decode()
    assert "<b>x</b>" not in page.content.decode()
    assert THANKS not in text(page), "who may not accept is offered no words for it"
