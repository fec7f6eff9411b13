"""The run through the questionnaire, as a visitor's browser does it."""

import pytest
from django.template.loader import render_to_string
from django.test import Client

from advisor.models import TITLE_LENGTH, Evaluation
from recommender.engine.types import Importance
from recommender.models import Criterion
from tests.advisor.visitor import Visitor
from tests.factories import chosen
from tests.pages import seen, text_of


def test_starting_makes_a_draft_and_leads_to_the_first_question(client, edition):
    response = client.post("/advise/")
    evaluation = Evaluation.objects.get()
    assert response.status_code == 302
    assert response.url == f"/advise/{evaluation.edit_key}/project/"
    assert (evaluation.edition.number, evaluation.answers, evaluation.is_finished) == (1, {}, False)
    assert str(evaluation) == f"Evaluation {evaluation.pk}"


def test_no_answer_is_preselected_and_importance_is_normal(visitor):
    page = seen(visitor.client.get(visitor.address))
    assert page.ticked == [("importance", "normal")]
    assert ("choice", "public-api") in {(values.get("name"), values.get("value")) for _, values in page.elements}


def test_a_question_says_what_it_is_about(visitor):
    response = visitor.client.get(visitor.address)
    page = text_of(response)
    assert text_of(response, "h1") == "What are you building?"
    assert "Why we ask" in page
    assert "Skipped questions do not affect the result." in page
    assert "1 of about 6 · Your project" in page


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
    assert "Will the app show web pages with forms? Not answered yet" in text_of(visitor.client.get(visitor.check))
    assert "What are you building? Skipped" in text_of(visitor.client.get(visitor.check))


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
    assert "Nobody leads yet." in text_of(visitor.client.get(visitor.address))
    visitor.answer("project", "public-api")
    page = visitor.client.get(visitor.question("pages"))
    assert "From 1 answer, out of 100" in text_of(page)
    standings = page.context_data["outcome"].standings
    assert [standing.framework.slug for standing in standings] == ["fastapi", "flask", "django"]


def test_familiarity_takes_several_frameworks_or_none(visitor):
    assert visitor.answer("known", ["django", "flask"]).status_code == 302
    assert visitor.evaluation.answers["known"].chosen == ("django", "flask")
    assert visitor.answer("known", ["none"]).status_code == 302
    refused = text_of(visitor.answer("known", ["django", "none"]), status=422)
    assert "Choose either frameworks or “None of these”." in refused


def test_back_leads_to_the_question_before_and_from_the_first_one_home(visitor):
    visitor.answer("project", "public-api")
    assert visitor.press("back", "pages").url == visitor.question("project")
    assert visitor.press("back", "project", "public-api").url == "/"


def test_back_saves_what_was_chosen_and_follows_it(visitor):
    visitor.answer("project", "public-api")
    assert visitor.press("back", "api-style", "openapi", "must-have").url == visitor.question("pages")
    assert visitor.evaluation.answers["api-style"] == chosen("openapi", importance=Importance.MUST_HAVE)


def test_back_from_a_question_as_it_was_saves_nothing(visitor):
    visitor.answer("project", "online-shop")
    assert visitor.press("back", "pages", importance="normal").status_code == 302
    assert set(visitor.evaluation.answers) == {"project"}
    visitor.skip("pages")
    visitor.press("back", "pages")
    assert visitor.evaluation.answers["pages"].is_skip


@pytest.mark.parametrize(("choice", "importance"), [([], "double"), (["nonsense"], ""), (["some"], "must-have")])
def test_back_says_what_cannot_be_saved_and_offers_to_leave_without_it(visitor, choice, importance):
    visitor.answer("project", "online-shop")
    response = visitor.press("back", "pages", choice, importance)
    page = seen(response, status=422)
    assert "Nothing was saved yet." in page.text
    assert ("go back without saving this page", visitor.question("project")) in page.links
    assert set(visitor.evaluation.answers) == {"project"}


def test_only_back_offers_to_leave_without_saving(visitor):
    assert "without saving" not in text_of(visitor.answer("project", []), status=422)


def test_back_does_not_drop_a_saved_answer_that_was_unchecked(visitor):
    visitor.answer("known", ["flask"])
    assert visitor.press("back", "known").status_code == 422
    assert visitor.evaluation.answers["known"] == chosen("flask")


def test_an_answer_that_asks_for_nothing_has_no_importance(visitor):
    visitor.answer("known", ["none"], "double")
    assert visitor.evaluation.answers["known"] == chosen("none")


def test_the_offered_result_takes_along_what_is_chosen(visitor):
    visitor.answer("project", "online-shop")
    assert visitor.press("result", "pages", "many", "double").url.startswith("/r/")
    assert visitor.evaluation.answers["pages"] == chosen("many", importance=Importance.DOUBLE)


def test_the_offered_result_needs_no_answer_and_keeps_the_name(visitor):
    visitor.answer("project", "online-shop")
    visitor.change("project", title="Book shop")
    assert visitor.press("result", "pages").url.startswith("/r/")
    assert visitor.evaluation.title == "Book shop"


def test_the_offered_result_says_what_cannot_be_saved(visitor):
    visitor.answer("project", "online-shop")
    assert visitor.press("result", "pages", "some", "must-have").status_code == 422
    assert not visitor.evaluation.is_finished


def test_a_result_that_cannot_be_had_yet_leads_to_the_answers(visitor):
    assert "Answer at least one question first." in text_of(visitor.press("result", "project"), status=422)


def test_change_keeps_the_name_and_leads_to_the_question(visitor):
    visitor.answer("project", "online-shop")
    assert visitor.change("project", title=" Book shop ").url == visitor.question("project")
    assert visitor.evaluation.title == "Book shop"
    assert 'value="Book shop"' in visitor.client.get(visitor.check).content.decode()


def test_change_says_that_a_name_is_too_long_and_keeps_it_on_the_page(visitor):
    name = "x" * (TITLE_LENGTH + 1)
    response = visitor.change("project", title=name)
    assert response.status_code == 422
    assert f'value="{name}"' in response.content.decode()


def test_change_of_an_unknown_question_or_a_finished_run_leads_nowhere(visitor):
    assert visitor.change("nonsense").status_code == 404
    visitor.answer("project", "online-shop")
    visitor.finish("Book shop")
    assert visitor.change("project", title="Another").status_code == 409
    assert visitor.evaluation.title == "Book shop"


def test_the_check_page_says_what_the_result_keeps_and_leads_on(visitor):
    page = text_of(visitor.client.get(visitor.check))
    assert (
        "The result keeps today’s ratings: its link will always show the same answers, weights, scores and ranking."
        in page
    )
    assert "Next question" in page
    address = visitor.address
    while address != visitor.check:
        address = visitor.client.post(address, {"skip": "yes"}).url
    assert "Next question" not in text_of(visitor.client.get(visitor.check))


@pytest.mark.parametrize("slug", ["online-shop", "data-service"])
def test_a_kind_of_project_has_an_icon(slug):
    assert "<path" in render_to_string("questionnaire/_project_icon.html", {"slug": slug})


def test_other_choices_have_no_icon(visitor):
    assert "<path" not in render_to_string("questionnaire/_project_icon.html", {"slug": "another-kind"})
    assert 'class="kind"' not in visitor.client.get(visitor.question("pages")).content.decode()


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
    assert page.count("Not answered yet") == 5
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
    assert result.context_data["outcome"].weights["api-tooling"] > 0
    assert result.context_data["evaluation"].edition.number == 1
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


@pytest.mark.parametrize("button", ["continue", "skip", "back"])
def test_an_answer_costs_a_query_to_read_the_run_and_one_to_write_it(visitor, button, django_assert_num_queries):
    visitor.answer("project", "online-shop")
    with django_assert_num_queries(2) as asked:
        assert visitor.press(button, "pages", "many").status_code == 302
    assert [query["sql"].split()[0] for query in asked] == ["SELECT", "UPDATE"]  # and no transaction around them


def test_what_cannot_be_kept_costs_one_query(visitor, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert visitor.answer("project", "forged").status_code == 422


def test_a_short_run_costs_no_more(client, edition, django_assert_num_queries):
    in_a_hurry = Visitor(client).start(short=True)
    with django_assert_num_queries(1):
        assert client.get(in_a_hurry.address).status_code == 200
    with django_assert_num_queries(2):
        assert in_a_hurry.skip(in_a_hurry.address.split("/")[3]).status_code == 302


@pytest.mark.parametrize(("page", "queries"), [("/", 2), ("question", 2), ("result", 3)])
def test_query_budgets_in_a_fresh_process(visitor, page, queries, django_assert_num_queries):
    """The catalogue is not in memory yet: one query more."""
    from recommender.editions.current import _contributions_by_digest

    visitor.answer("project", "online-shop")
    address = {"/": "/", "question": visitor.question("pages"), "result": visitor.finish() if page == "result" else ""}
    _contributions_by_digest.forget()
    with django_assert_num_queries(queries):
        visitor.client.get(address[page])


def test_it_is_said_that_must_haves_are_judged_with_add_ons_where_there_can_be_one(visitor):
    said = "A framework meets it if it does with the add-ons that people usually add."
    assert said in text_of(visitor.client.get(visitor.question("pages")))
    assert said not in text_of(visitor.client.get(visitor.question("project")))


def test_answers_that_ask_for_nothing_are_told_like_skips(visitor):
    visitor.answer("project", "public-api")
    visitor.answer("known", ["none"])
    visitor.skip("pages")
    page = text_of(visitor.client.get(visitor.check))
    assert "Which of these does your team know well? None of these: no effect" in page
    assert "Will the app show web pages with forms? Skipped: no effect" in page
    assert "What are you building? An API for others Change" in page
    result = text_of(visitor.client.get(visitor.finish()), "#answers")
    assert "Which of these does your team know well? None of these: no effect" in result
