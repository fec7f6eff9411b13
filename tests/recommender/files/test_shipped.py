"""An upgrade that ships a newer catalogue: merged with what editors changed, or left to them."""

import shutil
from dataclasses import replace

import pytest
from django.core.management import CommandError, call_command

from recommender.editions import bases
from recommender.editions.bases import waiting
from recommender.editions.current import current_edition, replace_catalogue
from recommender.editions.from_rows import read_catalogue
from recommender.editions.serialisation import canonical_json, digest
from recommender.files import exchange, shipped
from recommender.files.shipped import take_shipped
from recommender.files.writing import write_files
from recommender.models import Base, Criterion, Edition, Framework, Shipped
from tests.conftest import CATALOGUE

pytestmark = pytest.mark.django_db


@pytest.fixture
def ships(tmp_path, monkeypatch):
    """Let the program ship the tests' catalogue, and another one whenever this is called with it."""
    folder = tmp_path / "shipped"
    shutil.copytree(CATALOGUE, folder)
    monkeypatch.setattr(exchange, "SHIPPED", folder)
    monkeypatch.setattr(shipped, "SHIPPED", folder)
    return lambda catalogue: write_files(catalogue, folder)


def heavier(catalogue, weight=77, slug="graphql"):
    criteria = (replace(item, weight=weight) if item.slug == slug else item for item in catalogue.criteria)
    return replace(catalogue, criteria=tuple(criteria))


def save(model, slug, **changes):
    row = model.objects.get(slug=slug)
    for name, value in changes.items():
        setattr(row, name, value)
    row.save()


def weight_of(slug):
    return Criterion.objects.get(slug=slug).weight


def test_a_new_database_takes_the_shipped_catalogue_and_its_first_edition_holds_it(ships, catalogue):
    assert take_shipped().startswith("Loaded the catalogue: 3 frameworks")
    assert (current_edition().number, read_catalogue()) == (1, catalogue)
    assert Base.objects.get().shipped == Shipped.TAKEN
    assert take_shipped().startswith("The catalogue is there already and stays as it is")


def test_a_newer_one_is_merged_with_what_editors_changed(ships, catalogue):
    take_shipped()
    save(Framework, "flask", name="Flasque")
    ships(heavier(catalogue))
    told = take_shipped()
    assert "Taken from the files: 1; kept as it is here, though they say otherwise: 1." in told
    assert (weight_of("graphql"), Framework.objects.get(slug="flask").name) == (77, "Flasque")
    assert current_edition().history[0]["what"] == "Loaded the shipped catalogue"
    assert waiting() is None


def test_what_editors_changed_after_one_release_is_safe_from_the_next(ships, catalogue):
    take_shipped()
    ships(heavier(catalogue))
    take_shipped()
    save(Criterion, "graphql", weight=5)
    ships(heavier(heavier(catalogue), 12, "learning-ease"))
    take_shipped()
    assert (weight_of("graphql"), weight_of("learning-ease")) == (5, 12)


def test_a_conflict_leaves_all_as_it_is_and_waits_for_an_editor(ships, catalogue):
    take_shipped()
    save(Criterion, "graphql", weight=5)
    ships(heavier(heavier(catalogue), 12, "learning-ease"))
    rows = read_catalogue(include_drafts=True)
    told = take_shipped()
    assert "criteria.yaml: graphql › weight: was 10; is 5 here, 77 in the files" in told
    assert read_catalogue(include_drafts=True) == rows
    assert waiting().digest == digest(canonical_json(heavier(heavier(catalogue), 12, "learning-ease")))
    assert take_shipped().startswith("The catalogue is there already"), "told once, not at each start"
    ships(heavier(catalogue, 5))
    take_shipped()
    assert waiting() is None, "a release that agrees with the editors settles it"


def test_a_node_of_the_release_before_takes_nothing_back(ships, catalogue):
    take_shipped()
    ships(heavier(catalogue))
    take_shipped()
    ships(catalogue)
    take_shipped()
    assert weight_of("graphql") == 77


def test_a_database_of_before_is_known_by_an_edition_that_was_shipped(ships, catalogue, loaded, monkeypatch):
    monkeypatch.setattr(bases, "SHIPPED_BEFORE", (digest(canonical_json(catalogue)),))
    save(Framework, "flask", name="Flasque")
    current_edition()
    ships(heavier(catalogue))
    take_shipped()
    assert (weight_of("graphql"), Framework.objects.get(slug="flask").name) == (77, "Flasque")


def test_a_database_of_before_that_never_had_a_shipped_edition_is_left_alone(ships, catalogue, loaded):
    ships(heavier(catalogue))
    assert "does not know what these files were written from" in take_shipped()
    assert weight_of("graphql") == 10
    assert waiting()


def test_a_database_of_before_that_has_the_shipped_catalogue_already_remembers_it(ships, catalogue, loaded):
    take_shipped()
    assert Base.objects.get().shipped == Shipped.TAKEN
    ships(heavier(catalogue))
    take_shipped()
    assert weight_of("graphql") == 77


def test_a_site_with_a_catalogue_of_its_own_is_never_mixed_with_the_shipped_one(ships, catalogue, tmp_path):
    own = heavier(replace(catalogue, frameworks=catalogue.frameworks[1:], personas=()), 1)
    write_files(own, tmp_path / "own")
    call_command("load_catalogue", tmp_path / "own", verbosity=0)
    take_shipped()
    assert read_catalogue() == own
    ships(heavier(catalogue))
    take_shipped()
    assert read_catalogue() == own
    assert waiting()


def test_faulty_shipped_files_that_cannot_be_merged_do_not_keep_the_site_from_starting(ships, catalogue):
    """One rule, broken by both together: the program no longer has a framework that an editor's persona accepts."""
    free = tuple(
        persona
        for persona in catalogue.personas
        if "flask" not in persona.accepted and not any("flask" in item.chosen for item in persona.answers.values())
    )
    ships(replace(catalogue, personas=free))
    take_shipped()
    persona = replace(free[0], accepted=("flask",))
    replace_catalogue(replace(catalogue, personas=(persona, *free[1:])))
    exchange.SHIPPED.joinpath("frameworks", "flask.yaml").unlink()
    assert "“flask” is not a framework" in take_shipped()
    assert waiting()


def test_earlier_shipped_catalogues_are_those_that_old_releases_wrote():
    known = {"0.1.0", "0.2.0", "0.2.0-before-phrases"}
    folder = CATALOGUE.parent / "old_editions"
    written = {digest((folder / name / "edition.json").read_text()) for name in known}
    assert written < set(bases.SHIPPED_BEFORE)


@pytest.mark.parametrize("release", ["0.1.0", "0.2.0"])
def test_a_database_of_an_old_release_is_known_by_its_edition(release):
    content = (CATALOGUE.parent / "old_editions" / release / "edition.json").read_text()
    Edition.objects.create(number=1, digest=digest(content), content=content)
    assert len(bases.last_taken().frameworks) == 3


def test_shipped_files_that_cannot_be_read_do_not_keep_a_site_with_a_catalogue_from_starting(ships, catalogue):
    """As in a checkout where somebody has just begun the file of a new framework."""
    ships(catalogue)
    take_shipped()
    call_command("new_framework", "masonite", shipped.SHIPPED, verbosity=0)
    told = take_shipped()
    assert told.startswith("The catalogue that the program ships cannot be read, so what is there stays as it is.")
    assert "\nframeworks/masonite.yaml: summary: is empty\n" in told
    assert read_catalogue() == catalogue
    assert waiting() is None


def test_without_any_catalogue_it_says_what_is_wrong_with_the_shipped_one(ships):
    call_command("new_framework", "masonite", shipped.SHIPPED, verbosity=0)
    with pytest.raises(CommandError, match=r"^There is no catalogue to start with.\n.*masonite.yaml: name: is empty"):
        call_command("prepare", verbosity=0)
