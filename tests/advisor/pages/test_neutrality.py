"""The page about neutrality: what it says is what the engine finds, for every edition anew."""

import re
from dataclasses import replace
from fractions import Fraction

import pytest
from django.core.cache import caches

from advisor.number_format import percent, whole_percent
from advisor.pages.neutrality import neutrality_tables
from recommender.editions import figures
from recommender.editions.current import catalogue_of, contributions_of, current_edition
from recommender.editions.figures import make_figures
from recommender.engine.contributions import Contributions
from recommender.engine.simulation.close_relatives import Relatives
from recommender.models import Framework, Rating
from tests.advisor.figures import neutrality
from tests.factories import create_catalogue, yes_or_no

ADDRESS = "/method/neutrality/"

pytestmark = pytest.mark.usefixtures("found_once")


@pytest.fixture
def made(edition):
    """The figures of the current edition, which there are before anybody asks."""
    make_figures(edition)


def keep(edition, found):
    """Keep other figures of an edition than were found."""
    figures._kept.forget()
    caches["pages"].clear()  # figures never change, so pages that show them may be kept
    figures.caches[figures.CACHE].set(figures._key(edition, is_wide=True), found)


def text(client):
    page = client.get(ADDRESS).content.decode()
    main = page[page.index("<main") : page.index("</main>")].replace("\u00a0", " ")
    return re.sub(r"\s+([.;,])", r"\1", re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main)))


def shown(share):
    return percent(share).replace("\u00a0", " ")


@pytest.mark.usefixtures("made")
def test_it_begins_with_the_figures(client, edition):
    shares = neutrality(contributions_of(edition)).everyone.shares
    first, second, third = sorted(shares, key=shares.__getitem__, reverse=True)
    names = {slug: framework.name for slug, framework in catalogue_of(edition).framework_of.items()}
    excess = float(shown(shares[first]).removesuffix(" %")) - 33.3
    assert (
        text(client)
        .strip()
        .startswith(
            f"Does the questionnaire favor a framework? Yes, {names[first]}, by "
            f"{excess:.1f} percentage points: of 2,000 simulated users, "
            f"{shown(shares[first])} get {names[first]}, {shown(shares[second])} get {names[second]} and "
            f"{shown(shares[third])} get {names[third]}; an even share would be 33.3 %."
        )
    )


def test_what_chance_explains_is_no_favor(client, edition):
    """2,000 users: two standard errors are 1 / sqrt(2000) = 2.24 percentage points at worst."""
    found = neutrality(contributions_of(edition))
    for share, answer in ((Fraction(355, 1000), "No:"), (Fraction(356, 1000), "Yes, Flask, by 2.3 percentage")):
        shares = {"django": Fraction(1, 3), "flask": share, "fastapi": Fraction(2, 3) - share}
        keep(edition, replace(found, everyone=replace(found.everyone, shares=shares)))
        assert f"favor a framework? {answer}" in text(client)


@pytest.mark.usefixtures("made")
def test_it_says_how_the_people_answer_and_for_which_edition(client, edition):
    page = text(client)
    assert "skips a question with a probability of 10 %" in page
    assert "these are of edition 1" in page
    assert "differ by up to about 2 percentage points" in page


@pytest.mark.usefixtures("made")
def test_every_question_has_its_shares(client, edition):
    page, catalogue = text(client), catalogue_of(edition)
    for question in catalogue.questions:
        assert question.text in page
        assert all(choice.text in page for choice in question.choices)
    project = page[page.index(catalogue.questions[0].text) : page.index(catalogue.questions[1].text)]
    [item, *_] = neutrality(contributions_of(edition)).questions
    option, chosen = item.groups[0]
    figures = " ".join(whole_percent(share).replace("\u00a0", " ") for share in chosen.shares.values())
    assert f"{option.text} {figures} {chosen.people} " in project
    assert "2,000 of 2,000 simulated users were asked" in project
    assert "those who chose several are in several" in page


def test_the_parts_add_up_as_shown(edition):
    tables = neutrality_tables(catalogue_of(edition), neutrality(contributions_of(edition)))
    assert [item.name for item in tables.parts] == [item.name for item in catalogue_of(edition).frameworks]
    for item, cell in zip(tables.parts, tables.everyone.frameworks, strict=True):
        assert item.even + item.ratings + item.questions == item.total
        assert f"{item.total / 10:.1f}" in percent(cell.share)
    assert tables.criteria == sum(criterion.is_rated for criterion in catalogue_of(edition).criteria)
    assert tables.everyone.frameworks[-1].start + tables.everyone.frameworks[-1].length == pytest.approx(1)


def test_those_for_whom_nobody_wins_are_told(client, edition):
    found = neutrality(contributions_of(edition))
    keep(edition, replace(found, everyone=replace(found.everyone, leaderless=5)))
    assert "5 gave no answer that counts" in text(client)


@pytest.mark.usefixtures("made")
def test_it_says_that_names_count_for_nothing_and_how_that_is_known(client, edition):
    assert "Names count for nothing. Our tests swap the frameworks’ names" in text(client)


def test_another_edition_has_other_figures_which_nobody_waits_for(client, loaded, made, no_background):
    before = text(client)
    Rating.objects.filter(framework__slug="flask").update(value=100, high=100)
    rating = Rating.objects.filter(framework__slug="flask").first()
    rating.save()
    assert "those of edition 2, which is the current one, are being made" in text(client)
    assert "those of edition 2, which is the current one, are being made" in text(client)
    [work] = no_background
    work()
    after = text(client)
    assert "these are of edition 2" in after
    assert after.split("Names count")[0] != before.split("Names count")[0]
    assert "Flask" in after.split("%")[1]


def test_what_nobody_is_asked_is_left_out():
    never = yes_or_no("never", "speed", 1, ask_if=(("fast", "gone"),))
    catalogue = create_catalogue(yes_or_no("fast", "speed", 1), never)
    tables = neutrality_tables(catalogue, neutrality(Contributions(catalogue)))
    assert [item.text for item in tables.questions] == ["Is it fast?"]


def test_an_empty_catalogue_has_nothing_to_compare(client, loaded):
    Framework.objects.update(published=False)
    Framework.objects.first().save()
    assert "There is nothing to compare yet" in text(client)


@pytest.mark.usefixtures("made")
def test_the_figures_are_kept_and_no_cookie_is_set(client, edition, django_assert_num_queries):
    client.get(ADDRESS)
    with django_assert_num_queries(1):
        response = client.get(ADDRESS)
    assert not response.cookies
    assert figures.kept_neutrality(current_edition()) is figures.kept_neutrality(edition)


def test_the_best_known_come_first_and_all_on_demand(client, loaded, no_background):
    Framework.objects.filter(slug="flask").update(best_known=False)
    Framework.objects.get(slug="flask").save()
    make_figures(current_edition())
    few = text(client)
    assert "The 2 best-known frameworks are compared here. The same with all 3" in few
    assert "an even share would be 50.0 %" in few
    page = client.get(ADDRESS, {"candidates": "all"}).content.decode()
    assert "All 3 frameworks are compared here." in page
    assert no_background == []


def test_before_there_are_any_it_says_so_and_nobody_waits(client, edition, no_background):
    assert "The figures of edition 1 are being made" in text(client)
    assert len(no_background) == 1


@pytest.mark.usefixtures("loaded", "made")
def test_after_an_edit_it_shows_the_figures_of_the_edition_before_and_says_so(client, no_background):
    before = text(client)
    assert "these are of edition 1." in before
    flask = Framework.objects.get(slug="flask")
    flask.name, flask.best_known = "Bottle", False
    flask.save()
    waiting = text(client)
    assert waiting == before.replace(
        "these are of edition 1.",
        "these are of edition 1; those of edition 2, which is the current one, are being made.",
    ), "names, candidates and figures are all of edition 1"
    make_figures(current_edition())
    assert "these are of edition 2." in text(client)
    assert "Flask" not in text(client)


@pytest.mark.usefixtures("made")
def test_without_close_relatives_it_says_so(client, edition):
    assert "Among these frameworks there are none." in text(client)
    assert "Close relatives" not in client.get("/frameworks/flask/").content.decode()


def test_close_relatives_are_told_here_and_on_their_pages(client, edition):
    found = neutrality(contributions_of(edition))
    keep(edition, replace(found, relatives=(Relatives("django", "flask", Fraction(3, 5)),)))
    assert "Django and Flask, for 60 % of simulated users" in text(client)
    for slug, other in (("django", "flask"), ("flask", "django")):
        page = client.get(f"/frameworks/{slug}/").content.decode()
        assert f'Close relatives: <a href="/frameworks/{other}/">' in page
        assert "seldom tell them apart" in page
    assert "Close relatives" not in client.get("/frameworks/fastapi/").content.decode()


def test_the_method_and_the_home_page_lead_to_it(client, edition):
    for address in ("/", "/method/"):
        assert f'href="{ADDRESS}"' in client.get(address).content.decode()
