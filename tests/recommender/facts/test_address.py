"""Which index is asked, and that its password is never shown."""

import subprocess

import pytest

from recommender.facts import address
from recommender.facts.address import IndexAddress, NoIndexError, configured_index

WITH_PASSWORD = "https://ann:s%40cret@packages.example:8443/simple"


def test_an_address_without_its_credentials():
    found = IndexAddress.parsed(f" {WITH_PASSWORD}?token=s%40cret#x ")
    assert found.url == "https://packages.example:8443/simple/"
    assert found.authorization_for("https://packages.example:8443/files/x") == "Basic YW5uOnNAY3JldA=="
    for other in ("https://packages.example/", "http://packages.example:8443/", "https://files.example/"):
        assert found.authorization_for(other) == ""
    assert "YW5u" not in repr(found)
    assert IndexAddress.parsed("http://packages.example").authorization == ""


@pytest.mark.parametrize(
    "text",
    [
        "packages.example",
        "file:///srv/packages",
        "ftp://ann:secret@packages.example/",
        "https://ann:secret@/simple/",
        "https://ann:secret@packages.example:port/",
        "https://ann:secret@[packages/",
        f"https://ann:secret@packages.example/{'x' * 300}",
    ],
)
def test_what_is_no_address_of_an_index_is_refused_without_telling_a_password(text):
    with pytest.raises(NoIndexError) as error:
        IndexAddress.parsed(text)
    assert "secret" not in str(error.value)
    assert "https://packages.example/simple/" in str(error.value)


def test_the_setting_goes_before_pip(settings, monkeypatch):
    monkeypatch.setattr(address, "index_of_pip", lambda: "https://pip.example/simple")
    settings.PACKAGE_INDEX = "https://packages.example/simple"
    assert configured_index().url == "https://packages.example/simple/"
    settings.PACKAGE_INDEX = ""
    assert configured_index().url == "https://pip.example/simple/"


def test_without_any_it_says_what_to_set(settings, monkeypatch):
    settings.PACKAGE_INDEX = ""
    monkeypatch.setattr(address, "index_of_pip", lambda: "")
    with pytest.raises(NoIndexError, match="Set PACKAGE_INDEX"):
        configured_index()


def test_pip_is_asked_by_its_command(tmp_path, monkeypatch):
    configuration = tmp_path / "pip.conf"
    configuration.write_text("[global]\nindex-url = https://ann:s%40cret@pip.example/simple\n")
    monkeypatch.setenv("PIP_CONFIG_FILE", str(configuration))
    assert address.index_of_pip() == "https://ann:s%40cret@pip.example/simple"


def test_a_pip_that_is_away_or_hangs_names_none(monkeypatch):
    def hang(*args, **options):
        raise subprocess.TimeoutExpired("pip", 1)

    monkeypatch.setattr(address, "ASKING_PIP", ["/nowhere/python"])
    assert address.index_of_pip() == ""
    monkeypatch.setattr(subprocess, "run", hang)
    assert address.index_of_pip() == ""
