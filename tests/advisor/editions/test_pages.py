"""The pages of editions: what changed, when and why; never who, nor what is no visitor's."""

from dataclasses import replace

import pytest
from django.contrib.admin.models import DELETION, LogEntry

from advisor.editions import views
from advisor.evaluations import create_finished
from recommender.editions.current import count_change, current_edition, kept_edition, replace_alone, replace_catalogue
from recommender.editions.history import is_draft, log_changes, log_deletions, parts_of
from recommender.models import CatalogueState, Criterion, Edition, Evidence, Framework, Question, Rating
from tests.answers import DJANGO_LEADS
from tests.factories import create_framework
from tests.pages import head_of, seen, text_of
from tests.recommender.admin.forms import form_data

pytestmark = pytest.mark.usefixtures("loaded")


@pytest.fixture
def anna(django_user_model):
    return django_user_model.objects.create_user("anna-the-editor")


def draft_framework() -> Framework:
    """A draft that is Flask in all but its name."""
    draft = Framework.objects.get(slug="flask")
    draft.pk, draft.slug, draft.name, draft.published = None, "zzyzx", "Zzyzx", False
    draft.save()
    return draft


@pytest.fixture
def second(anna) -> Edition:
    """An edition that changed Flask's summary, with a reason; and a draft with one, too."""
    flask = Framework.objects.get(slug="flask")
    flask.summary = "A small framework."
    flask.save()
    log_changes(anna.pk, [flask], ["Summary"], "It says so itself")
    draft = draft_framework()
    log_changes(anna.pk, [draft], ["Name"], "Zzyzx comes next spring")
    return current_edition()


def test_the_list_tells_what_each_edition_changed_and_why(client, second):
    page = seen(client.get("/editions/"), "main")
    assert "Edition 2 current" in page.text
    assert "1 difference in “Flask”. Why: It says so itself" in page.text
    assert "The first edition that is kept." in page.text
    assert ("Edition 1", "/editions/1/") in page.links
    assert any(address == "/editions/feed.atom" for _, address in page.links)


def test_the_page_of_an_edition_tells_its_differences_in_words_and_its_neighbours(client, second):
    page = seen(client.get("/editions/2/"), "main")
    assert "What changed since edition 1" in page.text
    assert "Frameworks 1 difference Flask" in page.text
    assert "Flask 1 difference Summary changed Before:" in page.text
    assert "Now: A small framework" in page.text
    assert "It says so itself" in page.text
    assert ("← Edition 1", "/editions/1/") in page.links
    assert ("Edition 2 →", "/editions/2/") in seen(client.get("/editions/1/"), "main").links


def test_each_page_of_the_list_has_a_title_and_an_address_of_its_own(client, second, monkeypatch):
    monkeypatch.setattr(views, "ON_A_PAGE", 1)
    heads = [head_of(client.get(f"/editions/?page={page}")) for page in (1, 2)]
    assert [head.title for head in heads] == [
        "Editions – Framework Advisor",
        "Editions, page 2 – Framework Advisor",
    ]
    assert [head.links["canonical"] for head in heads] == [
        "http://advisor.test/editions/",
        "http://advisor.test/editions/?page=2",
    ]


@pytest.mark.parametrize("ending", ["/", ".json", ".zip"])
@pytest.mark.parametrize("number", ["01", "0001", "+1", "1_0", "0", "١"])
def test_an_edition_has_one_address(client, number, ending):
    """Each other one would be computed and kept anew, whatever the limits: a zip takes half a second."""
    current_edition()
    assert client.get(f"/editions/1{ending}").status_code == 200
    assert client.get(f"/editions/{number}{ending}").status_code == 404
    assert client.get(f"/api/v1/editions/{number}").status_code == 404


def test_names_stand_as_they_are_written_and_an_order_by_a_word(client):
    Framework.objects.filter(slug="flask").update(name="aioflask")
    count_change()
    current_edition()
    flask = Framework.objects.get(slug="flask")
    flask.summary = "A small framework."
    flask.save()
    criterion = Criterion.objects.order_by("position").first()
    criterion.position = 10_000
    criterion.save()
    page = text_of(client.get(f"/editions/{current_edition().number}/"), "main")
    assert "2 differences in the order of criteria and “aioflask”." in page
    assert "Criteria 1 difference Order 1 difference" in page
    assert "Frameworks 1 difference aioflask 1 difference" in page


@pytest.mark.parametrize("address", ["/editions/", "/editions/2/", "/editions/feed.atom", "/api/v1/editions/2"])
def test_nobody_is_told_who_did_it_nor_of_a_draft_nor_what_the_log_says(client, second, address):
    assert second.history[0]["who"] == "anna-the-editor"
    text = client.get(address).content.decode()
    assert "It says so itself" in text
    for secret in ("anna", "zzyzx", "spring", "Framework “Flask”"):
        assert secret not in text.lower().replace("framework “flask”", "Framework “Flask”")


def test_the_first_edition_says_what_it_holds_and_where_it_is_from(client):
    page = text_of(client.get("/editions/1/"), "main")
    assert "No editor made it: it came from files, or a program wrote it." in page
    assert "Frameworks Django, Flask" in page


def test_reasons_of_before_they_were_public_stay_private(client, second):
    history = [{key: value for key, value in entry.items() if key != "is_public"} for entry in second.history]
    Edition.objects.filter(number=2).update(history=history)
    page = text_of(client.get("/editions/2/"), "main")
    assert "It says so itself" not in page
    assert "No public reason was given." in page


def test_what_belongs_to_a_draft_is_one(catalogue):
    flask = Framework.objects.get(slug="flask")
    rows = [Rating.objects.filter(framework=flask).first(), Evidence.objects.filter(framework=flask).first()]
    assert not any(map(is_draft, [flask, *rows, Question.objects.filter(published=True).first()]))
    Framework.objects.filter(pk=flask.pk).update(published=False)
    assert all(is_draft(type(row).objects.get(pk=row.pk)) for row in [flask, *rows])


def test_of_several_rows_only_those_that_visitors_see_have_a_public_reason(anna):
    draft, seen_one = draft_framework(), Criterion.objects.first()
    log_deletions(anna.pk, [draft, seen_one], "Tidied up")
    told = {entry.object_repr: entry.change_message for entry in LogEntry.objects.filter(action_flag=DELETION)}
    assert ["true" in told[str(row)] for row in (draft, seen_one)] == [False, True]


@pytest.mark.parametrize(("slug", "is_public"), [("flask", True), ("zzyzx", False)])
def test_the_reason_for_a_change_to_what_visitors_saw_is_public(admin_client, slug, is_public):
    """Also that for taking it from them: everybody sees that it is gone. The form says so beside the reason."""
    draft_framework()
    row = Framework.objects.get(slug=slug)
    address = f"/admin/recommender/framework/{row.pk}/change/"
    opened = admin_client.get(address)
    assert "Everybody can read it with the edition" in opened.content.decode()
    data = {name: value for name, value in form_data(opened).items() if name != "published" and value is not None}
    admin_client.post(address, data | {"summary": "Gone.", "_why": "It is no longer kept up", "_save": "Save"})
    [reason] = [part for part in parts_of(LogEntry.objects.get()) if "why" in part]
    assert reason == {"why": "It is no longer kept up", "is_public": is_public}


def test_a_large_edition_is_folded_and_grouped(client, catalogue, anna):
    frameworks = [
        replace(item, ratings=tuple(replace(rating, rationale=f"{rating.rationale} More.") for rating in item.ratings))
        for item in catalogue.frameworks
    ]
    changed = replace(catalogue, frameworks=(*frameworks, create_framework("birch", position=9)))
    replace_alone(lambda: replace_catalogue(changed), opened_on=9**9, what="Loaded", user=anna.pk, why="All anew")
    page = seen(client.get("/editions/2/"), "main")
    folds = [values for tag, values in page.elements if tag == "details"]
    assert len(folds) == len(catalogue.frameworks) + 1
    assert not any("open" in values for values in folds)
    assert "Birch new" in page.text
    assert f"in {len(catalogue.frameworks) + 1} frameworks." in page.text


def test_an_edition_may_change_nothing_that_visitors_see(client, edition):
    Edition.objects.create(number=2, digest=edition.digest, content=edition.content)
    assert "Nothing that visitors see" in text_of(client.get("/editions/2/"), "main")
    assert "No difference in what visitors see." in text_of(client.get("/editions/"), "main")


def test_pages_of_many_editions(client, edition, monkeypatch):
    monkeypatch.setattr(views, "ON_A_PAGE", 2)
    for number in (2, 3):
        Edition.objects.create(number=number, digest=edition.digest, content=edition.content)
    first, last = (seen(client.get(f"/editions/?page={page}"), "main") for page in (1, 99))
    assert "Edition 2 " in first.text
    assert ("Older editions", "?page=2") in first.links
    assert "The first edition" not in first.text
    assert ("Newer editions", "?page=1") in last.links
    assert "The first edition" in last.text


def test_a_list_costs_few_queries_once_its_differences_are_known(client, second, django_assert_max_num_queries):
    client.get("/editions/")
    with django_assert_max_num_queries(4):
        client.get("/editions/?page=1")


@pytest.mark.parametrize("address", ["/editions/7/", "/editions/7.json", "/editions/7.zip", f"/editions/{9**30}.json"])
def test_an_edition_that_is_not_there_is_told_as_such(client, address):
    response = client.get(address)
    assert response.status_code == 404
    assert "immutable" not in response.get("Cache-Control", "")
    assert "There is no edition" in response.content.decode()


def test_a_deleted_edition_is_gone_from_every_page(client, second):
    Edition.objects.create(number=3, digest=second.digest, content=second.content)
    CatalogueState.objects.update(edition=Edition.objects.get(number=3))
    known = client.get("/editions/")["ETag"]
    Edition.objects.get(number=2).delete()
    kept_edition.cache_clear()
    assert client.get("/editions/", headers={"if-none-match": known}).status_code == 200
    assert client.get("/editions/2/").status_code == client.get("/editions/2.json").status_code == 404
    assert "← Edition 1" in text_of(client.get("/editions/3/"), "main")


@pytest.mark.parametrize("address", ["/editions/2/", "/editions/2.json", "/editions/2.zip"])
def test_a_damaged_edition_is_refused(client, second, address):
    Edition.objects.filter(number=2).update(digest="0" * 64)
    response = client.get(address)
    assert response.status_code == 503
    assert "is damaged" in text_of(response, status=503)


def test_beside_a_damaged_edition_the_others_are_told(client, second):
    Edition.objects.filter(number=1).update(digest="0" * 64)
    assert "One of the two cannot be read" in text_of(client.get("/editions/2/"), "main")
    assert "Cannot be compared with the edition before." in text_of(client.get("/editions/"), "main")
    assert client.get("/api/v1/editions/2").json()["differences"] is None


def test_footer_home_and_method_lead_to_editions(client, edition):
    create_finished(edition, DJANGO_LEADS, title="", note="")
    assert ("edition 1", "/editions/1/") in seen(client.get("/"), "footer").links
    assert ("Every edition", "/editions/") in seen(client.get("/method/"), "main").links
    for address in ("/", "/editions/"):
        assert (
            '<link rel="alternate" type="application/atom+xml" title="Changes to the catalogue" '
            'href="/editions/feed.atom">' in client.get(address).content.decode()
        )


def test_the_api_tells_of_editions(client, second):
    found = client.get("/api/v1/editions").json()
    assert [item["edition"]["number"] for item in found["editions"]] == [2, 1]
    assert found["editions"][0] | {"edition": None} == {
        "edition": None,
        "page": "http://advisor.test/editions/2/",
        "is_current": True,
        "reasons": ["It says so itself"],
    }
    second = client.get("/api/v1/editions/2").json()
    assert second["summary"] == "1 difference in “Flask”."
    [difference] = second["differences"]
    assert difference["path"] == ["frameworks", "Flask", "summary"]
    assert difference["after"] == "A small framework."
    assert client.get("/api/v1/editions/1").json()["before"] is None
    assert client.get("/api/v1/editions/7").status_code == 404
