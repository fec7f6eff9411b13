"""Pages that are kept: when they are made anew, what they cost until then, and what is never kept."""

import gzip
from datetime import timedelta

import pytest
from django.core.cache import caches
from django.test import Client
from django.urls import resolve, reverse
from django.utils import timezone

from advisor.evaluations import create_finished
from advisor.exports import EXPORTS, FILES, STYLES
from advisor.http.kept import versions
from advisor.http.kept.addresses import KINDS, Source
from advisor.models import Evaluation
from advisor.results import views
from recommender.editions.figures import make_figures
from recommender.models import Criterion, Dispute, Edition, Framework
from recommender.release import release_of
from tests.answers import DJANGO_LEADS

pytestmark = pytest.mark.usefixtures("found_once")

OF_A_RESULT = {Source.RESULT, Source.RECORD, Source.OUTCOME}


@pytest.fixture
def result(edition: Edition, settings) -> Evaluation:
    """A result on a site that names a contact; figures and the edition are made and in memory already."""
    settings.CONTACT = "help@advisor.example"
    make_figures(edition)
    return create_finished(edition, DJANGO_LEADS, title="Shop", note="")


def tag(address: str) -> str:
    response = Client().get(address)
    assert response.status_code == 200
    return response["ETag"]


def again(address: str, known: str) -> int:
    return Client().get(address, headers={"if-none-match": known}).status_code


def addresses_of(result: Evaluation) -> list[str]:
    """All addresses of kept pages, of a result and of the catalogue."""
    share_id, [framework, *_], [criterion, *_] = result.share_id, result.catalogue.frameworks, result.catalogue.criteria
    arguments = {"framework": [[framework.slug]], "criterion": [[criterion.slug]], "api:schema_of_version": [["1"]]}
    arguments |= {name: [[1]] for name in ("edition", "edition-zip", "api:edition")}
    arguments |= {name: [[share_id]] for name, kind in KINDS.items() if kind.source in OF_A_RESULT}
    arguments |= {"export": [[share_id, key] for key in FILES], "api:export": [[share_id, key] for key in EXPORTS]}
    return [reverse(name, args=args) for name in KINDS for args in arguments.get(name, [[]])] + [
        f"{reverse('decision-record', args=[share_id])}?style={style}" for style in STYLES
    ]


def test_a_kept_page_costs_one_query_and_is_the_same(result, django_assert_max_num_queries):
    for address in addresses_of(result):
        first = Client().get(address)
        with django_assert_max_num_queries(1):
            second = Client().get(address)
        assert first.headers.pop("X-Request-ID") != second.headers.pop("X-Request-ID")
        assert (second.status_code, second.content, second.headers) == (200, first.content, first.headers), address


# Of editions their content is read, which is kept nowhere in memory as it was written; and of pages those beside them.
MORE = {"verify": 3, "api:verification": 3, "edition": 5, "api:edition": 5, "editions": 4}


def test_the_first_time_costs_two_queries_at_most_but_for_editions(result, django_assert_max_num_queries):
    tag("/")
    for address in addresses_of(result):
        caches["pages"].clear()
        with django_assert_max_num_queries(MORE.get(resolve(address.partition("?")[0]).view_name, 2)):
            assert Client().get(address).status_code == 200, address


def test_unchanged_costs_one_query_and_no_engine(result, monkeypatch, django_assert_num_queries):
    known = tag(result.result_url())
    caches["pages"].clear()
    monkeypatch.setattr(views, "report_of", lambda evaluation: 1 / 0)
    with django_assert_num_queries(1):
        response = Client().get(result.result_url(), headers={"if-none-match": known})
    assert (response.status_code, response.content, response["ETag"]) == (304, b"", known)
    assert response["Cache-Control"] == "public, max-age=0, s-maxage=60"


def test_what_is_not_kept_any_more_is_made_again(result):
    first = Client().get(result.result_url())
    caches["pages"].clear()
    second = Client().get(result.result_url())
    assert (second["ETag"], second.content) == (first["ETag"], first.content)


@pytest.mark.parametrize("method", ["get", "set", "delete"])
def test_a_cache_that_cannot_be_reached_costs_time_only(result, monkeypatch, method):
    monkeypatch.setattr(caches["pages"], method, lambda *args, **others: 1 / 0)
    first, second = (Client().get(result.result_url()) for _ in range(2))
    assert (first.status_code, first.content) == (200, second.content)
    write_note(result, None)
    assert "Decided by Ann." in Client().get(result.result_url()).content.decode()


def write_note(result, monkeypatch):
    Client().post(result.owner_url(), {"title": "Shop", "note": "Decided by Ann."})


def rename(result, monkeypatch):
    Client().post(result.owner_url(), {"title": "Market", "note": ""})


def make_edition(result, monkeypatch):
    Criterion.objects.first().save()
    Framework.objects.filter(slug="flask").update(name="Flask 4")  # which sends no signal


def pass_a_day(result, monkeypatch):
    tomorrow = timezone.localdate() + timedelta(days=1)
    monkeypatch.setattr(versions, "today", lambda: tomorrow)


def release(result, monkeypatch):
    monkeypatch.setattr(versions, "RELEASE", "the next one")


def name_somebody(result, monkeypatch):
    monkeypatch.setattr("django.conf.settings.OPERATOR", "Ada Example")


def settle_a_dispute(result, monkeypatch):
    dispute = Dispute.objects.create(
        framework=Framework.objects.get(slug="django"), criterion=Criterion.objects.first(), statement="Too low."
    )
    dispute.status, dispute.answer, dispute.settled_at = "accepted", "Raised.", timezone.now()
    dispute.save()


@pytest.mark.usefixtures("loaded")
@pytest.mark.parametrize("change", [write_note, rename, make_edition, pass_a_day, release, name_somebody])
def test_a_result_is_another_after(result, monkeypatch, change):
    known = tag(result.result_url())
    assert again(result.result_url(), known) == 304
    change(result, monkeypatch)
    assert again(result.result_url(), known) == 200
    assert tag(result.result_url()) != known


# The rows of the table in decision 39: the address, and what makes its content another one.
ANYTHING = {write_note, rename, make_edition, pass_a_day, release}
ITS_WORDS = {write_note, rename, release}
ITS_DRAWING = {release}
CONTENT_FOLLOWS_FROM = {
    "/r/{}/": ANYTHING,
    "/r/{}/today/": ANYTHING,
    **dict.fromkeys(["/r/{}.json", "/r/{}.md", "/r/{}.csv", "/r/{}/adr/?style=nygard"], ITS_WORDS),
    **dict.fromkeys(["/r/{}/verify/", "/api/v1/results/{}/verification"], ITS_WORDS),
    **dict.fromkeys(["/api/v1/results/{}", "/api/v1/results/{}/exports/madr"], ITS_WORDS),
    **dict.fromkeys(["/r/{}/card.png", "/r/{}/qr.svg", "/r/{}/badge.svg", "/r/{}/badge.json"], ITS_DRAWING),
}


@pytest.mark.usefixtures("loaded")
@pytest.mark.parametrize("change", sorted(ANYTHING, key=lambda change: change.__name__))
def test_a_browser_is_sent_anew_only_what_may_have_changed(result, monkeypatch, change):
    addresses = {address.format(result.share_id): causes for address, causes in CONTENT_FOLLOWS_FROM.items()}
    before = {address: Client().get(address) for address in addresses}
    change(result, monkeypatch)
    caches["pages"].clear()
    for address, causes in addresses.items():
        status = again(address, before[address]["ETag"])
        assert status == (200 if change in causes else 304), address
        if status == 304:  # and it does not lie
            assert Client().get(address).content == before[address].content, address


def test_every_kept_page_of_a_result_is_in_the_table():
    named = {resolve(address.format("x").partition("?")[0]).view_name for address in CONTENT_FOLLOWS_FROM}
    assert named == {name for name, kind in KINDS.items() if kind.source in OF_A_RESULT}


FOR_A_MINUTE = "public, max-age=0, s-maxage=60"
FOR_A_YEAR = "public, max-age=31536000, s-maxage=60, immutable"
PICTURES = ("card.png", "qr.svg", "badge.svg", "badge.json")


def caching(address: str, **headers: str) -> str:
    return Client().get(address, headers=headers)["Cache-Control"]


@pytest.mark.parametrize("name", PICTURES)
def test_a_browser_keeps_a_picture_for_good_at_the_address_of_its_version(result, monkeypatch, name):
    address = f"{result.result_url()}{name}"
    versioned = f"{address}?v={versions.stamp()}"
    for _ in range(2):  # made, and kept
        assert caching(versioned) == FOR_A_YEAR
        assert caching(address) == caching(f"{address}?v=another") == FOR_A_MINUTE
    assert tag(versioned) == tag(address), "there is one picture"
    assert caching(versioned, **{"if-none-match": tag(address)}) == FOR_A_YEAR
    release(result, monkeypatch)
    assert caching(versioned) == FOR_A_MINUTE, "what this release draws is not what that address promised"


def test_what_can_change_is_for_a_minute_whatever_its_address_says(result):
    for address in CONTENT_FOLLOWS_FROM:
        asked = address.format(result.share_id)
        if not asked.endswith(PICTURES):
            asked += f"{'&' if '?' in asked else '?'}v={versions.stamp()}"
        assert caching(asked) == FOR_A_MINUTE, asked


def test_no_proxy_goes_on_with_a_deleted_result_for_more_than_a_minute(result):
    """Whatever was promised to browsers, `s-maxage` binds a cache that serves others (RFC 9111, 5.2.2.10)."""
    addresses = [f"{result.result_url()}{name}?v={versions.stamp()}" for name in PICTURES]
    assert all("s-maxage=60" in caching(address) for address in addresses)
    Client().post(reverse("delete", args=[result.edit_key]))
    for address in addresses:
        answer = Client().get(address)
        assert "immutable" not in answer.headers.get("Cache-Control", ""), address
        assert answer.status_code == (200 if "badge" in address else 410)


def test_the_page_names_the_versions_of_its_pictures(result):
    page = Client().get(result.result_url()).content.decode()
    for name in ("qr.svg", "badge.svg"):
        assert f'src="{result.result_url()}{name}?v={versions.stamp()}"' in page


@pytest.mark.usefixtures("loaded")
@pytest.mark.parametrize("change", [make_edition, pass_a_day, release, name_somebody, settle_a_dispute])
def test_a_page_of_the_catalogue_is_another_after(result, monkeypatch, change):
    known = tag("/frameworks/django/")
    assert again("/frameworks/django/", known) == 304
    change(result, monkeypatch)
    assert again("/frameworks/django/", known) == 200


@pytest.mark.usefixtures("loaded")
def test_a_dispute_that_was_only_sent_changes_no_page(result):
    known = tag("/frameworks/django/")
    Dispute.objects.create(framework=Framework.objects.first(), criterion=Criterion.objects.first(), statement="Low.")
    assert again("/frameworks/django/", known) == 304


def test_the_page_shows_what_changed(result):
    tag(result.result_url())
    write_note(result, None)
    assert "Decided by Ann." in Client().get(result.result_url()).content.decode()


def test_what_an_owner_deletes_is_gone_from_everywhere(result):
    known = {address: tag(address) for address in addresses_of(result) if result.share_id in address}
    Client().post(reverse("delete", args=[result.edit_key]))
    badges = {address: known.pop(address) for address in list(known) if "badge." in address}
    assert {again(address, sent) for address, sent in known.items()} == {410}
    # A badge says that it is deleted, in an answer that image proxies show: decision 39.
    assert all(again(address, sent) == 200 for address, sent in badges.items())
    assert all("result deleted" in Client().get(address).content.decode() for address in badges)
    assert caches["pages"].get(f"result-{result.share_id}") is None


def test_what_an_owner_changes_is_dropped(result):
    tag(result.result_url())
    assert caches["pages"].get(f"result-{result.share_id}")
    write_note(result, None)
    assert caches["pages"].get(f"result-{result.share_id}") is None


def test_kept_pages_hold_nothing_private(result):
    for address in addresses_of(result):
        response = Client().get(address)
        assert b"csrfmiddlewaretoken" not in response.content, address
        assert result.edit_key.encode() not in response.content, address
        assert response.cookies == {}, address
        assert "Cookie" not in response["Vary"], address


def test_private_pages_are_never_kept(result):
    for address in (result.owner_url(), reverse("delete", args=[result.edit_key]), reverse("change", args=["x"])):
        assert "no-store" in Client().get(address).headers.get("Cache-Control", "no-store")
    assert not caches["pages"]._cache


def test_what_a_view_does_not_read_makes_no_other_page(result):
    assert tag("/?utm_source=x") == tag("/")
    assert tag("/compare/?f=django&x=1") == tag("/compare/?f=django")
    assert tag("/compare/?f=flask") != tag("/compare/?f=django")
    assert tag(f"{result.result_url()}?a=django&b=flask") != tag(result.result_url())


def test_one_result_takes_little_room_whatever_is_asked(result):
    for number in range(40):
        tag(f"{result.result_url()}?a={number}")
    assert len(caches["pages"].get(f"result-{result.share_id}")) <= 20


def test_whatever_was_asked_before_a_page_is_kept(result, monkeypatch):
    for number in range(40):
        tag(f"{result.result_url()}?a={number}")
    tag(result.result_url())
    monkeypatch.setattr(views, "report_of", lambda evaluation: 1 / 0)
    tag(result.result_url())


def test_compressed_and_not_it_is_the_same(result):
    plain = Client().get(result.result_url())
    packed = Client().get(result.result_url(), headers={"accept-encoding": "gzip"})
    assert gzip.decompress(packed.content) == plain.content
    for response in (plain, packed):
        assert int(response["Content-Length"]) == len(response.content)
    assert (packed["Content-Encoding"], packed["ETag"]) == ("gzip", plain["ETag"])
    assert "Accept-Encoding" in packed["Vary"]


def test_head_is_answered_like_get(result):
    assert Client().head(result.result_url())["ETag"] == tag(result.result_url())


def test_a_page_that_lacks_figures_is_not_kept(edition):
    assert Client().get("/method/neutrality/")["Cache-Control"] == "no-store"
    make_figures(edition)
    assert "public" in Client().get("/method/neutrality/")["Cache-Control"]


def test_a_foreign_host_gets_no_kept_page(result, settings):
    settings.ALLOWED_HOSTS = ["advisor.test"]
    assert Client().get("/", headers={"host": "advisor.test"}).status_code == 200
    assert Client().get("/", headers={"host": "evil.example"}).status_code == 400


@pytest.mark.parametrize("part", ["advisor/views.py", "templates/page.html", "requirements.txt"])
def test_a_release_is_told_by_its_files(tmp_path, part):
    path = tmp_path / part
    path.parent.mkdir(exist_ok=True)
    path.write_text("one")
    first = release_of(tmp_path)
    (tmp_path / "db.sqlite3").write_text("not a part of it")
    assert release_of(tmp_path) == first
    path.write_text("two")
    assert release_of(tmp_path) != first


def test_an_installed_release_is_told_by_the_versions_of_what_it_rests_on(tmp_path):
    digests = [release_of(tmp_path, others=others) for others in ((), ["a 1", "b 2"], ["b 2", "a 1"], ["a 1", "b 3"])]
    assert digests[1] == digests[2]
    assert len(set(digests)) == 3


@pytest.mark.parametrize(("site", "status"), [("cross-site", 403), ("same-origin", 302), ("none", 302), ("", 302)])
def test_only_this_sites_button_starts_a_questionnaire(edition, site, status):
    browser = Client(enforce_csrf_checks=True)
    response = browser.post("/advise/", headers={"sec-fetch-site": site} if site else {})
    assert response.status_code == status
    assert ("This form was not accepted" in response.content.decode()) == (status == 403)
    assert Evaluation.objects.count() == (status == 302)
