"""The what-if page: its one address, bad input, that it sets no cookie, and that it can be kept as a new result."""

import re

import pytest
from django.test import Client

from advisor import evaluations
from advisor.models import Evaluation
from advisor.number_format import tenths
from recommender.editions.serialisation import canonical_json, digest
from recommender.engine.result.what_if import ADDED_QUESTION
from recommender.engine.types import Importance
from recommender.models import Criterion, Edition
from tests.factories import chosen, create_catalogue, yes_or_no

CANONICAL = {
    "w-graphql=150&w-api-tooling=100&w-documentation=0&w-maturity=": "w-graphql=150",
    "drop=flask&w-graphql=150&drop=flask": "w-graphql=150&drop=flask",
    "w-graphql=%20150": "w-graphql=150",
    "w-graphql=00150": "w-graphql=150",
    "drop=fastapi&drop=django": "drop=django&drop=fastapi",
    "demand=data&ease=api-style": "ease=api-style&demand=data",
    "step=api-tooling:-25": "w-api-tooling=75",
    "step=api-tooling:%2B25&w-api-tooling=490": "w-api-tooling=500",
    "step=graphql:-25": "",
    "step=graphql:-25&w-graphql=25&drop=flask": "drop=flask",
    "w-api-tooling=75&step=api-tooling:%2B25": "",
}
BAD_INPUT = (
    ("w-graphql=lots", "GraphQL: Give a whole number from 0 to 500. Until then it is 0 %."),
    ("w-api-tooling=-1", "API tooling (OpenAPI): Give a whole number from 0 to 500. Until then it is 100 %."),
    ("w-graphql=501", "Give a whole number from 0 to 500."),
    ("w-graphql=1.5", "Give a whole number from 0 to 500."),
    ("w-graphql=" + "9" * 5000, "Give a whole number from 0 to 500."),
    ("w-graphql=١٥", "Give a whole number from 0 to 500."),
    ("w-graphql=1&w-graphql=2", "The address gives this more than once."),
    ("drop=django&drop=flask&drop=fastapi", "Keep at least one framework."),
    ("w-nothing=3", "mean nothing on this result and were ignored: “w-nothing”."),
    ("drop=nothing", "“drop=nothing”"),
    ("ease=data", "“ease=data”"),
    ("demand=api-style", "“demand=api-style”"),
    ("step=graphql:10", "“step=graphql:10”"),
    ("step=nothing:-25", "“step=nothing:-25”"),
    ("x=1&y=1&z=1&a=1&b=1&c=1&d=1", "and 2 more."),
    ("drop=" + "long" * 1000, "“drop=" + "long" * 8 + "lon…”"),
    ("drop=%00%ff<script>", "&lt;script&gt;"),
)


@pytest.fixture
def result(visitor):
    """A result in which only FastAPI meets a must-have.

    In units of half a point api-tooling weighs 4·2 + 4·4 = 24, lightness and batteries 8 each, familiarity 4. FastAPI
    (24·90 + 8·50 + 8·20)/44 = 680/11, Django (24·20 + 8·20 + 8·90 + 4·100)/44 = 40, Flask (24·30 + 8·80 + 8·30)/44.
    """
    for slug, answer in {"project": "public-api", "pages": "none", "data": "relational", "known": ["django"]}.items():
        visitor.answer(slug, answer)
    visitor.answer("api-style", "openapi", "must-have")
    visitor.finish("Partner API")
    return visitor.evaluation


def address(result, query="", page="what-if/"):
    return f"{result.result_url()}{page}" + (f"?{query}" if query else "")


def open_page(result, query="", **headers):
    return Client().get(address(result, query), headers=headers)


def shown(response):
    return {move.standing.framework.slug: move for move in response.context_data["moves"]}


def weight(response, slug):
    fields = [*response.context_data["weighted"], *response.context_data["weightless"]]
    return next(field for field in fields if field.control.criterion.slug == slug)


def text_of(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", response.content.decode())).replace("\u00a0", " ")


def test_without_changes_it_shows_the_result_and_where_each_weight_stands(result):
    response = open_page(result)
    assert response.status_code == 200
    standings = Client().get(result.result_url()).context_data["outcome"].standings
    assert [move.standing for move in response.context_data["moves"]] == list(standings)
    assert not any(move.tenths or move.before for move in response.context_data["moves"])
    assert weight(response, "api-tooling").text == "100"
    assert weight(response, "graphql").text == "0"
    assert sum(field.share for field in response.context_data["weighted"]) == 1
    page = response.content.decode()
    assert "Back to the answers as given" not in page
    assert "Keep as a new result" not in page
    assert 'content="noindex"' in page


def test_other_weights_move_the_ranking(result):
    """GraphQL gets 3·2 = 6: Django (8·20 + 40·90 + 4·100 + 6·50)/58 = 76.9, FastAPI (8·50 + 40·20 + 6·60)/58 = 26.9."""
    response = open_page(result, "w-api-tooling=0&w-batteries-included=500&w-graphql=100&ease=api-style")
    django = shown(response)["django"]
    assert response.context_data["moves"][0] is django
    assert django.before == "was 2nd, 40.0"
    assert "FastAPI led; now Django leads." in text_of(response)
    assert re.search(r"Django was 2nd, 40\.0 76\.9 \+36\.9 ", text_of(response))
    assert weight(response, "batteries-included").share > weight(open_page(result), "batteries-included").share
    assert weight(response, "graphql").share > 0
    assert "Out-of-the-box functionality counts 500 % of what the answers give it" in text_of(response)
    assert "“What should the API speak?” is optional" in text_of(response)


def test_the_shown_changes_are_the_differences_of_the_shown_scores(result):
    before, after = shown(open_page(result)), shown(open_page(result, "w-maturity=300"))
    for slug, move in after.items():
        assert move.tenths == tenths(move.standing.score) - tenths(before[slug].standing.score)


def test_what_is_left_out_is_not_ranked(result):
    response = open_page(result, "drop=flask&drop=fastapi")
    assert list(shown(response)) == ["django"]
    assert 'id="drop-fastapi" checked' in response.content.decode()
    assert response.context_data["comparison"] is None


def test_must_haves_that_are_missed_are_named(result):
    response = open_page(result, "demand=data")
    assert shown(response)["fastapi"].standing.missed
    assert " requires at least 75 for Out-of-the-box functionality, missed by 55 points" in text_of(response)
    assert "No framework meets all your must-haves." in text_of(response)


def test_without_any_weight_it_says_how_to_get_a_ranking(result):
    fields = open_page(result).context_data["weighted"]
    response = open_page(result, "&".join(f"{field.name}=0" for field in fields) + "&ease=api-style")
    assert "Nothing counts any more." in text_of(response)
    assert "Keep as a new result" not in response.content.decode()
    assert response.context_data["comparison"] is None


def test_each_state_has_one_address(result):
    for query, canonical in CANONICAL.items():
        response = open_page(result, query)
        assert response.status_code == 302, query
        assert response.url.split("#")[0] == address(result, canonical)
        assert open_page(result, canonical).status_code == 200, canonical


def test_a_button_leads_back_to_its_field(result):
    assert open_page(result, "step=api-tooling:-25").url.endswith("?w-api-tooling=75#w-api-tooling")


def test_a_kept_address_shows_the_same_again(result):
    query = "w-graphql=150&drop=flask&ease=api-style"
    response = open_page(result, query)
    assert f"http://advisor.test{address(result, query)}".replace("&", "&amp;") in response.content.decode()
    assert open_page(result, query).content == response.content


def test_bad_input_gets_a_message_and_the_rest_of_the_page(result):
    for query, message in BAD_INPUT:
        response = open_page(result, f"{query}&w-maturity=200")
        assert response.status_code == 200, query
        assert message in text_of(response)
        assert "Error: What if" in text_of(response)
        assert len(response.context_data["moves"]) == 3, query
        assert weight(response, "maturity").text == "200"
        assert "Keep as a new result" not in response.content.decode()


def test_a_faulty_field_keeps_what_it_can_show_and_counts_as_before(result):
    response = open_page(result, "w-graphql=501&w-documentation=lots&w-maturity=200")
    assert (weight(response, "graphql").text, weight(response, "documentation").text) == ("501", "")
    assert weight(response, "graphql").share == 0
    assert response.content.decode().count('aria-invalid="true"') == 2


def test_an_address_with_very_many_parameters_is_refused(result):
    assert open_page(result, "&".join(f"p{number}=1" for number in range(4000))).status_code == 400


def test_htmx_gets_the_page_at_once_and_the_address_to_show(result):
    query = "w-graphql=150&w-maturity=&w-documentation=501"
    response = open_page(result, query, hx_request="true")
    assert response.status_code == 200
    assert response["HX-Replace-Url"] == address(result, "w-graphql=150")
    assert "autofocus" not in response.content.decode(), "the focus stays in the field"
    assert "HX-Request" in open_page(result)["Vary"]
    assert "HX-Replace-Url" not in open_page(result)


def test_everything_htmx_is_to_swap_is_on_the_page(result):
    """Four parts of the page; with them the exact numbers, or the levels and the share of each of the nine criteria."""
    page = open_page(result).content.decode()
    by_levels, by_numbers = (found.split(",") for found in re.findall(r'hx-select-oob="([^"]*)"', page))
    assert len(by_levels) == 4 + 1
    assert len(by_numbers) == 4 + 1 + 9
    for selector in ["#outcome", *by_levels, *by_numbers]:
        assert f'id="{selector[1:]}"' in page


def test_it_sets_no_cookie_and_is_asked_for_anew(result):
    response = open_page(result, "w-graphql=150")
    assert response.cookies == {}
    assert response["Cache-Control"] == "public, no-cache"
    assert "Cookie" not in response["Vary"]
    assert "csrf" not in response.content.decode()
    again = open_page(result, "w-graphql=150", if_none_match=response["ETag"])
    assert again.status_code == 304


def test_it_costs_two_queries_at_most(result, django_assert_max_num_queries):
    for query in ("", "w-graphql=150&drop=flask&demand=data"):
        with django_assert_max_num_queries(2):
            open_page(result, query)


def test_where_there_is_no_result(result):
    browser = Client()
    pages = [address(result), address(result, "w-graphql=150", "what-if/keep/")]
    assert [browser.get(page.replace(result.share_id, "nobody")).status_code for page in pages] == [404, 404]
    evaluations.delete(result.edit_key)
    assert [browser.get(page).status_code for page in pages] == [410, 410]


def test_it_only_answers_what_is_asked_for(result):
    assert Client().post(address(result)).status_code == 405
    assert Client().put(address(result, "w-graphql=150", "what-if/keep/")).status_code == 405


def test_an_old_result_keeps_its_edition(result, loaded):
    before = open_page(result, "w-batteries-included=200").content
    Criterion.objects.filter(slug="batteries-included").update(weight=100)
    criterion = Criterion.objects.get(slug="maturity")
    criterion.weight = 99
    criterion.save()
    assert open_page(result, "w-batteries-included=200").content == before


# Keeping


def keep(result, query):
    """Keep a what-if and return the new evaluation."""
    response = Client().post(address(result, query, "what-if/keep/"))
    return Evaluation.objects.get(edit_key=response.url.split("/")[2])


def finished(evaluation):
    return Client().get(Client().post(evaluation.check_url(), {"title": evaluation.title}).url)


def test_keeping_is_asked_first(result):
    query = "w-batteries-included=300&drop=flask&ease=api-style&demand=data"
    response = Client().get(address(result, query, "what-if/keep/"))
    assert response.status_code == 200
    for text in (
        "Out-of-the-box functionality counts 300 % of what the answers give it",
        "Flask is left out",
        "“What should the API speak?” is optional",
        "“How will the app keep its data?” is a must-have",
    ):
        assert text in text_of(response)
    assert "no-store" in response["Cache-Control"]
    assert 'content="noindex"' in response.content.decode()
    assert Evaluation.objects.count() == 1


def test_a_kept_what_if_comes_to_what_its_page_showed(result):
    query = "w-batteries-included=300&w-graphql=150&drop=flask&ease=api-style"
    tried = open_page(result, query)
    kept = keep(result, query)
    assert kept.origin == result
    assert kept.title == "Partner API"
    assert kept.answers["api-style"] == chosen("openapi", importance=Importance.DOUBLE)
    response = finished(kept)
    shown_there = response.context_data["outcome"].standings
    assert [(item.framework.slug, item.score) for item in shown_there] == [
        (move.standing.framework.slug, move.standing.score) for move in tried.context_data["moves"]
    ]
    assert f'<a href="http://advisor.test{result.result_url()}" rel="noreferrer">' in response.content.decode()
    assert "GraphQL counts too, 150 % of what one answer usually gives; Flask is left out." in text_of(response)


def test_the_original_stays_as_it_is(result):
    before = Client().get(result.result_url()).content
    keep(result, "w-batteries-included=300&drop=flask")
    assert Client().get(result.result_url()).content == before


def test_the_check_page_says_what_is_changed_and_hides_what_stands_for_it(result):
    kept = keep(result, "w-graphql=150&drop=flask")
    response = Client().get(kept.check_url())
    assert "You changed: GraphQL counts too, 150 % of what one answer usually gives; Flask is left out." in (
        text_of(response)
    )
    assert result.result_url() in response.content.decode()
    assert ADDED_QUESTION not in response.content.decode()
    assert Client().get(kept.question_url(ADDED_QUESTION)).status_code == 404


def test_the_standing_beside_a_question_is_that_of_the_what_if(result):
    kept = keep(result, "w-graphql=150&drop=flask")
    shown = Client().get(kept.question_url("lifetime")).context_data
    assert [item.framework.slug for item in shown["outcome"].standings] == ["fastapi", "django"]
    assert shown["step"].count == len(shown["open_questions"].open) + len(result.answers)
    assert not any(question.slug == ADDED_QUESTION for question in shown["open_questions"].open)


def test_other_must_haves_alone_are_told_too(result):
    kept = keep(result, "ease=api-style")
    assert kept.stored_what_if["percents"] == {}
    assert "on a result, with other must-haves." in text_of(Client().get(kept.check_url()))


def test_a_what_if_on_a_kept_one_starts_where_that_stands(result):
    kept = keep(result, "w-batteries-included=300&w-graphql=150&drop=flask&ease=api-style")
    finished(kept)
    kept.refresh_from_db()
    response = open_page(kept)
    assert (weight(response, "batteries-included").text, weight(response, "graphql").text) == ("300", "150")
    assert 'value="flask"' not in response.content.decode()
    assert set(shown(response)) == {"django", "fastapi"}
    assert not any(move.tenths for move in response.context_data["moves"])
    back = open_page(kept, "w-batteries-included=100&w-graphql=0")
    assert "counts" not in " ".join(back.context_data["adjustments"])
    assert back.context_data["adjustments"] == ("Flask is left out",)
    again = keep(kept, "w-batteries-included=100&w-graphql=200")
    assert again.origin == kept
    assert again.stored_what_if["percents"] == {"graphql": 200}
    assert again.stored_what_if["dropped"] == ["flask"]


def test_nothing_and_nonsense_cannot_be_kept(result):
    for query in ("", "w-graphql=501", "w-graphql=100&nothing=1"):
        response = Client().post(address(result, query, "what-if/keep/"))
        assert response.url == address(result, query)
    assert Evaluation.objects.count() == 1


def test_a_post_from_elsewhere_keeps_nothing(result):
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(address(result, "w-graphql=100", "what-if/keep/")).status_code == 403


def test_a_single_framework_can_be_kept(result):
    kept = keep(result, "drop=flask&drop=fastapi&ease=api-style")
    assert finished(kept).status_code == 200
    kept.refresh_from_db()
    assert "Leave out" not in text_of(open_page(kept))


@pytest.mark.django_db
def test_nothing_to_demand_and_nothing_without_weight():
    content = canonical_json(create_catalogue(yes_or_no("fast", "speed", 1)))
    edition = Edition.objects.create(number=1, digest=digest(content), content=content)
    evaluation = Evaluation.objects.create(
        edition=edition, stored_answers={"fast": {"chosen": ["yes"], "importance": "normal"}}
    )
    evaluation.finish()
    page = text_of(open_page(evaluation))
    assert "Must-haves" not in page
    assert "give no weight" not in page
