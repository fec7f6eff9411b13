"""Frameworks side by side without answers: what can be chosen, what is shown, and the page's address."""

import re
from dataclasses import fields, replace

import pytest
from pytest_django.asserts import assertContains

from advisor.catalogue.comparison import SHOWN_FACTS, choose, side_by_side
from recommender.editions.current import replace_catalogue
from recommender.engine.types import Facts
from recommender.models import Claim, Criterion, Framework, OutsideOption, Persona, Question, Rating
from tests.factories import create_catalogue, create_framework
from tests.pages import seen, text_of


def columns(response) -> list[str]:
    """The frameworks at the head of the ratings."""
    return [words for words, address in seen(response, "#ratings").links if re.fullmatch("/frameworks/[^/]+/", address)]


def ticked(response) -> list[str]:
    return [value for name, value in seen(response).ticked if name == "f"]


def twelve_long_names():
    """Twelve frameworks with names as long as a name may be."""
    catalogue = create_catalogue(ratings={f"framework-{number}": {"speed": number} for number in range(12)})
    longest = [f"{framework.slug} {'x' * 60}"[:60] for framework in catalogue.frameworks]
    named = zip(catalogue.frameworks, longest, strict=True)
    return replace(catalogue, frameworks=tuple(replace(framework, name=name) for framework, name in named))


def test_facts_ratings_reasons_and_claims_of_those_chosen(client, edition, catalogue):
    response = client.get("/compare/?f=flask&f=django")
    page = seen(response)
    assert columns(response) == ["Django", "Flask"]
    assert ticked(response) == ["django", "flask"]
    for framework in (catalogue.framework_of["django"], catalogue.framework_of["flask"]):
        assert framework.facts.install in page.text
        assert (f"{framework.name} source code", framework.facts.repo_url) in page.links
        assert all(rating.rationale in page.text for rating in framework.ratings)
        assert all(claim.reason in page.text for claim in framework.claims)
    assert "pip install fastapi" not in page.text
    assert ("GraphQL", "/criteria/graphql/") in page.links
    assert ("Flask", "/frameworks/flask/") in page.links


def test_a_rating_has_its_value_its_range_and_its_sources(client, edition):
    """Flask is rated 80 on documentation, plausibly 70 to 90, by one source, and 40 on security features by two."""
    response = client.get("/compare/?f=flask")
    assert "Documentation 80 70 to 90 1 source " in text_of(response, "#ratings")
    assert "Security features 40 30 to 50 2 sources " in text_of(response, "#ratings")
    drawn = [values for tag, values in seen(response, "#ratings").elements if tag == "line"]
    assert ("70", "90") in {(line["x1"], line["x2"]) for line in drawn}


def test_few_frameworks_are_all_shown_to_those_who_choose_none(client, edition):
    response = client.get("/compare/")
    assert columns(response) == ["Django", "Flask", "FastAPI"]
    assert ticked(response) == ["django", "flask", "fastapi"]
    assertContains(response, "<title>Django, Flask and FastAPI: compare – Framework Advisor</title>", html=True)
    assert '<meta name="description" content="Django, Flask and FastAPI side by side: ' in response.content.decode()


def test_many_frameworks_wait_for_a_choice(client, db):
    replace_catalogue(twelve_long_names())
    response = client.get("/compare/")
    page = seen(response)
    assert "Choose the frameworks that you want to see side by side." in page.text
    assert sum(values.get("name") == "f" for tag, values in page.elements if tag == "input") == 12
    assert ticked(response) == []
    assert "table" not in dict(page.elements)


def test_of_many_frameworks_the_best_known_are_shown_to_those_who_choose_none(client, db):
    catalogue = twelve_long_names()
    known = [replace(item, best_known=place < 3) for place, item in enumerate(catalogue.frameworks)]
    replace_catalogue(replace(catalogue, frameworks=tuple(known)))
    response = client.get("/compare/")
    assert columns(response) == [framework.name for framework in known[:3]]
    assert len(ticked(response)) == 3
    assert "Frameworks, up to five at once" in text_of(response, "main")


def test_up_to_five_are_compared_and_of_more_none_is_lost(client, db):
    """Seven are asked for: five are shown, and all seven are still ticked for whoever unticks two."""
    catalogue = twelve_long_names()
    replace_catalogue(catalogue)
    names = [framework.name for framework in catalogue.frameworks]
    for count in (5, 7):
        asked = [framework.slug for framework in catalogue.frameworks[:count]]
        response = client.get("/compare/", {"f": asked, "only": "differences"})
        assert columns(response) == names[:5]
        assert ticked(response) == asked
        told = f"You chose seven: {names[5]} and {names[6]} are still ticked below, but not shown."
        assert (told in text_of(response)) == (count == 7)
    everything = dict(seen(response).links)["Show everything"]
    assert everything == "/compare/?" + "&".join(f"f={slug}" for slug in asked), "with the two that wait"


def test_five_frameworks_with_long_names(client, db):
    catalogue = twelve_long_names()
    replace_catalogue(catalogue)
    response = client.get("/compare/", {"f": [framework.slug for framework in catalogue.frameworks[:5]]})
    assert text_of(response, "h1") == "5 frameworks side by side"
    regions = [values for _, values in seen(response).elements if values.get("role") == "region"]
    assert {"Ratings side by side, a wide table"} <= {values["aria-label"] for values in regions}
    assert all(values["tabindex"] == "0" for values in regions), "who has no mouse must be able to scroll it"


def test_one_framework_asks_for_another(client, edition):
    response = client.get("/compare/?f=flask&only=differences")
    assert columns(response) == ["Flask"]
    assert "Flask is alone here. Choose another framework to compare it with." in text_of(response)
    assert "Hidden" not in text_of(response)
    assert sum(len(rows) for _, rows in response.context_data["table"].groups) == 8


def test_the_only_framework_of_all(client, loaded):
    Framework.objects.exclude(slug="flask").delete()
    assert "It is the only framework in the catalogue so far." in text_of(client.get("/compare/"))


def test_an_empty_site(client, db):
    page = seen(client.get("/compare/"))
    assert "There is no framework in the catalogue yet." in page.text
    assert "form" not in dict(page.elements)
    assert "There is no framework “xyz”" not in text_of(client.get("/compare/?f=xyz"))


def test_a_catalogue_without_criteria(client, loaded):
    for model in (Persona, Claim, OutsideOption, Question, Criterion):
        model.objects.all().delete()
    page = text_of(client.get("/compare/"))
    assert "There is no criterion in the catalogue yet." in page
    assert "No popular claim has been checked." in page


def test_unknown_and_repeated_slugs_are_named_and_the_rest_is_shown(client, edition):
    response = client.get("/compare/?f=xyz&f=django&f=xyz&f=django&f=flask&f=")
    page = text_of(response)
    assert page.count("There is no framework “xyz” in the catalogue.") == 1
    assert page.count("“django” is named more than once and counts once.") == 1
    assert columns(response) == ["Django", "Flask"]


def test_nothing_but_unknown_slugs(client, edition):
    response = client.get("/compare/?f=xyz")
    assert "There is no framework “xyz” in the catalogue." in text_of(response)
    assert "Choose the frameworks that you want to see side by side." in text_of(response)
    assert ticked(response) == []


def test_an_unpublished_framework_is_unknown(client, loaded):
    flask = Framework.objects.get(slug="flask")
    flask.published = False
    flask.save()
    response = client.get("/compare/?f=flask&f=django")
    assert "There is no framework “flask” in the catalogue." in text_of(response)
    assert columns(response) == ["Django"]


@pytest.mark.parametrize("slug", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "\x00", "x" * 3_000])
def test_a_slug_is_only_ever_shown_as_text(client, edition, slug):
    response = client.get("/compare/", {"f": [slug, "flask"]})
    assert "<script>" not in response.content.decode()
    assert "img" not in dict(seen(response).elements)
    assert columns(response) == ["Flask"]


def test_only_differences_hides_what_all_agree_on_and_counts_it(client, edition, catalogue):
    """Flask and FastAPI share Python versions, day of release and support, and are both rated 40 on security."""
    response = client.get("/compare/?f=flask&f=fastapi&only=differences")
    assert "Hidden, because both agree: 3 facts and 1 criterion." in text_of(response)
    compared = [row.criterion.slug for _, rows in response.context_data["table"].groups for row in rows]
    rated = [criterion.slug for criterion in catalogue.criteria if criterion.is_rated]
    assert compared == [slug for slug in rated if slug != "security-features"]
    shown = {address for _, address in seen(response, "#ratings").links if address.startswith("/criteria/")}
    assert shown == {f"/criteria/{slug}/" for slug in compared}
    assert ("Show everything", "/compare/?f=flask&f=fastapi") in seen(response).links
    assert ("only", "differences") in seen(response).ticked


def test_differences_worked_by_hand():
    """Alpha and beta agree on speed; on size both are 0, but beta only because nobody rated it: a difference."""
    catalogue = create_catalogue(ratings={"alpha": {"speed": 80, "size": 0}, "beta": {"speed": 80}})
    table = side_by_side(catalogue, catalogue.frameworks, only_differences=True)
    assert [[row.criterion.slug for row in rows] for _, rows in table.groups] == [["size"]]
    assert [row.fact.name for row in table.facts] == ["install"]
    assert (table.hidden_facts, table.hidden_criteria) == (10, 1)


def test_twins_differ_in_nothing_but_say_so(client, db):
    catalogue = create_catalogue(ratings={"alpha": {"speed": 80}, "beta": {"speed": 80}})
    alpha, beta = catalogue.frameworks
    replace_catalogue(replace(catalogue, frameworks=(alpha, replace(beta, facts=alpha.facts))))
    page = text_of(client.get("/compare/?only=differences"))
    assert "Hidden, because both agree: 11 facts and 1 criterion." in page
    assert "The facts are the same for all of them." in page
    assert "The ratings are the same for all of them." in page


def test_frameworks_that_differ_in_everything():
    catalogue = create_catalogue(ratings={"alpha": {"speed": 80}, "beta": {"speed": 81}})
    assert side_by_side(catalogue, catalogue.frameworks, only_differences=True).hidden_criteria == 0


def test_a_missing_rating_counts_as_0_and_says_so(client, loaded):
    Rating.objects.get(framework__slug="django", criterion__slug="graphql").delete()
    assert text_of(client.get("/compare/")).count("not rated (counts as 0)") == 1


def test_every_fact_of_a_framework_is_compared():
    assert {fact.name for fact in SHOWN_FACTS} == {field.name for field in fields(Facts)}


def test_the_order_is_that_of_the_catalogue():
    catalogue = create_catalogue(ratings={slug: {"speed": 1} for slug in ("c", "a", "b")})
    assert [item.slug for item in choose(catalogue, ["b", "a", "c"]).frameworks] == ["c", "a", "b"]
    assert choose(catalogue, []).frameworks == catalogue.frameworks
    five = replace(catalogue, frameworks=tuple(create_framework(slug) for slug in "abcde"))
    assert choose(five, []).frameworks == ()


@pytest.mark.parametrize(
    ("query", "canonical"),
    [
        ("", ""),
        ("?f=", ""),
        ("?f=flask&f=django", "?f=django&f=flask"),
        ("?f=flask&f=flask&f=xyz", "?f=flask"),
        ("?only=differences&f=flask&f=django&x=1", "?f=django&f=flask&only=differences"),
        ("?only=nonsense", ""),
    ],
)
def test_one_address_for_one_comparison_and_only_the_plain_page_is_indexed(client, edition, query, canonical):
    elements = seen(client.get(f"/compare/{query}"), "head").elements
    assert ("link", {"rel": "canonical", "href": f"http://advisor.test/compare/{canonical}"}) in elements
    assert (("meta", {"name": "robots", "content": "noindex"}) in elements) == bool(query)


def test_cacheable_without_a_cookie_and_with_one_query(client, edition, django_assert_num_queries):
    client.get("/compare/")
    with django_assert_num_queries(1):
        response = client.get("/compare/?f=django&f=flask")
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert "csrfmiddlewaretoken" not in response.content.decode()
    assert "public" in response["Cache-Control"]
    again = client.get("/compare/?f=django&f=flask", headers={"If-None-Match": response["ETag"]})
    assert again.status_code == 304
    assert client.post("/compare/").status_code == 405


def test_other_pages_lead_here(client, loaded):
    links = seen(client.get("/frameworks/flask/")).links
    assert ("Compare with Django", "/compare/?f=django&f=flask") in links
    assert ("Compare with FastAPI", "/compare/?f=flask&f=fastapi") in links
    assert ("Compare them side by side", "/compare/") in seen(client.get("/frameworks/")).links
    assert ("Compare", "/compare/") in seen(client.get("/")).links
    Framework.objects.exclude(slug="flask").delete()
    assert "Compare with" not in text_of(client.get("/frameworks/flask/"))
    assert "Compare them" not in text_of(client.get("/frameworks/"))


def test_of_very_many_unknown_names_the_first_twenty_are_told(client, edition):
    page = text_of(client.get("/compare/", {"f": [f"nobody-{number}" for number in range(2000)]}))
    assert page.count("There is no framework “nobody-") == 20
    assert "And 1980 more are not in the catalogue." in page
