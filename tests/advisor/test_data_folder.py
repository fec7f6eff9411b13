"""The key of an installed site is made once, and nobody else may read it."""

import pytest
from environ import Env

from advisor.data_folder import make_data_folder
from recommender import places


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder that is not there yet, in the place of the checkout's."""
    monkeypatch.setattr(places, "DATA", tmp_path / "share" / "framework-advisor")
    monkeypatch.setattr(places, "VARIABLES", places.DATA / ".env")
    monkeypatch.delenv("SECRET_KEY")
    return places.DATA


def key_in(folder, monkeypatch):
    monkeypatch.delenv("SECRET_KEY", raising=False)
    Env.read_env(folder / ".env")
    return Env()("SECRET_KEY")


def test_a_key_is_made_once_for_nobody_elses_eyes(folder, monkeypatch):
    make_data_folder()
    key = key_in(folder, monkeypatch)
    monkeypatch.delenv("SECRET_KEY")
    make_data_folder()
    assert key == key_in(folder, monkeypatch)
    assert len(key) >= 50
    assert [path.stat().st_mode & 0o777 for path in (folder, folder / ".env")] == [0o700, 0o600]


@pytest.mark.parametrize("before", ["PUBLIC_URL=https://a.example", "PUBLIC_URL=https://a.example\n# SECRET_KEY=no\n"])
def test_variables_that_are_there_stay_and_get_a_key(folder, monkeypatch, before):
    folder.mkdir(parents=True)
    (folder / ".env").write_text(before)
    make_data_folder()
    assert (folder / ".env").read_text().startswith(before.rstrip() + "\n")
    assert len(key_in(folder, monkeypatch)) >= 50
    assert (folder / ".env").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("own", ["SECRET_KEY=mine\n", "export SECRET_KEY = mine\n"])
def test_a_key_of_ones_own_is_left_alone(folder, own):
    folder.mkdir(parents=True)
    (folder / ".env").write_text(own)
    make_data_folder()
    assert (folder / ".env").read_text() == own


def test_with_a_key_in_the_environment_none_is_kept(folder, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "mine")
    make_data_folder()
    assert list(folder.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_named(folder):
    folder.parent.write_text("a file in the way")
    with pytest.raises(SystemExit, match=f"keeps its database and its key in {folder}, but: .*Not a directory"):
        make_data_folder()
