"""What all tests share."""

import gc
from collections.abc import Callable
from importlib import import_module
from itertools import islice
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, User
from django.core.cache import caches
from django.test import Client
from hypothesis import Phase, settings

from advisor.http.shared_cache import breaker
from recommender.editions import current, figures
from recommender.editions.serialisation import canonical_json, digest
from recommender.editions.to_rows import write_catalogue
from recommender.engine.candidates import best_known
from recommender.engine.checks import report
from recommender.engine.simulation import impact
from recommender.engine.simulation.respondents import respondents
from recommender.engine.types import Catalogue
from recommender.files.folder import SHIPPED, read_files
from recommender.models import CatalogueState, Edition

CATALOGUE = Path(__file__).parent / "catalogue"
"""The files of the tests' own catalogue."""

FIGURE = "figure"
"""The name of a recorded property that is shown when all tests are done."""

FEW = 20
"""Random respondents, in tests to which it does not matter how many there are."""

settings.register_profile("advisor", deadline=None, max_examples=60, derandomize=True)
settings.load_profile("advisor")
# For `make mutants`, which runs the tests of the engine thousands of times, and `make coverage`, which only asks which
# lines they run: fewer examples, none of them made smaller.
settings.register_profile(
    "few", settings.get_profile("advisor"), max_examples=15, phases=[Phase.explicit, Phase.generate]
)


def pytest_collection_finish() -> None:
    # All that is imported stays to the end: without looking through it again and again, tests take a seventh less time.
    gc.freeze()


@pytest.fixture(scope="session")
def shipped() -> Catalogue:
    """The shipped catalogue with the best-known frameworks, as everybody sees it who asks for nothing else.

    Only for tests of the shipped catalogue itself, like the next one.
    """
    return best_known(read_files(SHIPPED))


@pytest.fixture(scope="session")
def whole_shipped() -> Catalogue:
    """The shipped catalogue with all frameworks, as it stands in its files."""
    return read_files(SHIPPED)


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The tests' own catalogue, which never changes: small, with round numbers. `tests/answers.py` works with it."""
    return read_files(CATALOGUE)


@pytest.fixture
def edition(db: None, catalogue: Catalogue) -> Edition:
    """The catalogue as the current edition, without its rows: all that visitors need, and soon made."""
    content = canonical_json(catalogue)
    edition = Edition.objects.create(number=1, digest=digest(content), content=content)
    CatalogueState.objects.update_or_create(
        pk=CatalogueState.PRIMARY_KEY, defaults={"edition": edition, "changes": 0, "changes_in_edition": 0}
    )
    return edition


@pytest.fixture
def loaded(edition: Edition, catalogue: Catalogue) -> None:
    """The catalogue as rows that can be edited, and as the current edition."""
    write_catalogue(catalogue)


@pytest.fixture
def roles(db: None) -> None:
    """The roles as the migrations make them; a test that flushes the database takes them away from the next."""
    import_module("recommender.migrations.0003_roles").make_roles(apps, None)
    import_module("recommender.migrations.0009_add_ons_for_editors").permit(apps, None)
    import_module("recommender.migrations.0012_outside_options_for_editors").permit(apps, None)
    import_module("recommender.migrations.0015_proposals").permit(apps, None)


@pytest.fixture
def user_in(roles: None) -> Callable[..., User]:
    """Makes somebody who has a role and nothing else; called like the role unless a name is given."""

    def create(role: str, name: str = "") -> User:
        user = User.objects.create_user(name or role, is_staff=True)
        user.groups.add(Group.objects.get(name=role))
        return user

    return create


@pytest.fixture
def client_in(user_in: Callable[..., User]) -> Callable[..., Client]:
    """The same, signed in."""

    def sign_in(role: str, name: str = "") -> Client:
        client = Client()
        client.force_login(user_in(role, name))
        return client

    return sign_in


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    """Nothing is left in memory of another test's database and requests."""
    current.kept_edition.cache_clear()
    figures._kept.forget()
    caches["pages"].clear()
    caches["default"].clear()
    breaker.rests_until = 0.0


@pytest.fixture(autouse=True)
def no_background(monkeypatch: pytest.MonkeyPatch) -> list[Callable[[], None]]:
    """What would be done in the background: not done, but listed."""
    begun: list[Callable[[], None]] = []
    monkeypatch.setattr(figures, "in_background", begun.append)
    return begun


@pytest.fixture
def few_respondents(monkeypatch: pytest.MonkeyPatch) -> None:
    """Previews and the check ask twenty random people instead of two thousand: for tests of something else."""
    monkeypatch.setattr(impact, "RESPONDENTS", FEW)
    for module in (impact, report):
        monkeypatch.setattr(module, "respondents", lambda catalogue: islice(respondents(catalogue), FEW))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    reports = [*terminalreporter.stats.get("passed", []), *terminalreporter.stats.get("failed", [])]
    figures = [value for report in reports for name, value in report.user_properties if name == FIGURE]
    if figures:
        terminalreporter.section("figures")
        terminalreporter.write_line("\n".join(dict.fromkeys(figures)))
