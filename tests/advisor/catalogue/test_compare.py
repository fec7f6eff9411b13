"""Frameworks side by side without answers: what can be chosen, what is shown, and the page's address."""

import re
from dataclasses import fields, replace
from html import unescape

import pytest

from advisor.catalogue.comparison import SHOWN_FACTS, choose, side_by_side
from recommender.editions.current import replace_catalogue
from recommender.engine.types import Facts
from recommender.models import Claim, Criterion, Framework, Persona, Question, Rating
from tests.factories import create_catalogue, create_framework


def page_at(client, address="/compare/") -> str:
    response = client.get(address)
    assert response.status_code == 200
    return unescape(response.content.decode())


def columns(page: str) -> list[str]:
    """The frameworks at the head of the last table."""
    head = re.findall(r"<thead>(.*?)</thead>", page, re.DOTALL)[-1]
    return re.findall(r">([^<>]+)</a></th>", head)


def ticked(page: str) -> list[str]:
    return re.findall(r'name="f" value="([a-z0-9-]+)" id="[^"]+" checked', page)


def publish(catalogue) -> None:
    replace_catalogue(catalogue)


def twelve_long_names():
    """Twelve frameworks with names as long as a name may be."""
    catalogue = create_catalogue(ratings={f"framework-{number}": {"speed": number} for number in range(12)})
    longest = [f"{framework.slug} {'x' * 60}"[:60] for framework in catalogue.frameworks]
    named = zip(catalogue.frameworks, longest, strict=True)
    return replace(catalogue, frameworks=tuple(replace(framework, name=name) for framework, name in named))


def test_facts_ratings_reasons_and_claims_of_those_chosen(client, edition, shipped):
    page = page_at(client, "/compare/?f=flask&f=django")
    assert columns(page) == ["Django", "Flask"]
    assert ticked(page) == ["django", "flask"]
    for framework in (shipped.framework_of["django"], shipped.framework_of["flask"]):
        assert f"<code>{framework.facts.install}</code>" in page
        assert f'<a href="{framework.facts.repo_url}" rel="noreferrer">' in page
        assert all(rating.rationale in page for rating in framework.ratings)
        assert all(claim.reason in page for claim in framework.claims)
    assert "pip install fastapi" not in page
    assert 'href="/criteria/graphql/"' in page
    assert 'href="/frameworks/flask/"' in page


def test_a_rating_has_its_value_its_range_and_its_sources(client, edition, shipped):
    rating = next(item for item in shipped.framework_of["flask"].ratings if item.low < item.value < item.high)
    page = page_at(client, "/compare/?f=flask")
    assert re.search(
        rf'<span class="rated">{rating.value}</span> <span class="rated-range">{rating.low} to {rating.high}</span> '
        rf'<span class="sources">{len(rating.evidence)} source',
        page,
    )
    assert f'<line x1="{rating.low}" x2="{rating.high}"' in page


def test_few_frameworks_are_all_shown_to_those_who_choose_none(client, edition):
    page = page_at(client)
    assert columns(page) == ["Django", "Flask", "FastAPI"]
    assert ticked(page) == ["django", "flask", "fastapi"]
    assert "<title>Django, Flask and FastAPI: compare – Framework Advisor</title>" in page
    assert '<meta name="description" content="Django, Flask and FastAPI side by side: ' in page


def test_many_frameworks_wait_for_a_choice(client, db):
    publish(twelve_long_names())
    page = page_at(client)
    assert "Choose the frameworks that you want to see side by side." in page
    assert page.count('type="checkbox" name="f"') == 12
    assert ticked(page) == []
    assert "<table" not in page


def test_twelve_frameworks_with_long_names(client, db):
    catalogue = twelve_long_names()
    publish(catalogue)
    page = page_at(client, "/compare/?" + "&".join(f"f={framework.slug}" for framework in catalogue.frameworks))
    assert columns(page) == [framework.name for framework in catalogue.frameworks]
    assert "<h1>12 frameworks side by side</h1>" in page
    assert 'tabindex="0" role="region" aria-label="Ratings side by side, a wide table"' in page


def test_one_framework_asks_for_another(client, edition):
    page = page_at(client, "/compare/?f=flask&only=differences")
    assert columns(page) == ["Flask"]
    assert "Flask is alone here. Choose another framework to compare it with." in page
    assert "Hidden" not in page
    assert page.count('class="rated"') > 20


def test_the_only_framework_of_all(client, loaded):
    Framework.objects.exclude(slug="flask").delete()
    assert "It is the only framework in the catalogue so far." in page_at(client)


def test_an_empty_site(client, db):
    page = page_at(client)
    assert "There is no framework in the catalogue yet." in page
    assert "<form" not in page
    assert "There is no framework “xyz”" not in page_at(client, "/compare/?f=xyz")


def test_a_catalogue_without_criteria(client, loaded):
    for model in (Persona, Claim, Question, Criterion):
        model.objects.all().delete()
    page = page_at(client)
    assert "There is no criterion in the catalogue yet." in page
    assert "No popular claim has been checked." in page


def test_unknown_and_repeated_slugs_are_named_and_the_rest_is_shown(client, edition):
    page = page_at(client, "/compare/?f=xyz&f=django&f=xyz&f=django&f=flask&f=")
    assert page.count("There is no framework “xyz” in the catalogue.") == 1
    assert page.count("“django” is named more than once and counts once.") == 1
    assert columns(page) == ["Django", "Flask"]


def test_nothing_but_unknown_slugs(client, edition):
    page = page_at(client, "/compare/?f=xyz")
    assert "There is no framework “xyz” in the catalogue." in page
    assert "Choose the frameworks that you want to see side by side." in page
    assert ticked(page) == []


def test_an_unpublished_framework_is_unknown(client, loaded):
    flask = Framework.objects.get(slug="flask")
    flask.published = False
    flask.save()
    page = page_at(client, "/compare/?f=flask&f=django")
    assert "There is no framework “flask” in the catalogue." in page
    assert columns(page) == ["Django"]


@pytest.mark.parametrize("slug", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "\x00", "x" * 3_000])
def test_a_slug_is_only_ever_shown_as_text(client, edition, slug):
    response = client.get("/compare/", {"f": [slug, "flask"]})
    page = response.content.decode()
    assert response.status_code == 200
    assert "<script>" not in page
    assert "<img" not in page
    assert columns(page) == ["Flask"]


def test_only_differences_hides_what_all_agree_on_and_counts_it(client, edition, shipped):
    flask, fastapi = shipped.framework_of["flask"], shipped.framework_of["fastapi"]
    same = {slug for slug, value in flask.value_of.items() if fastapi.value_of[slug] == value}
    assert len(same) == 2, "the shipped ratings have moved on: choose another pair"
    page = page_at(client, "/compare/?f=flask&f=fastapi&only=differences")
    assert "Hidden, because both agree: no facts and 2 criteria." in page
    table = page[page.index('id="ratings"') : page.index('id="claims"')]
    for criterion in shipped.criteria:
        differs = criterion.is_rated and criterion.slug not in same
        assert (f'href="/criteria/{criterion.slug}/"' in table) == differs, criterion.slug
    assert 'href="/compare/?f=flask&f=fastapi">Show everything</a>' in page
    assert 'value="differences" id="only" checked' in page


def test_differences_worked_by_hand():
    """Alpha and beta agree on speed; on size both are 0, but beta only because nobody rated it: a difference."""
    catalogue = create_catalogue(ratings={"alpha": {"speed": 80, "size": 0}, "beta": {"speed": 80}})
    table = side_by_side(catalogue, catalogue.frameworks, only_differences=True)
    assert [[row.criterion.slug for row in rows] for _, rows in table.groups] == [["size"]]
    assert [row.fact.name for row in table.facts] == ["install"]
    assert (table.hidden_facts, table.hidden_criteria) == (9, 1)


def test_twins_differ_in_nothing_but_say_so(client, db):
    catalogue = create_catalogue(ratings={"alpha": {"speed": 80}, "beta": {"speed": 80}})
    alpha, beta = catalogue.frameworks
    publish(replace(catalogue, frameworks=(alpha, replace(beta, facts=alpha.facts))))
    page = page_at(client, "/compare/?only=differences")
    assert "Hidden, because both agree: 10 facts and 1 criterion." in page
    assert "The facts are the same for all of them." in page
    assert "The ratings are the same for all of them." in page


def test_frameworks_that_differ_in_everything():
    catalogue = create_catalogue(ratings={"alpha": {"speed": 80}, "beta": {"speed": 81}})
    assert side_by_side(catalogue, catalogue.frameworks, only_differences=True).hidden_criteria == 0


def test_a_missing_rating_counts_as_0_and_says_so(client, loaded):
    Rating.objects.get(framework__slug="django", criterion__slug="graphql").delete()
    assert page_at(client).count("not rated (counts as 0)") == 1


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
    page = page_at(client, f"/compare/{query}")
    assert f'<link rel="canonical" href="http://advisor.test/compare/{canonical}">' in page
    assert ('<meta name="robots" content="noindex">' in page) == bool(query)


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
    page = page_at(client, "/frameworks/flask/")
    assert '<a href="/compare/?f=django&f=flask">Compare with Django</a>' in page
    assert '<a href="/compare/?f=flask&f=fastapi">Compare with FastAPI</a>' in page
    assert 'href="/compare/">Compare them side by side</a>' in page_at(client, "/frameworks/")
    assert 'href="/compare/">Compare</a>' in page_at(client, "/")
    Framework.objects.exclude(slug="flask").delete()
    assert "Compare with" not in page_at(client, "/frameworks/flask/")
    assert "Compare them" not in page_at(client, "/frameworks/")
