"""The pages of editions: the list, one edition, the differences of two, going back, and deleting."""

import json
import re
from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from advisor import evaluations
from advisor.models import Evaluation
from recommender.admin import editions as pages
from recommender.editions.current import current_edition
from recommender.editions.history import last_entry, log_changes
from recommender.editions.serialisation import digest
from recommender.models import Criterion, Edition, Framework
from tests.factories import chosen

pytestmark = pytest.mark.usefixtures("loaded", "few_respondents")

LIST = "/admin/recommender/edition/"
DIFF = "/admin/editions/diff/"
FORM = "application/x-www-form-urlencoded"


def page_of(edition, page="change"):
    return reverse(f"admin:recommender_edition_{page}", args=[edition.pk])


def text_of(response, status=200):
    assert response.status_code == status
    return " ".join(response.content.decode().replace("&#x27;", "'").split())


def weigh(weight: int) -> Edition:
    """The edition after GraphQL got another weight."""
    graphql = Criterion.objects.get(slug="graphql")
    graphql.weight = weight
    graphql.save()
    return current_edition()


def finished(edition: Edition, *, title: str = "Our secret shop") -> Evaluation:
    return evaluations.create_finished(edition, {"project": chosen("public-api")}, title=title, note="")


@pytest.fixture
def second(edition) -> Edition:
    return weigh(25)


def told(**entry) -> dict[str, str]:
    return {
        "who": "anna",
        "when": "2026-11-22T10:00:00+00:00",
        "what": "Criterion “GraphQL”: Changed Weight.",
        "why": "",
    } | entry


@pytest.mark.parametrize(
    ("history", "who", "why"),
    [
        ([], "–", pages.NOT_TOLD),
        ([told(why="A survey.")], "anna", "A survey."),
        ([told(why="So."), told(who="ben", what="b"), told(why="So."), told(why="No.")], "anna, ben", "So.; b; No."),
        ([told(what="a"), told(what="b"), told(what="a")], "anna", "a; b"),
        ([told(what=what) for what in "abcde"], "anna", "a; b; c; and 2 more"),
    ],
    ids=["nothing", "reason", "several", "no reason", "many"],
)  # fmt: skip
def test_who_and_why(history, who, why):
    edition = Edition(history=history)
    assert (pages.who(edition), pages.why(edition)) == (who, why)


def test_the_list_says_all_in_few_queries_and_without_contents(
    admin_client, edition, second, django_assert_num_queries
):
    finished(edition)
    evaluations.start()
    Edition.objects.bulk_create(
        Edition(number=number, digest=f"{number:064}", content="x" * 100_000, history=[told(why=f"Reason {number}")])
        for number in range(3, 60)
    )
    with django_assert_num_queries(9) as asked:  # with the savepoint, which only a test has
        page = text_of(admin_client.get(LIST))
    assert not [query for query in asked.captured_queries if '"content"' in query["sql"]]
    assert "Reason 59" in page
    assert "Edition 9<" not in page, "it is on the next page"
    page = text_of(admin_client.get(LIST, {"p": 2}))
    assert 'Edition 2 <span class="edition-current">current</span>' in page
    assert "Edition 1 <" not in page
    assert "1 result</td>" in page
    assert "1 result, 1 unfinished" not in page
    assert f'title="{second.digest}">{second.digest}<' in page


def test_the_page_of_an_edition_tells_all_of_it(admin_client, edition, second):
    share = finished(second)
    evaluations.start()
    Edition.objects.filter(pk=second.pk).update(history=[told(why="A <survey>.")])
    page = text_of(admin_client.get(page_of(second)))
    assert "The content matches it." in page
    assert "1 result, 1 unfinished" in page
    assert f"http://advisor.test/r/{share.share_id}/" in page
    assert share.edit_key not in page
    assert "secret shop" not in page
    assert "A &lt;survey&gt;." in page
    assert "<del>10</del>" in page
    assert "<ins>25</ins>" in page
    assert f"{DIFF}?from=1&amp;to=2" in page
    assert "it is the current edition and is what 1 result, 1 unfinished rest on" in page
    assert "deletelink" not in page
    assert reverse("admin:edition-restore", args=[2]) not in page
    assert 'href="/editions/2.json"' in page
    first = text_of(admin_client.get(page_of(edition)))
    assert "No earlier edition is there." in first
    assert reverse("admin:edition-restore", args=[1]) in first
    assert "deletelink" in first


def test_of_many_results_the_newest_are_listed(admin_client, edition, monkeypatch):
    monkeypatch.setattr(pages, "NEWEST", 1)
    old, new = finished(edition), finished(edition)
    Evaluation.objects.filter(pk=old.pk).update(finished_at=timezone.now() - timedelta(days=1))
    page = text_of(admin_client.get(page_of(edition)))
    assert "These are the newest 1." in page
    assert new.share_id in page
    assert old.share_id not in page


def test_only_the_note_can_be_changed_and_that_is_logged(admin_client, edition):
    posted = {"note": "The first one.", "number": 9, "digest": "x", "content": "{}"}
    admin_client.post(page_of(edition), posted)
    noted = Edition.objects.get()
    assert (noted.note, noted.number, noted.digest, noted.content) == (
        "The first one.", 1, edition.digest, edition.content,
    )  # fmt: skip
    assert LogEntry.objects.get().change_message == "Changed the note."
    assert "The first one." in text_of(admin_client.get(LIST))
    assert weigh(25).history == []
    assert admin_client.get(reverse("admin:recommender_edition_add")).status_code == 403


def test_who_may_only_look_changes_nothing(client_in, edition, second):
    viewer = client_in("Viewer")
    page = text_of(viewer.get(page_of(edition)))
    assert "<del>" not in page
    assert "<textarea" not in page
    assert reverse("admin:edition-restore", args=[1]) not in page
    assert viewer.get(DIFF, {"from": 1, "to": 2}).status_code == 200
    for address in (page_of(edition), page_of(edition, "delete"), reverse("admin:edition-restore", args=[1])):
        assert viewer.post(address, {"note": "x", "post": "yes", "_opened_on": 0}).status_code == 403
    assert Edition.objects.count() == 2


def test_differences_of_any_two_editions_in_both_directions(admin_client, edition, second, django_assert_num_queries):
    with django_assert_num_queries(3):  # the session, the user, both editions
        page = text_of(admin_client.get(DIFF, {"from": 1, "to": 2}))
    assert "1 difference: 1 changed, 0 added, 0 removed." in page
    assert "<caption>GraphQL</caption>" in page
    assert "<del>10</del>" in page
    assert "<ins>25</ins>" in page
    back = text_of(admin_client.get(DIFF, {"from": 2, "to": 1}))
    assert "<del>25</del>" in back
    assert "<ins>10</ins>" in back
    assert "No difference" in text_of(admin_client.get(DIFF, {"from": 2, "to": 2}))


def test_what_came_and_what_went_is_told_apart(admin_client, edition):
    Framework.objects.filter(slug="flask").update(published=False)
    weigh(10)
    page = text_of(admin_client.get(DIFF, {"from": 1, "to": 2}))
    assert "1 removed." in page
    assert 'All of it <span class="difference-kind">removed</span>' in page
    assert '<span class="difference-none">not there</span>' in page
    assert '<span class="difference-none">empty</span>' in page, "nobody accepts it any more"
    assert "1 added" in text_of(admin_client.get(DIFF, {"from": 2, "to": 1}))


@pytest.mark.parametrize(
    ("numbers", "message"),
    [
        ({"from": "1"}, "Give the number of an edition under “To”."),
        ({"to": "1"}, "Give the number of an edition under “From”."),
        ({"from": "1", "to": "99"}, "There is no edition 99."),
        ({"from": "-1", "to": "1"}, "“-1” is not the number of an edition."),
        ({"from": "²", "to": "1"}, "“²” is not the number of an edition."),
        ({"from": "one", "to": "1"}, "“one” is not the number of an edition."),
        ({"from": "9" * 40, "to": "1"}, "There is no edition 9999"),
        ({"from": "<b>", "to": "1"}, "“&lt;b&gt;” is not the number"),
        ({"from": "\0", "to": "1"}, "is not the number of an edition."),
    ],
)
def test_impossible_numbers_are_told(admin_client, edition, numbers, message):
    assert message in text_of(admin_client.get(DIFF, numbers), 400)


def test_the_page_to_compare_asks_for_two_editions(admin_client):
    assert "From edition" in text_of(admin_client.get(DIFF))


def test_a_damaged_edition_is_told_and_neither_compared_nor_restored(admin_client, edition, second):
    Edition.objects.filter(pk=edition.pk).update(content="{}")
    assert "The content does not match it" in text_of(admin_client.get(page_of(edition)))
    assert "one of the two editions is damaged" in text_of(admin_client.get(page_of(second)))
    assert "/editions/1.json" not in admin_client.get(page_of(edition)).content.decode()
    assert "Edition 1 is damaged" in text_of(admin_client.get(DIFF, {"from": 1, "to": 2}), 400)
    restore = reverse("admin:edition-restore", args=[1])
    assert "Edition 1 is damaged" in text_of(admin_client.get(restore), 409)
    assert "Edition 1 is damaged" in text_of(admin_client.post(restore, {"_opened_on": 0}), 409)


def hidden_number(page) -> str:
    return re.search(r'name="_opened_on" value="(\d+)"', page.content.decode())[1]


def test_going_back(admin_client, edition, second):
    address = reverse("admin:edition-restore", args=[1])
    page = admin_client.get(address)
    shown = text_of(page)
    assert "Nothing is restored yet." in shown
    assert "<del>25</del>" in shown
    assert Edition.objects.count() == 2
    response = admin_client.post(
        address, {"_opened_on": hidden_number(page), "_why": "The survey was wrong."}, follow=True
    )
    shown = text_of(response)
    third = Edition.objects.get(number=3)
    assert response.redirect_chain == [(page_of(third), 302)]
    assert "Edition 3 holds again what edition 1 held." in shown
    assert "Restored edition 1" in shown
    assert "The survey was wrong." in shown
    assert third.digest == edition.digest
    assert current_edition() == third
    assert "The survey was wrong." in text_of(admin_client.get(LIST))
    assert admin_client.get(reverse("admin:recommender_edition_history", args=[edition.pk])).status_code == 200
    assert admin_client.get("/admin/").status_code == 200


@pytest.mark.parametrize("number", ["stale", "", "x", "9" * 30, "-1", "²"])
def test_a_change_since_the_page_was_shown_shows_it_again(admin_client, admin_user, edition, second, number):
    address, who = reverse("admin:edition-restore", args=[1]), "somebody changed the catalogue"
    if number == "stale":
        number, who = hidden_number(admin_client.get(address)), "admin changed the catalogue on "
        weigh(30)
        log_changes(admin_user.pk, [Criterion.objects.get(slug="graphql")], ["Weight"], "")
    count = Edition.objects.count()
    response = admin_client.post(address, {"_opened_on": number, "_why": "Because <so>."})
    page = text_of(response, 409)
    assert f"Nothing is restored yet: {who}" in page
    assert "after this page was shown to you" in page
    assert 'value="Because &lt;so&gt;."' in page
    assert Edition.objects.count() == count
    assert admin_client.post(address, {"_opened_on": hidden_number(response)}).status_code == 302


def test_restoring_the_current_state_says_that_there_is_nothing_to_do(admin_client, edition):
    address = reverse("admin:edition-restore", args=[1])
    assert "There is nothing to restore" in text_of(admin_client.get(address))
    refused = admin_client.post(address, {"_opened_on": last_entry()})
    assert "There is nothing to restore" in text_of(refused, 409)
    for number in (99, int("9" * 40)):
        assert admin_client.get(reverse("admin:edition-restore", args=[number])).status_code == 404


def test_drafts_are_named_before_anything_is_done(admin_client, edition):
    flask = Framework.objects.get(slug="flask")
    flask.published, flask.summary = False, "Not ready."
    flask.save()
    Criterion.objects.create(
        slug="joy", name="Joy", published=True, group="x", definition="x", method="rubric", unit="x"
    )
    page = text_of(admin_client.get(reverse("admin:edition-restore", args=[1])))
    assert "so they become drafts, with all that belongs to them:</p> <ul> <li>Joy</li> </ul>" in page
    assert "never published is lost:</p> <ul> <li>Flask</li> </ul>" in page


def test_an_edition_that_breaks_a_rule_of_today_is_refused_with_the_reason(admin_client, edition):
    content = json.loads(edition.content)
    content["criteria"][0]["weight"] = 5000
    text = json.dumps(content)
    Edition.objects.create(number=90, digest=digest(text), content=text)
    address = reverse("admin:edition-restore", args=[90])
    page = text_of(admin_client.get(address))
    assert "weight: must be from 0 to 1000" in page
    assert "_why" not in page
    assert "must be from 0 to 1000" in text_of(admin_client.post(address, {"_opened_on": last_entry()}), 409)
    assert Criterion.objects.first().weight <= 1000


def test_an_edition_that_nothing_uses_can_be_deleted(admin_client, edition, second):
    assert "Are you sure" in text_of(admin_client.get(page_of(edition, "delete")))
    admin_client.post(page_of(edition, "delete"), {"post": "yes"})
    assert list(Edition.objects.values_list("number", flat=True)) == [2]
    assert current_edition() == second
    assert weigh(30).number == 3


def test_an_edition_in_use_cannot_be_deleted_and_the_page_says_by_what(admin_client, edition, second):
    finished(edition)
    evaluations.begin(edition=edition)
    with CaptureQueriesContext(connection) as asked:
        page = text_of(admin_client.get(page_of(edition, "delete")))
    assert not [query for query in asked if "advisor_evaluation" in query["sql"]], "of a million, none is loaded"
    assert "Edition 1 is what 1 result, 1 unfinished rest on." in page
    assert "secret shop" not in page
    admin_client.post(page_of(edition, "delete"), {"post": "yes"})
    assert "Edition 2 is the current edition." in text_of(admin_client.get(page_of(second, "delete")))
    admin_client.post(page_of(second, "delete"), {"post": "yes"})
    assert Edition.objects.count() == 2


def test_an_edition_is_not_deleted_either_when_what_uses_it_is_not_counted(admin_client, edition, second):
    """An earlier release finishes without counting."""
    Evaluation.objects.create(edition=edition, title="Our secret shop")
    page = text_of(admin_client.get(page_of(edition, "delete")))
    assert "Something rests on them that is not counted yet." in page
    assert "secret shop" not in page
    admin_client.post(page_of(edition, "delete"), {"post": "yes"})
    assert Edition.objects.count() == 2


@pytest.mark.parametrize("data", [{}, {"post": "yes"}], ids=["asked", "confirmed"])
@pytest.mark.parametrize("way", ["one", "several"])
def test_of_a_million_results_none_is_loaded_even_if_none_is_counted(admin_client, edition, second, way, data):
    Evaluation.objects.bulk_create(Evaluation(edition=edition) for _ in range(20))
    with CaptureQueriesContext(connection) as asked:
        if way == "several":
            admin_client.post(LIST, {"action": "delete_selected", "_selected_action": [edition.pk], **data})
        else:
            admin_client.generic("POST" if data else "GET", page_of(edition, "delete"), "post=yes", FORM)
    [one] = [query["sql"] for query in asked if "advisor_evaluation" in query["sql"]]
    assert one.endswith("LIMIT 1")
    assert Edition.objects.count() == 2


def test_several_are_deleted_together_or_not_at_all(admin_client, edition, second):
    third = weigh(30)
    chosen_editions = {"action": "delete_selected", "_selected_action": [edition.pk, third.pk], "post": "yes"}
    page = text_of(admin_client.post(LIST, chosen_editions))
    assert "Nothing was deleted." in page
    assert "Edition 3 is the current edition." in page
    assert Edition.objects.count() == 3
    chosen_editions["_selected_action"] = [edition.pk, second.pk]
    del chosen_editions["post"]
    assert "Are you sure" in text_of(admin_client.post(LIST, chosen_editions))
    admin_client.post(LIST, {**chosen_editions, "post": "yes"})
    assert list(Edition.objects.all()) == [third]


@pytest.mark.parametrize("error", ["protected", "integrity"])
@pytest.mark.parametrize("way", ["one", "several"])
def test_a_visitor_who_starts_meanwhile_is_told_of(admin_client, edition, second, monkeypatch, way, error):
    """Between the question whether anything uses it and the deletion; the database may notice it only at the end."""
    delete = Edition.delete

    def delete_late(row, *args):
        Evaluation.objects.create(edition=row)
        if error == "integrity":
            raise IntegrityError("a foreign key")
        return delete(row, *args)

    monkeypatch.setattr(Edition, "delete", delete_late)
    monkeypatch.setattr(
        pages.EditionAdmin, "delete_queryset", lambda self, request, rows: [row.delete() for row in rows]
    )
    if way == "one":
        response = admin_client.post(page_of(edition, "delete"), {"post": "yes"}, follow=True)
    else:
        data = {"action": "delete_selected", "_selected_action": [edition.pk], "post": "yes"}
        response = admin_client.post(LIST, data, follow=True)
    assert pages.IN_USE_MEANWHILE in text_of(response)
    assert Edition.objects.count() == 2
    assert not LogEntry.objects.exists()
