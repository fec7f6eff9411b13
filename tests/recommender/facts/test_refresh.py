"""`manage.py refresh_facts`: what it proposes, what it says, and that it changes nothing by itself."""

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from recommender.editions.from_rows import read_catalogue
from recommender.facts import address
from recommender.facts.address import IndexAddress
from recommender.facts.index import PackageIndex
from recommender.facts.proposals import propose, subjects, waiting_proposals
from recommender.models import AddOn, FactProposal, Framework, ProposalStatus
from tests.recommender.facts.local_index import JSON, file, sends, serving

MIT, BSD = "License-Expression: MIT", "License-Expression: BSD-3-Clause"


@pytest.fixture(autouse=True)
def _as_the_catalogue_says(index, loaded):
    """An index that says what the catalogue says."""
    for name, version in {"django": "5.2", "flask": "3.1"}.items():
        index.release(name, version, "2026-10-01", BSD, requires=">=3.10")
    index.release("fastapi", "0.139", "2026-10-01", MIT, requires=">=3.10")
    for name in ("django-graph", "fastapi-guard", "flask-guard", "flask-graph"):
        index.release(name, "2.0", "2026-10-02", MIT)
    AddOn.objects.update(latest_release="2026-10-02")


def run(capsys, *arguments):
    call_command("refresh_facts", *arguments)
    return capsys.readouterr().out


def proposals():
    return {(proposal.row.slug, proposal.field): (proposal.now, proposal.found) for proposal in waiting_proposals()}


def test_an_index_that_says_the_same_proposes_nothing(capsys):
    told = run(capsys)
    assert proposals() == {}
    assert told.endswith("Nothing new to propose.\n")
    assert "  Flask (flask 3.1): nothing new\n  2 add-ons: nothing new\n" in told


def test_what_is_newer_is_proposed_and_nothing_else_is_changed(index, capsys):
    before = read_catalogue(include_drafts=True)
    index.release("flask", "3.2.0", "2026-11-05", MIT, requires=">=3.11")
    index.release("flask-guard", "2.1", "2026-11-06", MIT)
    told = run(capsys)
    assert proposals() == {
        ("flask", "latest_version"): ("3.1", "3.2.0"),
        ("flask", "latest_release"): ("2026-10-01", "2026-11-05"),
        ("flask", "licence"): ("BSD-3-Clause", "MIT"),
        ("flask", "python_versions"): ("3.10 and newer", "3.11 and newer"),
        ("flask-guard", "latest_version"): ("2.0", "2.1"),
        ("flask-guard", "latest_release"): ("2026-10-02", "2026-11-06"),
    }
    assert read_catalogue(include_drafts=True) == before
    assert "Flask Guard (flask-guard 2.1): latest version 2.0 → 2.1; latest release 2026-10-02 → 2026-11-06" in told
    assert told.endswith("6 changes proposed. Editors decide under “Fresh facts”.\n")
    first = waiting_proposals()[0]
    assert (first.release, first.source) == ("flask 3.2.0", f"{index.address}flask/")


def test_a_second_run_proposes_nothing_twice(index, capsys):
    index.release("flask", "3.2.0", "2026-11-05", BSD, requires=">=3.10")
    run(capsys)
    [version, day] = kept = [proposal.pk for proposal in waiting_proposals()]
    told = run(capsys)
    assert [proposal.pk for proposal in waiting_proposals()] == kept
    assert "Nothing new to propose; 2 proposed before and still open. Editors decide" in told
    index.release("flask", "3.2.1", "2026-11-05", BSD, requires=">=3.10")
    run(capsys)
    assert proposals()["flask", "latest_version"] == ("3.1", "3.2.1")
    later = {proposal.pk for proposal in waiting_proposals()}
    assert later - {day} != {version}, "who has the page of the earlier one open accepts no other value"
    assert FactProposal.objects.count() == 2


def test_what_no_longer_holds_goes(index, capsys):
    index.release("flask", "3.2.0", "2026-11-05", BSD, requires=">=3.10")
    run(capsys)
    Framework.objects.filter(slug="flask").update(latest_version="3.2.0")
    assert ("flask", "latest_version") not in proposals(), "an editor was faster"
    run(capsys)
    assert list(proposals()) == [("flask", "latest_release")]
    assert FactProposal.objects.count() == 1
    # The release was withdrawn: the day is that of the one before again.
    index.release("flask", "3.2.0", "2026-10-01", BSD, requires=">=3.10")
    run(capsys)
    assert FactProposal.objects.count() == 0


def test_what_was_declined_is_not_proposed_again_until_another_value_is_found(index, capsys):
    index.release("flask", "3.2.0", "2026-10-01", BSD, requires=">=3.10")
    run(capsys)
    FactProposal.objects.update(status=ProposalStatus.DECLINED, settled_at=timezone.now())
    assert "Nothing new to propose; 1 declined before." in run(capsys)
    assert proposals() == {}
    index.release("flask", "3.2.1", "2026-10-01", BSD, requires=">=3.10")
    run(capsys)
    assert proposals() == {("flask", "latest_version"): ("3.1", "3.2.1")}
    FactProposal.objects.update(status=ProposalStatus.DECLINED, settled_at=timezone.now())
    Framework.objects.filter(slug="flask").update(latest_version="3.2.1")
    run(capsys)
    assert not FactProposal.objects.exists()


def test_an_index_that_lags_behind_proposes_nothing(index, capsys):
    index.release("flask", "3.0.9", "2026-01-01", MIT)
    told = run(capsys)
    assert "Flask (flask 3.0.9): the catalogue names a newer version than the index has (flask 3.0.9)" in told
    assert proposals() == {}


def test_a_draft_that_is_not_filled_in_has_no_package_yet(index, capsys):
    Framework.objects.create(slug="bolt", name="Bolt", published=False, first_release=0, best_known=False)
    assert "  Bolt: it has no command to install it yet, which would tell its package\n" in run(capsys)


def test_of_some_packages_nothing_can_be_told_and_the_others_are_proposed(index, capsys):
    index.release("flask", "3.2.0", "2026-10-01", BSD, requires=">=3.10")
    del index.answers["/simple/django/"]
    index.answers["/simple/fastapi/"] = sends("{", JSON)
    index.add("flask-graph", file("flask-graph", "2.0", "2026-10-02"))
    AddOn.objects.filter(slug="flask-guard").update(install='pip install "flask[guard]"')
    told = run(capsys)
    assert "  Django: the index does not have it\n" in told
    assert "  FastAPI: the index's answer cannot be read\n" in told
    assert '  Flask Guard: which package it is cannot be told from “pip install "flask[guard]"”\n' in told
    assert "No licence could be told of flask-graph (the index keeps no metadata)." in told
    assert "1 change proposed; nothing could be told of 3 of 7 frameworks and add-ons." in told
    assert proposals() == {("flask", "latest_version"): ("3.1", "3.2.0")}


def test_a_licence_that_is_too_long_is_told_and_not_proposed(index, capsys):
    expression = " OR ".join(["MIT", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "ISC", "MPL-2.0"])
    index.release("flask", "3.1", "2026-10-01", f"License-Expression: {expression}", requires=">=3.10")
    assert "its licence is too long to be a fact: MIT OR BSD-2-Clause" in run(capsys)
    assert proposals() == {}


def test_some_frameworks_only(index, capsys):
    told = run(capsys, "--framework", "flask")
    assert "Django" not in told
    assert {path.split("/")[2] for path, _ in index.asked if path.startswith("/simple/")} == {
        "flask",
        "flask-guard",
        "flask-graph",
    }
    with pytest.raises(CommandError, match="There is no framework “rails”"):
        run(capsys, "--framework", "rails")


def test_an_add_on_of_several_frameworks_is_asked_once(index, capsys):
    AddOn.objects.update(install="pip install flask-guard")
    run(capsys)
    assert [path for path, _ in index.asked].count("/simple/flask-guard/") == 1


def test_without_a_network_it_says_so_and_changes_nothing(settings, index, capsys):
    index.release("flask", "3.2.0", "2026-11-05", BSD, requires=">=3.10")
    run(capsys)
    before = list(FactProposal.objects.values())
    with serving() as gone:
        settings.PACKAGE_INDEX = gone.address.replace("//", "//ann:secret@")
    with pytest.raises(CommandError) as error:
        run(capsys)
    assert str(error.value).startswith(f"Nothing could be asked of {gone.address}: the index cannot be reached")
    assert str(error.value).endswith("Nothing was changed.")
    assert "secret" not in str(error.value) + capsys.readouterr().out
    assert list(FactProposal.objects.values()) == before


def test_an_index_that_speaks_html_only_is_told_once(index, capsys):
    for path in index.answers:
        index.answers[path] = sends("<a href='x'>x</a>", "text/html")
    with pytest.raises(CommandError, match="the index answers in HTML only"):
        run(capsys)


def test_without_an_index_or_a_package_there_is_nothing_to_ask(settings, monkeypatch, capsys):
    Framework.objects.exclude(slug="flask").delete()
    settings.PACKAGE_INDEX = ""
    monkeypatch.setattr(address, "index_of_pip", lambda: "")
    with pytest.raises(CommandError, match="Set PACKAGE_INDEX"):
        run(capsys)
    Framework.objects.update(install="")
    AddOn.objects.update(install="")
    with pytest.raises(CommandError, match="there is nothing to ask"):
        run(capsys)


def test_a_password_is_in_no_proposal(settings, index, capsys):
    settings.PACKAGE_INDEX = index.address.replace("//", "//ann:secret@")
    index.release("flask", "3.2.0", "2026-11-05", BSD, requires=">=3.10")
    assert "secret" not in run(capsys)
    assert "secret" not in str(list(FactProposal.objects.values()))


def test_who_is_deleted_while_the_index_is_asked_gets_no_proposal(index):
    index.release("flask", "3.2.0", "2026-11-05", BSD, requires=">=3.10")
    asked = subjects()
    releases = PackageIndex(IndexAddress.parsed(index.address)).releases({subject.package for subject in asked})
    Framework.objects.filter(slug="flask").delete()
    assert {found.subject.framework.slug for found in propose(asked, releases)} == {"django", "fastapi"}
    assert proposals() == {}
