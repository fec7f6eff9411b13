"""Going back to an earlier edition: it comes back whole, drafts stay, and nothing is done half."""

import json
from dataclasses import replace

import pytest

from recommender.editions.current import ChangedMeanwhileError, catalogue_of, current_edition
from recommender.editions.from_rows import read_catalogue
from recommender.editions.history import last_entry, log_changes
from recommender.editions.restore import RefusedError, plan, restore
from recommender.editions.serialisation import CATALOGUE, canonical_json, digest, plain
from recommender.engine.versions.drafts import published
from recommender.models import (
    Choice,
    Claim,
    Condition,
    Criterion,
    Dispute,
    Edition,
    Effect,
    Framework,
    Persona,
    Question,
    Rating,
    Section,
)

pytestmark = pytest.mark.usefixtures("loaded", "few_respondents")


def change(row, **values):
    for name, value in values.items():
        setattr(row, name, value)
    row.save()


def go_back(edition, admin_user, why="It was right."):
    return restore(edition, user=admin_user.pk, why=why, opened_on=last_entry())


def as_edition(data: object, number: int = 90) -> Edition:
    """An edition with some content, as an earlier version of the program may have stored it."""
    content = json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return Edition.objects.create(number=number, digest=digest(content), content=content)


def test_an_earlier_edition_comes_back_as_the_next_one(edition, admin_user):
    change(Criterion.objects.get(slug="graphql"), weight=25)
    current_edition()
    third = go_back(edition, admin_user)
    assert (third.number, third.digest, third.content) == (3, edition.digest, edition.content)
    assert current_edition() == third
    assert [(entry["who"], entry["what"], entry["why"]) for entry in third.history] == [
        ("admin", "Restored edition 1", "It was right.")
    ]


def test_what_nobody_has_seen_yet_becomes_an_edition_first_so_that_it_is_not_lost(edition, admin_user):
    change(Criterion.objects.get(slug="graphql"), weight=25)
    third = go_back(edition, admin_user, why="")
    assert third.number == 3
    assert catalogue_of(Edition.objects.get(number=2)).criterion_of["graphql"].weight == 25
    assert third.history[0]["why"] == ""


def test_what_the_earlier_edition_lacks_becomes_a_draft_with_all_that_belongs_to_it(edition, admin_user):
    new = Criterion.objects.create(
        slug="joy", name="Joy", published=True, group="People", definition="x", method="rubric", unit="x"
    )
    flask = Framework.objects.get(slug="flask")
    evidence = flask.evidence.create(key="joyful", statement="x", kind="opinion", source="x", checked="2026-11-22")
    rating = Rating.objects.create(framework=flask, criterion=new, value=9, low=9, high=9, rationale="x")
    rating.evidence.add(evidence)
    Dispute.objects.create(framework=flask, criterion=new, statement="No joy.")
    question = Question.objects.create(
        section=Section.objects.first(), slug="joyful", text="Is it fun?", why="x", published=True
    )
    for slug in ("yes", "no"):
        choice = Choice.objects.create(question=question, slug=slug, text=slug)
        Effect.objects.create(choice=choice, criterion=new, points=3)
    Effect.objects.create(
        choice=Choice.objects.get(question__slug="project", slug="online-shop"), criterion=new, points=2
    )
    second = current_edition()
    assert "joyful" in catalogue_of(second).question_of
    assert plan(edition).drafted == ("Joy", "Is it fun?")
    assert go_back(edition, admin_user).digest == edition.digest
    rows = read_catalogue(include_drafts=True)
    assert not rows.criterion_of["joy"].published
    assert rows.framework_of["flask"].rating_of["joy"].evidence == ("joyful",)
    assert [choice.effects for choice in rows.question_of["joyful"].choices] == [{"joy": 3}, {"joy": 3}]
    assert rows.question_of["project"].choice("online-shop").effects["joy"] == 2
    assert Dispute.objects.get().statement == "No joy."
    assert go_back(second, admin_user).digest == second.digest


def test_a_whole_framework_that_went_comes_back(edition, admin_user, catalogue):
    for persona in Persona.objects.all():
        persona.accepted.remove(Framework.objects.get(slug="flask"))
    Framework.objects.get(slug="flask").delete()
    assert current_edition().number == 2
    go_back(edition, admin_user)
    assert read_catalogue() == catalogue


def test_unfinished_drafts_are_no_reason_to_stay(edition, admin_user):
    bottle = Framework.objects.create(
        slug="bottle", name="Bottle", position=9, summary="x", latest_version="1", latest_release="2026",
        first_release=2009, licence="MIT", python_versions="x", support="x", concurrency="x",
        docs_url="https://docs.example/", repo_url="https://code.example/", install="x",
    )  # fmt: skip
    graphql = Criterion.objects.get(slug="graphql")
    Rating.objects.create(framework=bottle, criterion=graphql, value=9, low=9, high=9, rationale="No evidence yet.")
    Claim.objects.create(framework=bottle, criterion=graphql, text="One file", status="holds", reason="x")
    persona = Persona.objects.first()
    persona.accepted.add(bottle)
    change(graphql, weight=11)
    before = read_catalogue(include_drafts=True).framework_of["bottle"]
    assert go_back(edition, admin_user).digest == edition.digest
    assert read_catalogue(include_drafts=True).framework_of["bottle"] == before
    assert bottle in persona.accepted.all()


def test_drafts_whose_place_is_taken_are_named(edition):
    change(Framework.objects.get(slug="flask"), published=False, summary="Not ready.")
    assert plan(edition).replaced == ("Flask",)


def test_there_is_nothing_to_restore_from_the_current_state(edition, admin_user):
    assert not plan(edition).is_needed
    with pytest.raises(RefusedError):
        go_back(edition, admin_user)
    assert Edition.objects.count() == 1


def test_who_saw_another_catalogue_restores_nothing(edition, admin_user):
    graphql = Criterion.objects.get(slug="graphql")
    change(graphql, weight=25)
    seen = last_entry()
    change(graphql, weight=30)
    log_changes(admin_user.pk, [graphql], ["Weight"], "")
    with pytest.raises(ChangedMeanwhileError):
        restore(edition, user=admin_user.pk, why="", opened_on=seen)
    graphql.refresh_from_db()
    assert graphql.weight == 30


def test_an_edition_that_breaks_a_rule_of_today_is_refused_with_the_reason(catalogue, admin_user):
    worse = replace(catalogue, criteria=(replace(catalogue.criteria[0], weight=5000), *catalogue.criteria[1:]))
    old = as_edition(plain(CATALOGUE, worse))
    before = read_catalogue(include_drafts=True)
    (fault,) = plan(old).faults
    assert (fault.path[-1], fault.reason) == ("weight", "must be from 0 to 1000")
    with pytest.raises(RefusedError):
        go_back(old, admin_user)
    assert read_catalogue(include_drafts=True) == before


def test_a_persona_that_went_wrong_is_no_reason_to_stay(catalogue, admin_user):
    persona = replace(catalogue.personas[0], accepted=("gone",))
    old = as_edition(plain(CATALOGUE, replace(catalogue, personas=(persona,))))
    assert plan(old).faults == ()
    go_back(old, admin_user)
    assert [(row.slug, row.accepted.count()) for row in Persona.objects.all()] == [(persona.slug, 0)]


def test_an_edition_from_before_fields_existed_comes_back(catalogue, admin_user):
    """Before criteria and questions could be drafts, before evidence that nothing cites was left out."""
    data = plain(CATALOGUE, catalogue)
    for criterion in data["criteria"]:
        del criterion["published"]
    for section in data["sections"]:
        for question in section["questions"]:
            del question["published"]
    data["frameworks"][0]["evidence"].append({**data["frameworks"][0]["evidence"][0], "key": "never-cited"})
    data["criteria"][0]["weight"] = 77
    made = go_back(as_edition(data), admin_user)
    assert made.number == 91
    expected = replace(catalogue, criteria=(replace(catalogue.criteria[0], weight=77), *catalogue.criteria[1:]))
    assert catalogue_of(made) == published(CATALOGUE.validate_python(data)) == expected
    assert made.digest == digest(canonical_json(expected))


def test_conditions_come_back(edition, admin_user):
    Condition.objects.all().delete()
    assert go_back(edition, admin_user).digest == edition.digest
