"""Files and editors agree: a whole round trip by commands, and that no editor's work is undone silently."""

import shutil

import pytest
import yaml
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from recommender.editions.current import current_edition
from recommender.editions.from_rows import read_catalogue
from recommender.editions.history import PROGRAM, last_entry, log_since
from recommender.engine.versions.merge import Conflict, merge
from recommender.files.exchange import load_catalogue
from recommender.files.folder import ORIGIN_FILE, CatalogueFileError
from recommender.files.plan import Way, conflict_lines
from recommender.models import Base, Criterion, Edition, Framework, Persona, Rating
from tests.conftest import CATALOGUE

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path):
    """What a repository has of a site's catalogue: files that the site has written."""
    load_catalogue(CATALOGUE)
    call_command("dump_catalogue", tmp_path / "dump", verbosity=0)
    return tmp_path / "dump"


def edit(folder, name, change):
    """Change a file as somebody does with a pull request."""
    data = yaml.safe_load((folder / name).read_text())
    change(data)
    (folder / name).write_text(yaml.safe_dump(data, sort_keys=False, allow_unicode=True))


def weigh(weight, slug="graphql"):
    def change(criteria):
        next(item for item in criteria if item["slug"] == slug)["weight"] = weight

    return change


def save(row, **changes):
    """Change a row as an editor does."""
    for name, value in changes.items():
        setattr(row, name, value)
    row.save()


def lines_of(folder, **options):
    with pytest.raises(CatalogueFileError) as error:
        load_catalogue(folder, **options)
    return error.value.faults


def weight_of(slug):
    return Criterion.objects.get(slug=slug).weight


def test_a_dump_says_what_it_was_written_from(folder):
    edition = current_edition()
    origin = yaml.safe_load((folder / ORIGIN_FILE).read_text())
    assert origin == {
        "edition": edition.number,
        "day": edition.created_at.date().isoformat(),
        "digest": edition.digest,
    }, "of a catalogue without drafts, the edition's own"


def test_what_the_files_changed_is_taken_and_what_editors_changed_stays(folder):
    edit(folder, "criteria.yaml", weigh(77))
    flask = Framework.objects.get(slug="flask")
    save(flask, name="Flasque")
    report = load_catalogue(folder)
    assert report.done.startswith("Loaded the catalogue: 3 frameworks")
    assert report.taken == ("criteria.yaml: graphql › weight: 10 → 77",)
    assert report.kept == ("frameworks/flask.yaml: name: Flask → Flasque",)
    assert (weight_of("graphql"), Framework.objects.get(slug="flask")) == (77, flask)


def test_what_went_and_what_came_is_told_as_such(folder):
    claim = Framework.objects.get(slug="flask").claims.first()
    edit(folder, "frameworks/flask.yaml", lambda flask: flask.update(claims=flask["claims"][1:]))
    Criterion.objects.create(
        slug="new", name="New", group="X", definition="?", method="rubric", unit="level", published=False, position=99
    )
    report = load_catalogue(folder)
    assert report.taken == (f"frameworks/flask.yaml: claims › {claim.text}: deleted",)
    assert report.kept == ("criteria.yaml: new: added",)


def test_loading_the_same_files_again_changes_nothing(folder):
    edit(folder, "criteria.yaml", weigh(77))
    save(Framework.objects.get(slug="flask"), name="Flasque")
    load_catalogue(folder)
    rows, entry, edition = read_catalogue(include_drafts=True), last_entry(), current_edition()
    report = load_catalogue(folder)
    assert (report.done, report.taken) == ("The files say nothing new.", ())
    assert (read_catalogue(include_drafts=True), last_entry(), current_edition()) == (rows, entry, edition)


def test_a_conflict_is_told_by_file_and_key_and_nothing_is_loaded(folder):
    edit(folder, "criteria.yaml", weigh(77))
    edit(folder, "criteria.yaml", weigh(78, "learning-ease"))
    save(Criterion.objects.get(slug="graphql"), weight=11)
    conflict, advice = lines_of(folder)
    assert conflict == "criteria.yaml: graphql › weight: was 10; is 11 here, 77 in the files"
    assert advice.startswith("The files and the editors changed 1 place differently. Say “--conflicts editors”")
    assert (weight_of("graphql"), weight_of("learning-ease")) == (11, 10)


@pytest.mark.parametrize(("way", "weight"), [("editors", 11), ("files", 77)])
def test_a_conflict_is_settled_as_somebody_says_and_all_else_is_merged(folder, capsys, way, weight):
    edit(folder, "criteria.yaml", weigh(77))
    edit(folder, "criteria.yaml", weigh(78, "learning-ease"))
    save(Criterion.objects.get(slug="graphql"), weight=11)
    save(Framework.objects.get(slug="flask"), name="Flasque")
    call_command("load_catalogue", folder, conflicts=way)
    assert (weight_of("graphql"), weight_of("learning-ease")) == (weight, 78)
    told = capsys.readouterr().out
    assert "  criteria.yaml: learning-ease › weight: 10 → 78\n" in told
    assert ("  criteria.yaml: graphql › weight: 77 → 11\n" in told) is (way == "editors")
    assert Framework.objects.get(slug="flask").name == "Flasque"


def test_what_one_side_deleted_and_the_other_changed_is_a_conflict(folder):
    def without_claims(flask):
        flask["claims"] = []

    edit(folder, "frameworks/flask.yaml", without_claims)
    claim = Framework.objects.get(slug="flask").claims.first()
    save(claim, reason="Still so.")
    assert lines_of(folder)[0] == (f"frameworks/flask.yaml: claims › {claim.text}: changed here, deleted in the files")
    claim.delete()
    load_catalogue(folder)
    assert not Framework.objects.get(slug="flask").claims.exists()


def test_what_both_added_differently_is_told_by_its_fields():
    found = merge({"criteria": []}, *({"criteria": [{"slug": "new", "weight": weight}]} for weight in (1, 2)))
    assert list(conflict_lines(found.conflicts)) == [
        "criteria.yaml: new › weight: was not there; is 1 here, 2 in the files"
    ]


def test_of_long_texts_the_part_is_told_in_which_they_differ():
    long = "The same words, over and over. " * 3
    [line] = conflict_lines((Conflict(("criteria", "graphql", "caveat"), long, f"{long}Ours.", f"{long}Theirs."),))
    assert line == (
        "criteria.yaml: graphql › caveat: was …he same words, over and over. The same words, over and over.; "
        "is …e words, over and over. The same words, over and over. Ours. here, "
        "…words, over and over. The same words, over and over. Theirs. in the files"
    )


def test_drafts_take_part(folder, tmp_path):
    """A draft that editors deleted does not come back, one that they began stays, one that files change is changed."""
    save(Framework.objects.get(slug="flask"), published=False)
    shutil.rmtree(folder)
    call_command("dump_catalogue", folder, verbosity=0)
    edit(folder, "frameworks/flask.yaml", lambda flask: flask.update(summary="Still a draft."))
    Criterion.objects.create(
        slug="new", name="New", group="X", definition="?", method="rubric", unit="level", published=False, position=99
    )
    load_catalogue(folder)
    flask = Framework.objects.get(slug="flask")
    assert (flask.published, flask.summary) == (False, "Still a draft.")
    assert Criterion.objects.filter(slug="new").exists()
    Rating.objects.filter(framework=flask).first().delete()
    left = flask.ratings.count()
    load_catalogue(folder)
    assert flask.ratings.count() == left


def test_files_of_another_site_are_refused_unless_they_shall_replace_all(folder):
    Base.objects.all().delete()
    Edition.objects.exclude(pk=current_edition().pk).delete()
    origin = (folder / ORIGIN_FILE).read_text()
    (folder / ORIGIN_FILE).write_text(origin.replace(current_edition().digest, "0" * 64))
    edit(folder, "criteria.yaml", weigh(77))
    (line,) = lines_of(folder)
    assert "does not know what these files were written from" in line
    assert weight_of("graphql") == 10
    assert load_catalogue(folder, way=Way.REPLACE).taken == ("criteria.yaml: graphql › weight: 10 → 77",)
    assert weight_of("graphql") == 77


def test_files_that_do_not_tell_their_origin_are_merged_with_what_was_changed_since_files_were_loaded(folder):
    (folder / ORIGIN_FILE).unlink()
    edit(folder, "criteria.yaml", weigh(77))
    save(Framework.objects.get(slug="flask"), name="Flasque")
    load_catalogue(folder)
    assert (weight_of("graphql"), Framework.objects.get(slug="flask").name) == (77, "Flasque")


def test_an_edition_that_somebody_downloaded_is_a_base_too(folder):
    """Its digest is all that is needed; what drafts the site has stay, as the files never had them."""
    save(Criterion.objects.get(slug="graphql"), published=False)
    save(Framework.objects.get(slug="flask"), name="Flasque")
    Base.objects.all().delete()
    edit(folder, "criteria.yaml", weigh(77, "learning-ease"))
    load_catalogue(folder)
    assert weight_of("learning-ease") == 77
    assert not Criterion.objects.get(slug="graphql").published


def test_a_dry_run_stores_nothing(folder, capsys):
    edit(folder, "criteria.yaml", weigh(77))
    rows, bases = read_catalogue(), Base.objects.count()
    call_command("load_catalogue", folder, dry_run=True)
    assert capsys.readouterr().out == (
        "Nothing is loaded. This is what would be done.\n"
        "Taken from the files (1):\n"
        "  criteria.yaml: graphql › weight: 10 → 77\n"
    )
    assert (read_catalogue(), Base.objects.count()) == (rows, bases)


def test_what_breaks_a_rule_once_it_is_merged_is_refused(folder):
    """The files delete a framework, and an editor says of a persona that it accepts it."""
    slug = "flask"
    personas = yaml.safe_load((folder / "personas.yaml").read_text())
    free = [item for item in personas if slug not in str((item["answers"], item["accepted"]))]
    (folder / "personas.yaml").write_text(yaml.safe_dump(free))
    (folder / "frameworks" / f"{slug}.yaml").unlink()
    Persona.objects.get(slug=free[0]["slug"]).accepted.add(Framework.objects.get(slug=slug))
    *faults, advice = lines_of(folder)
    assert faults == [f"personas.yaml: {free[0]['slug']} › accepted: “{slug}” is not a framework"]
    assert advice == "So it would be once both are merged."
    assert Framework.objects.filter(slug=slug).exists()


def test_loading_is_told_in_the_log_and_in_the_edition_and_nobody_can_sign_in_as_the_program(folder):
    edit(folder, "criteria.yaml", weigh(77))
    before = last_entry()
    load_catalogue(folder)
    (entry,) = log_since(before)
    assert entry.user.get_username() == PROGRAM
    (told,) = current_edition().history
    assert (told["who"], told["what"]) == (PROGRAM, "Loaded dump")
    user = User.objects.get(username=PROGRAM)
    assert (user.is_active, user.is_staff, user.has_usable_password()) == (False, False, False)


def test_what_visitors_saw_until_then_is_kept_as_an_edition(folder):
    edit(folder, "criteria.yaml", weigh(77))
    save(Framework.objects.get(slug="flask"), name="Flasque")
    load_catalogue(folder)
    kept = Edition.objects.order_by("number")[1]
    assert "Flasque" in kept.content
    assert '"weight":77' not in kept.content


def test_an_unreadable_origin_is_told(folder):
    (folder / ORIGIN_FILE).write_text("edition: one\n")
    with pytest.raises(CommandError, match=r"edition\.yaml: edition: Input should be a valid integer"):
        call_command("load_catalogue", folder)


def test_a_damaged_base_is_told_and_nothing_is_loaded(folder):
    edit(folder, "criteria.yaml", weigh(77))
    Base.objects.update(content="{}")
    (line,) = lines_of(folder)
    assert line.startswith("dump: what it was written from cannot be read here: ")
    assert weight_of("graphql") == 10


def test_a_dump_into_what_is_no_folder_is_told(tmp_path):
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(CommandError, match=r"^Not all was written: .*notes\.txt"):
        call_command("dump_catalogue", tmp_path / "notes.txt")
    assert (tmp_path / "notes.txt").read_text() == "mine"
