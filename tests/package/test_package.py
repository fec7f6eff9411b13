"""The wheel: what is in it, and that it is all somebody needs. `make test-package` builds it first."""

import json
import re
import subprocess
import sys
import tarfile
from dataclasses import dataclass
from email import message_from_bytes
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from shutil import rmtree
from zipfile import ZipFile

import pytest
from PIL import Image

from tests.audit.server import ROOT
from tests.package.installation import Installation

[WHEEL] = (ROOT / "dist").glob("*.whl")
[SOURCE] = (ROOT / "dist").glob("*.tar.gz")
BESIDE = ("fonts", "static", "templates")


def files_below(folder: Path) -> set[str]:
    """Return the names of a folder's files, but for what Python keeps of modules."""
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc"}


def build(folder: Path) -> Path:
    """Build a wheel of a source in a folder."""
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel"], cwd=folder, check=True)
    [wheel] = (folder / "dist").glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    """The unpacked source."""
    folder = tmp_path_factory.mktemp("source")
    with tarfile.open(SOURCE) as packed:
        packed.extractall(folder, filter="data")
    return folder / SOURCE.name.removesuffix(".tar.gz")


@dataclass
class Served:
    """What came of the first start: somebody's result, and the pages of it that were looked at."""

    installation: Installation
    path: str
    pages: dict[str, bytes]
    headers: dict[str, dict[str, str]]

    @property
    def style(self) -> str:
        """The path of the site's own style sheet."""
        return re.search(r'"(/static/css/site\.\w{12}\.css)"', self.pages["/"].decode())[1]


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """The wheel installed and served in an empty environment and folder, by the one line that people are told."""
    installation = Installation(tmp_path_factory.mktemp("package"))
    with installation.serving(f"pip install {ROOT}/dist/*.whl && framework-advisor serve") as browser:
        served = Served(installation, browser.result(), {}, {})
        result = served.path.rstrip("/")
        paths = ["/", "/frameworks/", "/compare/", "/method/neutrality/", "/api/docs", "/admin/login/", served.path]
        for path in [*paths, f"{result}.json", f"{result}.md", f"{served.path}card.png", f"{served.path}adr/"]:
            served.pages[path] = browser.open(path).read()
        answer = browser.open(served.style, **{"Accept-Encoding": "br"})
        served.headers[served.style] = dict(answer.headers)
        served.pages[served.style] = browser.read(served.style).encode()
    return served


def test_the_wheel_has_all_that_the_program_is_made_of_below_two_folders_of_its_own():
    expected = {f"{name}/{file}" for name in ("advisor", "recommender") for file in files_below(ROOT / name)}
    expected |= {f"advisor/_shared/{name}/{file}" for name in BESIDE for file in files_below(ROOT / name)}
    with ZipFile(WHEEL) as wheel:
        names = {name for name in wheel.namelist() if ".dist-info/" not in name}
        [licences] = [{n.partition("/licenses/")[2] for n in wheel.namelist() if "/licenses/" in n}]
    assert names == expected
    assert licences == {"LICENSE", "recommender/catalogue/LICENSE"}


def test_the_wheel_says_what_it_is():
    with ZipFile(WHEEL) as wheel:
        [name] = [name for name in wheel.namelist() if name.endswith(".dist-info/METADATA")]
        told = message_from_bytes(wheel.read(name))
    assert told["License-Expression"] == "BSD-3-Clause AND CC-BY-4.0"
    assert told["Requires-Python"] == ">=3.11"
    assert set(told.get_all("Provides-Extra")) == {"postgresql", "redis"}
    assert "# Framework Advisor" in told.get_payload()
    assert not told.get_all("Project-URL")


def test_the_source_makes_the_same_wheel(source):
    assert sha256(build(source).read_bytes()).digest() == sha256(WHEEL.read_bytes()).digest()


def test_it_serves_pages_pictures_and_files(served):
    assert b"A project" in served.pages[served.path]
    assert json.loads(served.pages[f"{served.path.rstrip('/')}.json"])["title"] == "A project"
    assert Image.open(BytesIO(served.pages[f"{served.path}card.png"])).size == (1200, 630)
    assert b"<form" in served.pages["/admin/login/"]


def test_it_serves_static_files_by_their_hashes_compressed_and_to_be_kept(served):
    assert served.pages[served.style] == (ROOT / "static" / "css" / "site.css").read_bytes()
    assert served.headers[served.style]["Content-Encoding"] == "br"
    assert "immutable" in served.headers[served.style]["Cache-Control"]


def test_it_writes_nothing_but_in_the_users_data_folder(served):
    installation = served.installation
    assert list(installation.folder.iterdir()) == []
    assert {path.name for path in installation.data.iterdir()} >= {".env", "db.sqlite3", "static"}
    assert {path.name for path in installation.home.iterdir()} <= {".local", ".cache"}  # the second is pip's
    assert installation.data.stat().st_mode & 0o777 == 0o700
    assert (installation.data / ".env").stat().st_mode & 0o777 == 0o600
    with ZipFile(WHEEL) as wheel:
        own = {name for name in wheel.namelist() if ".dist-info/" not in name}
    packages = installation.packages
    assert {f"{name}/{file}" for name in ("advisor", "recommender") for file in files_below(packages / name)} == own


def test_it_needs_none_of_the_extras_and_says_so_where_they_are_wanted(served):
    names = {path.name for path in served.installation.packages.iterdir()}
    assert not {"psycopg", "redis"} & names
    for name, url, extra in (
        ("DATABASE_URL", "postgres://somebody@127.0.0.1/nothing", "postgresql"),
        ("CACHE_URL", "redis://127.0.0.1/0", "redis"),
    ):
        done = served.installation.run("framework-advisor serve", **{name: url})
        assert done.returncode == 1
        assert done.stderr.startswith(f"{name} names ")
        assert done.stderr.rstrip().endswith(f"run pip install 'framework-advisor[{extra}]'")
        assert len(done.stderr.splitlines()) == 1


def test_it_recommends_without_a_server_and_without_anything_prepared(served, tmp_path):
    (tmp_path / "answers.yaml").write_text("project: public-api\n")
    elsewhere = {"XDG_DATA_HOME": str(tmp_path)}
    done = served.installation.run(f"framework-advisor recommend {tmp_path}/answers.yaml --json", **elsewhere)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["schema_version"]
    assert (tmp_path / "framework-advisor" / "db.sqlite3").exists()


def test_it_manages(served, tmp_path):
    installation = served.installation
    public = {"PUBLIC_URL": "https://advisor.example", "CONTACT": "you@advisor.example"}
    public |= {"HSTS_SUBDOMAINS": "on", "HSTS_PRELOAD": "on"}
    done = installation.run("framework-advisor manage check --deploy --fail-level WARNING", **public)
    assert done.returncode == 0, done.stderr
    done = installation.run(f"framework-advisor manage dump_catalogue {tmp_path}")
    assert done.returncode == 0, done.stderr
    assert files_below(tmp_path / "frameworks") == files_below(ROOT / "recommender" / "catalogue" / "frameworks")


def test_it_says_what_it_is_and_what_it_can_do(served):
    told = served.installation.run("framework-advisor --version").stdout
    assert told == f"Framework Advisor {WHEEL.name.split('-')[1]}\n"
    assert str(served.installation.data) in served.installation.run("python -m advisor").stdout
    assert "usage: framework-advisor recommend" in served.installation.run("framework-advisor recommend --help").stdout


def test_where_somebody_stands_does_not_matter(served):
    """Not even in a checkout, whose code would be found first by `python -m gunicorn`."""
    other = served.installation.folder / "advisor"
    other.mkdir()
    (other / "__init__.py").write_text("raise SystemExit('the wrong one')\n")
    (served.installation.folder / "gunicorn.conf.py").write_text("raise SystemExit('the wrong one')\n")
    try:
        with served.installation.serving() as browser:
            assert browser.open(served.path).read() == served.pages[served.path]
            done = served.installation.run("framework-advisor serve")
    finally:
        rmtree(other)
        (served.installation.folder / "gunicorn.conf.py").unlink()
    port = served.installation.port
    assert done.returncode == 1
    assert done.stderr == f"Port {port} is in use. Stop what uses it, or: framework-advisor serve --port {port + 1}\n"


def test_an_upgrade_keeps_what_is_there_and_brings_new_files(served, source):
    newer = source.with_name("newer")
    source.rename(newer)
    project, style = newer / "pyproject.toml", newer / "static" / "css" / "site.css"
    project.write_text(re.sub(r'(?m)^version = ".*"', 'version = "1000.0"', project.read_text()))
    style.write_text(style.read_text() + "/* newer */\n")
    rmtree(newer / "dist", ignore_errors=True)
    wheel, installation = build(newer), served.installation
    key = (installation.data / ".env").read_text()
    with installation.serving(f"pip install {wheel} && framework-advisor serve") as browser:
        page = browser.read(served.path)
        [name] = re.findall(r'"(/static/css/site\.\w{12}\.css)"', page)
        assert browser.read(name).endswith("/* newer */\n")
    assert installation.run("framework-advisor --version").stdout == "Framework Advisor 1000.0\n"
    assert name != served.style
    assert "A project" in page
    assert (installation.data / ".env").read_text() == key
    assert len(list((installation.data / "static").iterdir())) == 1, "the files of the release before are gone"


def test_uninstalled_it_leaves_the_data_and_nothing_else(served):
    installation = served.installation
    done = installation.run("pip uninstall --yes framework-advisor")
    assert done.returncode == 0, done.stderr
    left = {path.name for path in [*installation.packages.iterdir(), *(installation.environment / "bin").iterdir()]}
    assert not {name for name in left if re.match(r"advisor|recommender|framework.advisor", name)}
    assert not set(BESIDE) & left
    assert (installation.data / "db.sqlite3").exists()
