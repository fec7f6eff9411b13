"""An installed site collects its static files by itself, once for each release."""

import pytest

from advisor.http import static_files
from advisor.http.static_files import collect_static_files
from recommender import places


@pytest.fixture
def folder(tmp_path, monkeypatch, settings):
    """Where this release's files are to be, beside those of an earlier one."""
    monkeypatch.setattr(places, "DATA", tmp_path)
    monkeypatch.setattr(places, "IS_INSTALLED", True)
    settings.STATIC_ROOT = tmp_path / "static" / "this"
    (tmp_path / "static" / "earlier").mkdir(parents=True)
    return settings.STATIC_ROOT


def test_files_are_collected_and_those_of_an_earlier_release_deleted(folder):
    collect_static_files()
    assert (folder / "css" / "site.css").exists()
    assert (folder / "admin" / "css" / "base.css").exists()
    assert not list(folder.rglob("redoc*"))
    assert list(folder.parent.iterdir()) == [folder]


def test_they_are_collected_once_and_anew_if_that_was_cut_off(folder, monkeypatch):
    begun = []
    monkeypatch.setattr(static_files, "call_command", lambda name, **options: (begun.append(name), folder.mkdir()))
    collect_static_files()
    collect_static_files()
    assert begun == ["collectstatic"]
    (folder / "collected").unlink()
    folder.rmdir()
    collect_static_files()
    assert begun == ["collectstatic"] * 2


def test_in_a_checkout_nothing_beside_them_is_deleted(folder, monkeypatch):
    monkeypatch.setattr(places, "IS_INSTALLED", False)
    collect_static_files()
    assert len(list(folder.parent.iterdir())) == 2
