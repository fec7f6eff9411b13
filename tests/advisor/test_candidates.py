"""Whether the best known or all frameworks are compared: chosen at the start, changed on the way, kept in a result."""

import pytest

from advisor import evaluations
from advisor.candidates import candidates_in
from advisor.exports import export_path
from advisor.models import Evaluation
from recommender.editions.current import catalogue_of
from recommender.editions.serialisation import canonical_json, digest
from recommender.editions.usage import usage
from recommender.engine.types import NONE_OF_THESE
from recommender.models import CatalogueState, Edition
from tests.advisor.api.program import Program
from tests.advisor.twelve import COUNT, with_three_best_known
from tests.advisor.visitor import Visitor
from tests.factories import chosen
from tests.pages import seen, text_of

BEST_KNOWN = ["django", "flask", "fastapi"]
ASK_ALL = ("ask the same of all twelve", "?candidates=all")
ASK_THREE = ("ask the same of the three best known", "?candidates=best-known")


@pytest.fixture
def twelve(client, edition) -> Edition:
    """The current edition: twelve frameworks, three of them best known."""
    content = canonical_json(with_three_best_known(catalogue_of(edition)))
    made = Edition.objects.create(number=2, digest=digest(content), content=content)
    CatalogueState.objects.update(edition=made)
    return made


def compared(response) -> list[str]:
    """The frameworks in a result's ranking."""
    return [standing.framework.slug for standing in response.context_data["outcome"].standings]


def api_result(visitor: Visitor):
    """A result of one answer."""
    visitor.answer("project", "public-api")
    return visitor.client.get(visitor.finish())


def links_to_copies(response) -> list[tuple[str, str]]:
    return [
        (text, "?" + address.partition("?")[2]) for text, address in seen(response).links if "candidates=" in address
    ]


@pytest.mark.parametrize("short", [False, True], ids=["full", "short"])
def test_the_best_known_are_compared_unless_somebody_asks_for_all(client, twelve, short):
    assert sorted(compared(api_result(Visitor(client).start(short=short)))) == sorted(BEST_KNOWN)
    assert len(compared(api_result(Visitor(client).start(short=short, wide=True)))) == COUNT


def test_the_start_offers_all_in_the_catalogues_own_number(client, twelve):
    page = seen(client.get("/"), "main")
    assert "Compare all twelve frameworks, not only the three best known" in page.text
    assert "a ranking of Django, Flask and FastAPI, the reasons" in page.text
    assert ("See all twelve frameworks", "/frameworks/") in page.links


def test_where_there_are_no_others_nothing_is_offered(visitor):
    assert "best known" not in text_of(visitor.client.get("/"))
    assert "best known" not in text_of(visitor.client.get("/frameworks/"))
    assert "best known" not in text_of(visitor.client.get(visitor.check))
    assert links_to_copies(api_result(visitor)) == []


def test_only_candidates_are_offered_as_known(client, twelve):
    for wide, count in ((False, 3), (True, COUNT)):
        visitor = Visitor(client).start(wide=wide)
        fields = seen(client.get(visitor.question("known"))).elements
        offered = [item["value"] for tag, item in fields if tag == "input" and item.get("name") == "choice"]
        assert len(offered) == count + 1, "and none of these"


def test_the_check_page_changes_the_candidates_and_keeps_the_name(client, twelve):
    visitor = Visitor(client).start()
    visitor.answer("known", ["flask"])
    assert "The three best known are compared." in text_of(client.get(visitor.check))
    response = client.post(visitor.check, {"title": "Mine", "candidates": "all"})
    assert response.url == f"{visitor.check}#candidates"
    assert (visitor.evaluation.is_wide, visitor.evaluation.title) == (True, "Mine")
    assert visitor.evaluation.answers == {"known": chosen("flask")}
    assert "All twelve frameworks are compared." in text_of(client.get(visitor.check))


def test_whoever_knows_only_frameworks_that_go_knows_none_of_the_candidates(client, twelve):
    visitor = Visitor(client).start(wide=True)
    visitor.answer("known", ["django-3", "flask"])
    client.post(visitor.check, {"title": "", "candidates": "best-known"})
    assert visitor.evaluation.answers["known"] == chosen("flask")
    client.post(visitor.check, {"title": "", "candidates": "all"})
    visitor.answer("known", ["django-3"])
    client.post(visitor.check, {"title": "", "candidates": "best-known"})
    assert visitor.evaluation.answers["known"] == chosen(NONE_OF_THESE)


def test_a_title_that_is_too_long_is_told_and_nothing_changes(client, twelve):
    visitor = Visitor(client).start()
    assert client.post(visitor.check, {"title": "x" * 99, "candidates": "all"}).status_code == 422
    assert not visitor.evaluation.is_wide


def test_a_finished_one_keeps_its_candidates(client, twelve):
    visitor = Visitor(client).start()
    api_result(visitor)
    response = client.post(visitor.check, {"title": "", "candidates": "all"})
    assert (response.status_code, visitor.evaluation.is_wide) == (409, False)
    with pytest.raises(evaluations.AlreadyFinishedError):
        evaluations.compare_others(visitor.edit_key, is_wide=True)


def test_a_result_can_be_asked_again_of_all_and_of_the_best_known(client, twelve):
    visitor = Visitor(client).start()
    response = api_result(visitor)
    assert links_to_copies(response) == [ASK_ALL]
    address = f"{visitor.evaluation.result_url()}change/?candidates=all"
    assert "It compares all twelve frameworks." in text_of(client.get(address))
    visitor.address = client.post(address).url
    copy = visitor.evaluation
    assert (copy.is_wide, copy.answers, copy.is_finished) == (True, {"project": chosen("public-api")}, False)
    wide = client.get(visitor.finish())
    assert len(compared(wide)) == COUNT
    assert links_to_copies(wide) == [ASK_THREE]
    back = f"{copy.owner_url()}"
    assert client.get(back).status_code == 200
    narrow = f"{Evaluation.objects.get(pk=copy.pk).result_url()}change/?candidates=best-known"
    assert "only the three best known: Django, Flask and FastAPI." in text_of(client.get(narrow))
    visitor.address = client.post(narrow).url
    assert not visitor.evaluation.is_wide


def test_a_copy_to_change_an_answer_keeps_the_candidates(client, twelve):
    visitor = Visitor(client).start(wide=True)
    api_result(visitor)
    change = f"{visitor.evaluation.result_url()}change/?question=project&candidates=nonsense"
    visitor.address = client.post(change).url
    assert visitor.evaluation.is_wide
    assert visitor.address == visitor.question("project")


def test_a_result_of_the_time_with_three_offers_all_of_today(client, edition):
    visitor = Visitor(client).start()
    response = api_result(visitor)
    assert links_to_copies(response) == []
    content = canonical_json(with_three_best_known(catalogue_of(edition)))
    CatalogueState.objects.update(edition=Edition.objects.create(number=2, digest=digest(content), content=content))
    again = client.get(visitor.evaluation.result_url())
    assert compared(again) == compared(response)
    assert links_to_copies(again) == [ASK_ALL]
    today = client.get(f"{visitor.evaluation.result_url()}today/")
    assert len(today.context_data["pairings"]) == 3, "compared with the same candidates as then"


def test_a_what_if_and_what_is_kept_of_it_have_the_candidates_of_their_result(client, twelve):
    for wide, count in ((False, 3), (True, COUNT)):
        visitor = Visitor(client).start(wide=wide)
        api_result(visitor)
        origin = visitor.evaluation.result_url()
        assert len(client.get(f"{origin}what-if/").context_data["controls"].frameworks) == count
        visitor.address = client.post(f"{origin}what-if/keep/?w-lightness=200").url
        assert visitor.evaluation.is_wide is wide


def test_editors_previews_look_at_each_result_with_its_own_candidates(client, twelve):
    for wide in (False, True):
        api_result(Visitor(client).start(wide=wide))
    assert [case.is_wide for case in usage().recent(9)] == [True, False]


def test_files_say_what_was_compared(client, twelve):
    for wide, told in ((False, "the three best known of twelve frameworks"), (True, "all twelve frameworks")):
        visitor = Visitor(client).start(wide=wide)
        api_result(visitor)
        text = client.get(export_path(visitor.evaluation, "md")).content.decode()
        assert f"\n- Compared: {told}\n" in text


def test_programs_choose_too_and_are_told(client, twelve):
    program = Program(client)
    assert program.recommend().json()["candidates"] == "best-known"
    assert len(program.recommend(candidates="all").json()["standings"]) == COUNT
    made = program.create(candidates="all").json()["result"]
    assert (made["candidates"], len(made["standings"])) == ("all", COUNT)
    assert Evaluation.objects.get().is_wide
    unknown = program.recommend({"known": {"chosen": ["django-3"]}})
    assert unknown.status_code == 422, "no candidate of the best known"
    assert program.recommend({"known": {"chosen": ["django-3"]}}, candidates="all").status_code == 200
    assert program.recommend(candidates="twelve").status_code == 422


def test_candidates_know_what_can_be_chosen(twelve, edition):
    found = candidates_in(twelve, is_wide=True)
    assert ([item.slug for item in found.best_known], len(found.all), found.are_a_choice) == (BEST_KNOWN, COUNT, True)
    assert found.compared == found.all
    assert candidates_in(twelve).compared == found.best_known
    assert not candidates_in(edition).are_a_choice
