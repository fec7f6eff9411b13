"""The owner's page: go on, name, annotate, delete; and what is left after deleting."""

import pytest
from django.test import Client

from advisor import evaluations
from advisor.models import NOTE_LENGTH, DeletedResult, Evaluation
from recommender.engine.result.what_if import WhatIf


@pytest.fixture
def owner(visitor):
    visitor.answer("project", "public-api")
    return f"/advise/{visitor.edit_key}/"


@pytest.fixture
def result(visitor, owner):
    return visitor.finish("Partner API")


def test_a_draft_can_be_gone_on_with(visitor, owner):
    page = visitor.client.get(owner).content.decode()
    assert f'href="{visitor.question("pages")}">Go on' in page
    assert "not finished yet" in page
    assert "/r/" not in page


def test_a_finished_one_names_the_public_link_and_the_private_one(visitor, owner, result):
    response = visitor.client.get(owner)
    page = response.content.decode()
    assert f"http://advisor.test{result}" in page
    assert f"http://advisor.test{owner}" in page
    assert "no-store" in response["Cache-Control"]


def test_name_and_note_appear_on_the_result_and_change_no_score(visitor, owner, result):
    before = visitor.client.get(result).context_data["outcome"]
    response = visitor.client.post(owner, {"title": "  Booking\u202e API ", "note": "Who decides:\r\n<b>us</b>\x00"})
    assert response.url == f"{owner}?saved"
    assert "Saved." in visitor.client.get(response.url).content.decode()
    after = visitor.client.get(result)
    page = after.content.decode()
    assert "<strong>Booking API</strong>" in page
    assert "Who decides:<br>&lt;b&gt;us&lt;/b&gt;" in page
    assert [item.score for item in after.context_data["outcome"].standings] == [item.score for item in before.standings]


def test_what_is_too_long_is_refused_and_nothing_typed_is_lost(visitor, owner, result):
    note = "x" * (NOTE_LENGTH + 1)
    response = visitor.client.post(owner, {"title": "Another", "note": note})
    page = response.content.decode()
    assert response.status_code == 422
    assert "Use at most 1000 characters; these are 1001." in page
    assert note in page
    assert 'href="#id_note"' in page
    assert (visitor.evaluation.title, visitor.evaluation.note) == ("Partner API", "")


def test_deleting_asks_first(visitor, owner, result):
    page = visitor.client.get(f"{owner}delete/").content.decode()
    assert "Delete this result for good?" in page
    assert Evaluation.objects.count() == 1


def test_a_deleted_result_is_gone_for_good_at_every_address(visitor, owner, result):
    assert visitor.client.post(f"{owner}delete/").url == result
    assert Evaluation.objects.count() == 0
    left = DeletedResult.objects.get()
    assert result == f"/r/{left.share_id}/"
    for address in (result, f"{result}today/", f"{result}change/"):
        response = Client().get(address)
        assert response.status_code == 410, address
        assert "This result was deleted" in response.content.decode()
        assert "Partner API" not in response.content.decode()
    assert Client().get(owner).status_code == 404
    assert Client().post(f"{owner}delete/").status_code == 404


def test_a_deleted_draft_leaves_nothing(visitor, owner):
    assert visitor.client.post(f"{owner}delete/").url == "/"
    assert Evaluation.objects.count() == DeletedResult.objects.count() == 0


def test_the_share_id_lets_nobody_write(visitor, result):
    share_id = visitor.evaluation.share_id
    for address in (f"/advise/{share_id}/", f"/advise/{share_id}/delete/", f"/advise/{share_id}/check/"):
        assert Client().post(address, {"title": "Mine"}).status_code == 404
    assert Client().post(result, {"title": "Mine"}).status_code == 405
    assert Client().delete(result).status_code == 405
    assert visitor.evaluation.title == "Partner API"


def test_a_form_without_a_token_is_refused(visitor, owner, result):
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(owner, {"title": "Mine"}).status_code == 403
    assert strict.post(f"{owner}delete/").status_code == 403
    assert visitor.evaluation.title == "Partner API"


def test_the_owners_browser_forgets_what_it_kept_of_a_deleted_result(visitor, owner, result):
    assert visitor.client.post(f"{owner}delete/")["Clear-Site-Data"] == '"cache"'


def test_whoever_comes_too_late_finds_nothing_instead_of_an_error(visitor, owner):
    """As when two tabs delete and finish at the same time: what was found a moment ago is gone."""
    evaluations.delete(visitor.edit_key)
    for late in (lambda: evaluations.finish(visitor.edit_key, ""), lambda: evaluations.delete(visitor.edit_key)):
        with pytest.raises(evaluations.UnknownError):
            late()
    assert visitor.answer("project", "public-api").status_code == 404


def test_a_what_if_is_not_kept_of_a_result_that_was_deleted_meanwhile(visitor, owner, result):
    origin = visitor.evaluation
    evaluations.delete(visitor.edit_key)
    with pytest.raises(evaluations.UnknownError):
        evaluations.keep(origin, WhatIf(dropped=("flask",)))


def test_a_kept_what_if_of_other_must_haves_says_so_after_its_origin_is_deleted(visitor, owner):
    visitor.answer("api-style", "openapi", "must-have")
    visitor.finish()
    kept = evaluations.keep(visitor.evaluation, WhatIf(eased=("api-style",)))
    address = evaluations.finish(kept.edit_key, "").result_url()
    evaluations.delete(visitor.edit_key)
    page = Client().get(address).content.decode()
    assert "This result was kept from a what-if on another one, which its owner has deleted" in page
