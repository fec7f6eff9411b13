"""The run through the questionnaire, as a visitor's browser does it."""

import pytest
from django.test import Client

from advisor.models import Evaluation
from recommender.models import Criterion
from tests.advisor.visitor import Visitor
from tests.pages import seen, text_of


def test_starting_makes_a_draft_and_leads_to_the_first_question(client, edition):
    response = client.post("/advise/")
    evaluation = Evaluation.objects.get()
    assert response.status_code == 302
    assert response.url == f"/advise/{evaluation.edit_key}/project/"
    assert (evaluation.edition.number, evaluation.answers, evaluation.is_finished) == (1, {}, False)
    assert str(evaluation) == f"Evaluation {evaluation.pk}"


def test_nothing_is_preselected(visitor):
    page = seen(visitor.client.get(visitor.address))
    assert [value for name, value in page.ticked if name == "choice"] == []
    assert ("choice", "public-api") in {(values.get("name"), values.get("value")) for _, values in page.elements}


def test_a_question_says_what_it_is_about(visitor):
    response = visitor.client.get(visitor.address)
    page = text_of(response)
    assert text_of(response, "h1") == "What are you building?"
    assert "Why we ask" in page
    assert "it counts for nothing, for or against any framework" in page
    assert "Part 1 of 3 · Your project · question 1 of 6" in page


def test_an_answer_is_saved_and_leads_on(visitor):
    response = visitor.answer("project", "public-api", "double")
    assert response.url == visitor.question("pages")
    assert visitor.evaluation.stored_answers == {"project": {"chosen": ["public-api"], "importance": "double"}}
    page = seen(visitor.client.get(visitor.question("project")))
    assert page.ticked == [("choice", "public-api"), ("importance", "double")]


def test_without_importance_an_answer_is_normal(visitor):
    visitor.answer("project", "public-api")
    assert visitor.evaluation.stored_answers["project"]["importance"] == "normal"


def test_a_skip_is_kept_as_such_and_takes_an_earlier_answer_back(visitor):
    visitor.answer("project", "public-api")
    assert visitor.skip("project").url == visitor.question("pages")
    assert visitor.evaluation.stored_answers["project"] == {"chosen": [], "importance": "normal"}
    assert "Skipped: counts for nothing" in text_of(visitor.client.get(visitor.check))


def test_a_question_that_depends_on_an_answer_comes_and_goes(visitor):
    visitor.answer("project", "public-api")
    assert visitor.answer("pages", "none").url == visitor.question("api-style")
    visitor.answer("project", "online-shop")
    assert visitor.answer("pages", "none").url == visitor.question("data")
    assert "What should the API speak?" not in text_of(visitor.client.get(visitor.check))


def test_changing_an_answer_from_the_check_page_leads_back_there_or_to_what_it_opened(visitor):
    visitor.answer("project", "prototype")
    address = visitor.question("pages")
    while address != visitor.check:
        address = visitor.client.post(address, {"skip": "yes"}).url
    assert visitor.answer("project", "online-shop").url == visitor.check
    assert visitor.answer("project", "public-api").url == visitor.question("api-style")


def test_the_standing_so_far_follows_the_answers(visitor):
    assert "No answer counts yet" in text_of(visitor.client.get(visitor.address))
    visitor.answer("project", "public-api")
    page = visitor.client.get(visitor.question("pages"))
    assert "From 1 answer, out of 100" in text_of(page)
    assert [standing.framework.slug for standing in page.context["outcome"].standings] == ["fastapi", "flask", "django"]


def test_familiarity_takes_several_frameworks_or_none(visitor):
    assert visitor.answer("known", ["django", "flask"]).status_code == 302
    assert visitor.evaluation.answers["known"].chosen == ("django", "flask")
    assert visitor.answer("known", ["none"]).status_code == 302
    refused = text_of(visitor.answer("known", ["django", "none"]), status=422)
    assert "Choose either frameworks or “None of these”." in refused


def test_back_leads_to_the_question_before_and_from_the_first_one_home(visitor):
    visitor.answer("project", "public-api")
    assert ("Back", visitor.question("project")) in seen(visitor.client.get(visitor.question("pages"))).links
    assert ("Back", "/") in seen(visitor.client.get(visitor.question("project"))).links


def test_a_finished_check_page_leads_to_the_result(visitor):
    visitor.answer("project", "online-shop")
    result = visitor.finish()
    assert visitor.client.get(visitor.check).url == result


def test_a_run_goes_on_on_another_device(visitor):
    visitor.answer("project", "online-shop")
    elsewhere = Visitor(Client())
    elsewhere.address = visitor.address
    elsewhere.answer("pages", "many")
    assert set(visitor.evaluation.answers) == {"project", "pages"}


def test_check_your_answers_lists_every_question_that_is_asked(visitor):
    visitor.answer("project", "online-shop", "half")
    page = text_of(visitor.client.get(visitor.check))
    assert "What are you building? An online shop" in page
    assert "Half" in page
    assert page.count("Not answered yet: counts for nothing") == 5
    assert f"http://advisor.test/advise/{visitor.edit_key}/" in page


def test_finishing_leads_to_the_result_without_the_edit_key(visitor):
    visitor.answer("project", "online-shop")
    result = visitor.finish("Book shop")
    evaluation = visitor.evaluation
    assert result == f"/r/{evaluation.share_id}/"
    assert evaluation.title == "Book shop"
    assert visitor.edit_key not in visitor.client.get(result).content.decode()


def test_a_title_keeps_no_blanks_around_it_and_may_be_missing(visitor):
    visitor.answer("project", "online-shop")
    visitor.finish("   ")
    assert visitor.evaluation.title == ""


def test_a_run_keeps_its_edition_when_the_catalogue_changes_under_it(visitor, loaded):
    visitor.answer("project", "public-api")
    Criterion.objects.get(slug="api-tooling").effects.all().delete()
    criterion = Criterion.objects.get(slug="lightness")
    criterion.weight = 0
    criterion.save()
    assert visitor.answer("pages", "none").url == visitor.question("api-style")
    result = visitor.client.get(visitor.finish())
    assert result.context["outcome"].weights["api-tooling"] > 0
    assert result.context["evaluation"].edition.number == 1
    assert Visitor(Client()).start().evaluation.edition.number == 2


def test_a_choice_deleted_meanwhile_can_still_be_chosen_in_a_run_that_knows_it(visitor, loaded):
    from recommender.models import Choice

    Choice.objects.get(question__slug="project", slug="prototype").delete()
    assert visitor.answer("project", "prototype").status_code == 302
    assert Visitor(Client()).start().answer("project", "prototype").status_code == 422


@pytest.mark.parametrize("page", ["project", "check", ""])
def test_private_pages_are_kept_by_no_cache_and_no_search_engine(visitor, page):
    visitor.answer("project", "online-shop")
    address = f"/advise/{visitor.edit_key}/{page}/" if page else f"/advise/{visitor.edit_key}/"
    response = visitor.client.get(address)
    assert "no-store" in response["Cache-Control"]
    assert response["Referrer-Policy"] == "same-origin"
    if page:
        assert '<meta name="robots" content="noindex">' in response.content.decode()


def test_query_budgets(visitor, django_assert_num_queries):
    with django_assert_num_queries(1):
        visitor.client.get("/")
    visitor.answer("project", "online-shop")
    with django_assert_num_queries(1):
        visitor.client.get(visitor.question("pages"))
    with django_assert_num_queries(1):
        visitor.client.get(visitor.check)
    result = visitor.finish()
    with django_assert_num_queries(2):  # itself, and the edition of today
        visitor.client.get(result)


@pytest.mark.parametrize(("page", "queries"), [("/", 2), ("question", 2), ("result", 3)])
def test_query_budgets_in_a_fresh_process(visitor, page, queries, django_assert_num_queries):
    """The catalogue is not in memory yet: one query more."""
    from recommender.editions.current import _contributions_by_digest

    visitor.answer("project", "online-shop")
    address = {"/": "/", "question": visitor.question("pages"), "result": visitor.finish() if page == "result" else ""}
    _contributions_by_digest.cache_clear()
    with django_assert_num_queries(queries):
        visitor.client.get(address[page])
