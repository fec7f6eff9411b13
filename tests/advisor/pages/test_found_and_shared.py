"""What every public page tells search engines and link previews, and what private ones do not."""

import json
from dataclasses import replace

import pytest
from django.test import Client
from django.urls import resolve

from advisor.linked_data import breadcrumbs
from recommender.editions.current import current_edition, replace_catalogue
from tests.browser.test_accessibility import CATALOGUE_PAGES
from tests.pages import head_of

SITE = "http://advisor.test"
UNLISTED = {"404", "propose"}  # a form for one rating is found on that rating’s page
PUBLIC = [address for name, address in CATALOGUE_PAGES.items() if name not in UNLISTED]
HOSTILE = "</script><!--<script>\"&'\u2028"


@pytest.mark.parametrize("address", PUBLIC)
def test_every_public_page_says_what_it_is_and_where(client, edition, address):
    response = client.get(address, headers={"host": "elsewhere.example"})
    head = head_of(response)
    assert head.title.count("Framework Advisor") == 1
    assert 30 < len(head.meta["description"]) < 300
    told = {name.removeprefix("og:"): value for name, value in head.meta.items() if name.startswith("og:")}
    assert told["title"] == head.title.removesuffix(" – Framework Advisor")
    assert told["description"] == head.meta["description"]
    assert head.links["canonical"] == told["url"] == f"{SITE}{address}"
    assert (told["type"], told["site_name"]) == ("website", "Framework Advisor")
    assert told["image"] == f"{SITE}/card.png"
    assert (told["image:width"], told["image:height"], told["image:type"]) == ("1200", "630", "image/png")
    assert told["image:alt"]
    assert head.meta["twitter:card"] == "summary_large_image"
    assert "elsewhere.example" not in response.content.decode()
    assert "robots" not in head.meta


def test_no_two_of_them_say_the_same(client, edition):
    heads = [head_of(client.get(address)) for address in PUBLIC]
    assert len({head.title for head in heads}) == len({head.meta["description"] for head in heads}) == len(PUBLIC)


def test_what_makes_another_page_stands_in_its_address_and_nothing_else_does(client, edition):
    def canonical(address: str) -> str:
        return head_of(client.get(address)).links["canonical"].removeprefix(SITE)

    assert canonical("/?utm_source=x") == "/"
    assert canonical("/method/neutrality/?candidates=all&x=1") == "/method/neutrality/?candidates=all"
    assert canonical("/editions/?page=1") == canonical("/editions/?page=nonsense") == "/editions/"
    assert canonical("/compare/?f=flask&f=django&x=1") == "/compare/?f=django&f=flask"


def test_private_pages_tell_nothing(visitor):
    visitor.answer("project", "public-api")
    private = [visitor.address, visitor.check, f"/advise/{visitor.edit_key}/", f"/advise/{visitor.edit_key}/delete/"]
    for address in private:
        head = head_of(visitor.client.get(address))
        assert head.meta["robots"] == "noindex"
        assert "canonical" not in head.links
        assert not any(name.startswith("og:") for name in head.meta)


@pytest.mark.parametrize(("address", "status"), [("/nowhere/", 404), ("/advise/", 405), ("/r/none/", 404)])
def test_nor_do_pages_about_what_is_not_there(client, edition, address, status):
    head = head_of(client.get(address), status=status)
    assert head.meta["robots"] == "noindex"
    assert "canonical" not in head.links


def test_the_picture_of_the_site_is_for_other_sites_and_kept(client, edition):
    response = client.get("/card.png")
    assert response.content.startswith(b"\x89PNG")
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert response["Cache-Control"] == "public, max-age=0, s-maxage=60"
    assert response.cookies == {}


@pytest.mark.parametrize("address", ["/apple-touch-icon.png", "/apple-touch-icon-precomposed.png"])
def test_phones_find_the_icon_where_they_look_for_it(client, address):
    assert client.get(address).url == "/static/img/touch-icon.png"


def data_of(client: Client, address: str) -> dict:
    [text] = head_of(client.get(address)).data
    data = json.loads(text)
    assert data["@context"] == "https://schema.org"
    assert "rating" not in str(data.keys()).lower(), "ours are no reviews"
    return data


def test_home_says_what_the_site_is(client, edition):
    site, application = data_of(client, "/")["@graph"]
    assert (site["@type"], site["url"]) == ("WebSite", f"{SITE}/")
    assert application["@type"] == "WebApplication"


def test_the_list_of_frameworks_says_what_the_catalogue_is_and_where_programs_get_it(client, edition):
    data = data_of(client, "/frameworks/")
    assert (data["@type"], data["version"]) == ("Dataset", "1")
    assert data["license"] == "https://creativecommons.org/licenses/by/4.0/"
    [document] = data["distribution"]
    found = client.get(document["contentUrl"].removeprefix(SITE))
    assert found["Content-Type"].startswith(document["encodingFormat"])
    assert str(found.json()["edition"]["number"]) == data["version"]


@pytest.mark.parametrize("address", ["/frameworks/fastapi/", "/criteria/graphql/", "/frameworks/flask/graphql/"])
def test_pages_below_others_say_where_they_stand(client, edition, address):
    trail = data_of(client, address)["itemListElement"]
    assert [item["position"] for item in trail] == list(range(1, len(trail) + 1))
    assert trail[-1]["item"] == f"{SITE}{address}"
    assert all(client.get(item["item"].removeprefix(SITE)).status_code == 200 for item in trail)


@pytest.mark.parametrize("name", ["framework", "rating", "compare"])
def test_hostile_names_stay_text(client, loaded, catalogue, name):
    """In attributes, in the title, and in JSON that must not end its script."""
    flask = catalogue.framework_of["flask"]
    named = replace(flask, name=HOSTILE[:40].rstrip("\u2028"), summary=HOSTILE)
    replace_catalogue(
        replace(catalogue, frameworks=tuple(named if item is flask else item for item in catalogue.frameworks))
    )
    assert current_edition().number == 2
    address = {"compare": "/compare/?f=flask"}.get(name, CATALOGUE_PAGES[name].replace("fastapi", "flask"))
    assert resolve(address.partition("?")[0]).view_name == name
    response = client.get(address)
    page, head = response.content.decode(), head_of(response)
    assert named.name in head.meta["og:title"]
    assert named.name in head.title
    assert page.count("<script") == page.count("</script>") == len(head.data) + page.count("<script src=")
    assert "<!--" not in page.partition("<body>")[0]
    if name != "compare":
        assert named.name in {item["name"] for item in json.loads(head.data[0])["itemListElement"]}


def test_a_trail_has_absolute_addresses():
    assert breadcrumbs(("A", "/a/"))["itemListElement"][0]["item"] == f"{SITE}/a/"
