"""Differences between two catalogues, in editors' words."""

from dataclasses import fields, replace
from datetime import date

import pytest
from hypothesis import given

from recommender.editions.differences import Edit, Loss, edits, losses
from recommender.engine.types import (
    Catalogue,
    ClaimStatus,
    Condition,
    EvidenceKind,
    Facts,
    Familiarity,
    Importance,
    RatingMethod,
    Section,
)
from recommender.engine.versions.diff import WordRun
from tests.engine.strategies import catalogues
from tests.factories import (
    chosen,
    create_add_on,
    create_catalogue,
    create_choice,
    create_claim,
    create_evidence,
    create_first_page,
    create_known_user,
    create_outside_option,
    create_persona,
    create_question,
    create_rating,
    create_reading,
    with_framework,
)

RATINGS = {"alpha": {"speed": 80, "docs": 60}, "beta": {"speed": 40, "docs": 70}}
KNOWN = create_question("known", familiarity=Familiarity(criterion="familiarity", points=2))


def example() -> Catalogue:
    """Two frameworks, two criteria, two questions and one about familiarity, a persona."""
    fast = create_question("fast", (create_choice("yes", {"speed": 3}, {"speed": 50}), create_choice("no")))
    late = create_question("late", ask_if=(("fast", "yes"),))
    persona = create_persona(answers={"fast": chosen("yes"), "known": chosen("alpha", "none")}, accepted=("alpha",))
    return create_catalogue(fast, late, KNOWN, ratings=RATINGS, personas=(persona,))


def with_criterion(catalogue: Catalogue, slug: str, **changes) -> Catalogue:
    return replace(
        catalogue,
        criteria=tuple(replace(item, **changes) if item.slug == slug else item for item in catalogue.criteria),
    )


def with_alpha(catalogue: Catalogue, **changes) -> Catalogue:
    return with_framework(catalogue, replace(catalogue.framework_of["alpha"], **changes))


def with_question(catalogue: Catalogue, slug: str, **changes) -> Catalogue:
    section = catalogue.sections[0]
    questions = tuple(replace(item, **changes) if item.slug == slug else item for item in section.questions)
    return replace(catalogue, sections=(replace(section, questions=questions),))


def with_choice(catalogue: Catalogue, **changes) -> Catalogue:
    yes, no = catalogue.question_of["fast"].choices
    return with_question(catalogue, "fast", choices=(replace(yes, **changes), no))


def with_persona(catalogue: Catalogue, **changes) -> Catalogue:
    return replace(catalogue, personas=(replace(catalogue.personas[0], **changes),))


def with_sections(catalogue: Catalogue, **questions: tuple) -> Catalogue:
    return replace(
        catalogue,
        sections=tuple(Section(slug=slug, title=slug.capitalize(), questions=own) for slug, own in questions.items()),
    )


def test_equal_catalogues_have_no_difference():
    assert edits(example(), example()) == ()


FAST, YES = "Is it fast?", "Answer yes"
CASES = {
    "weight": (lambda it: with_criterion(it, "speed", weight=5), ("criteria", "Speed", "weight"), "1", "5"),
    "name": (lambda it: with_criterion(it, "speed", name="Pace"), ("criteria", "Speed", "name"), "Speed", "Pace"),
    "draft": (lambda it: with_criterion(it, "speed", published=False), ("criteria", "Speed", "published"), "yes", "no"),
    "method": (
        lambda it: with_criterion(it, "speed", method=RatingMethod.MEASURED),
        ("criteria", "Speed", "method"), "Rubric", "Measured",
    ),
    "items": (
        lambda it: with_criterion(it, "speed", items=("cold", "warm")), ("criteria", "Speed", "items"), "", "cold; warm"
    ),
    "anchor": (
        lambda it: with_criterion(it, "speed", anchors={**it.criterion_of["speed"].anchors, 50: "half way"}),
        ("criteria", "Speed", "scale", "at 50"), "level 50", "half way",
    ),
    "criteria's order": (
        lambda it: replace(it, criteria=it.criteria[::-1]),
        ("criteria", "order"), "Speed, Docs, Familiarity", "Familiarity, Docs, Speed",
    ),
    "summary": (
        lambda it: with_alpha(it, summary="Another."), ("frameworks", "Alpha", "summary"), "A framework.", "Another."
    ),
    "place": (lambda it: with_alpha(it, position=7), ("frameworks", "Alpha", "place"), "1", "7"),
    "fact": (
        lambda it: with_alpha(it, facts=replace(it.framework_of["alpha"].facts, docs_url="https://new.example/")),
        ("frameworks", "Alpha", "documentation"), "https://docs.example/", "https://new.example/",
    ),
    "evidence": (
        lambda it: with_alpha(it, evidence=(replace(create_evidence(), checked=date(2027, 1, 2)),)),
        ("frameworks", "Alpha", "evidence", "docs", "last checked"), "2026-11-22", "2027-01-02",
    ),
    "kind": (
        lambda it: with_alpha(it, evidence=(replace(create_evidence(), kind=EvidenceKind.OPINION),)),
        ("frameworks", "Alpha", "evidence", "docs", "kind"), "Documented", "Opinion",
    ),
    "evidence's date": (
        lambda it: with_alpha(it, evidence=(replace(create_evidence(), published="2027"),)),
        ("frameworks", "Alpha", "evidence", "docs", "date published"), "2026-11", "2027",
    ),
    "evidence added": (
        lambda it: with_alpha(it, evidence=(create_evidence(), create_evidence("book"))),
        ("frameworks", "Alpha", "evidence", "book"), None, "It is documented. (The documentation)",
    ),
    "bound": (
        lambda it: with_alpha(it, ratings=(create_rating("speed", 80, low=70), create_rating("docs", 60))),
        ("frameworks", "Alpha", "ratings", "Speed", "likely range from"), "80", "70",
    ),
    "rating removed": (
        lambda it: with_alpha(it, ratings=(create_rating("speed", 80),)),
        ("frameworks", "Alpha", "ratings", "Docs"), "60, likely range 60–60: Rated 60 for docs", None,
    ),
    "moving here": (
        lambda it: with_alpha(it, moving_here="much work."), ("frameworks", "Alpha", "moving here"),
        "some work.", "much work.",
    ),
    "command": (
        lambda it: with_alpha(it, first_page=replace(create_first_page(), commands=("pip install it", "it new"))),
        ("frameworks", "Alpha", "first page", "commands"), "pip install it", "pip install it; it new",
    ),
    "first page removed": (
        lambda it: with_alpha(it, first_page=None),
        ("frameworks", "Alpha", "first page"), "pip install it; it run", None,
    ),
    "date of reading": (
        lambda it: with_alpha(it, further_reading=(create_reading(published="2026"), create_reading("A talk"))),
        ("frameworks", "Alpha", "further reading", "A book", "date published"), "2025", "2026",
    ),
    "order of reading": (
        lambda it: with_alpha(it, further_reading=(create_reading("A talk"), create_reading())),
        ("frameworks", "Alpha", "further reading", "order"), "A book, A talk", "A talk, A book",
    ),
    "reading removed": (
        lambda it: with_alpha(it, further_reading=(create_reading(),)),
        ("frameworks", "Alpha", "further reading", "A talk"), "https://book.example/", None,
    ),
    "known user removed": (
        lambda it: with_alpha(it, known_users=(create_known_user(), create_known_user("A mill"))),
        ("frameworks", "Alpha", "known users", "A yard"), "its website (How they work)", None,
    ),
    "add-on added": (
        lambda it: with_alpha(it, add_ons=(create_add_on("turbo", {"speed": 90}),)),
        ("frameworks", "Alpha", "add-ons", "Turbo"), None, "More of it. (1 rating)",
    ),
    "claim added": (
        lambda it: with_alpha(it, claims=(create_claim("Fast"),)),
        ("frameworks", "Alpha", "claims", "Fast"), None, "Holds: It still does.",
    ),
    "effect": (
        lambda it: with_choice(it, effects={"speed": 4}),
        ("questions", FAST, "choices", YES, "points to", "Speed"), "3", "4",
    ),
    "effect added": (
        lambda it: with_choice(it, effects={"speed": 3, "docs": 1}),
        ("questions", FAST, "choices", YES, "points to", "Docs"), None, "1",
    ),
    "requirement removed": (
        lambda it: with_choice(it, requirements={}),
        ("questions", FAST, "choices", YES, "minimum rating as a must-have", "Speed"), "50", None,
    ),
    "choice added": (
        lambda it: with_question(
            it, "fast", choices=(*it.question_of["fast"].choices, create_choice("very", {"speed": 9, "docs": 1}))
        ),
        ("questions", FAST, "choices", "Answer very"), None, "9 points to Speed, 1 point to Docs",
    ),
    "choices' order": (
        lambda it: with_question(it, "fast", choices=it.question_of["fast"].choices[::-1]),
        ("questions", FAST, "choices", "order"), "Answer yes, Answer no", "Answer no, Answer yes",
    ),
    "why": (
        lambda it: with_question(it, "fast", why="So."), ("questions", FAST, "why we ask"), "What it changes.", "So."
    ),
    "condition": (
        lambda it: with_question(it, "late", ask_if=()),
        ("questions", "Is it late?", "asked only after"), "Is it fast? Answer yes", "",
    ),
    "familiarity": (
        lambda it: with_question(it, "known", familiarity=Familiarity(criterion="familiarity", points=9)),
        ("questions", "Is it known?", "familiarity", "points"), "2", "9",
    ),
    "built with": (
        lambda it: with_question(
            it, "known", familiarity=Familiarity(criterion="familiarity", points=2, is_built_with=True)
        ),
        ("questions", "Is it known?", "familiarity", "asks what is built already"), "no", "yes",
    ),
    "question removed": (
        lambda it: with_sections(it, first=it.questions[:2]),
        ("questions", "Is it known?"), "Choices: the frameworks", None,
    ),
    "section": (
        lambda it: replace(it, sections=(replace(it.sections[0], title="Start"),)),
        ("sections", "First", "title"), "First", "Start",
    ),
    "answer": (
        lambda it: with_persona(
            it, answers=it.personas[0].answers | {"fast": chosen("yes", importance=Importance.MUST_HAVE)}
        ),
        ("personas", "somebody", "answers", FAST, "importance"), "Normal", "Must-have",
    ),
    "skipped": (
        lambda it: with_persona(it, answers=it.personas[0].answers | {"known": chosen()}),
        ("personas", "somebody", "answers", "Is it known?", "chosen"), "Alpha, None of these", "skipped",
    ),
    "accepted": (
        lambda it: with_persona(it, accepted=("alpha", "beta")),
        ("personas", "somebody", "accepted frameworks"), "Alpha", "Alpha, Beta",
    ),
    "persona removed": (lambda it: replace(it, personas=()), ("personas", "somebody"), "A project.", None),
}  # fmt: skip


@pytest.mark.parametrize(("change", "path", "then", "now"), CASES.values(), ids=CASES)
def test_one_change_is_one_difference_in_both_directions(change, path, then, now):
    before = example()
    after = change(before)
    assert edits(before, after) == (Edit(path, then, now),)
    assert [(edit.before, edit.after) for edit in edits(after, before)] == [(now, then)]


def test_what_comes_and_goes_as_a_whole_is_one_difference_with_its_gist():
    before = create_catalogue(ratings={"alpha": {"speed": 8}})
    after = create_catalogue(
        create_question(), create_question("bare", (create_choice(),)), create_question("none", ()),
        ratings={"alpha": {"speed": 8}, "beta": {"speed": 4}},
    )  # fmt: skip
    assert edits(before, after) == (
        Edit(("frameworks", "Beta"), None, "A framework. (1 rating, 0 claims)"),
        Edit(("questions", "Is it bare?"), None, "Choices: Answer yes"),
        Edit(("questions", "Is it none?"), None, "Choices: none yet"),
    )


def test_a_criterion_that_comes_says_its_weight():
    before, after = create_catalogue(), create_catalogue(ratings=RATINGS)
    assert Edit(("criteria", "Docs"), None, "How much docs. (weight 1)") in edits(before, after)


def test_a_claim_changes_in_place():
    before = with_alpha(example(), claims=(create_claim(), create_claim("Small")))
    after = with_alpha(
        before, claims=(create_claim("Small", criterion="docs"), replace(create_claim(), status=ClaimStatus.OUTDATED))
    )
    path = ("frameworks", "Alpha", "claims")
    assert edits(before, after) == (
        Edit((*path, "Very fast", "status"), "Holds", "Outdated"),
        Edit((*path, "Small", "criterion"), "Speed", "Docs"),
        Edit((*path, "order"), "Very fast, Small", "Small, Very fast"),
    )


def test_the_ratings_with_an_add_on_change_in_their_place():
    before = with_alpha(example(), add_ons=(create_add_on("turbo", {"speed": 85}), create_add_on("more", {"docs": 70})))
    after = with_alpha(example(), add_ons=(create_add_on("more", {"docs": 70}), create_add_on("turbo", {"docs": 65})))
    path = ("frameworks", "Alpha", "add-ons")
    assert edits(before, after) == (
        Edit((*path, "Turbo", "ratings", "Speed"), "85, likely range 85–85: Rated 85 for speed", None),
        Edit((*path, "Turbo", "ratings", "Docs"), None, "65, likely range 65–65: Rated 65 for docs"),
        Edit((*path, "order"), "Turbo, More", "More, Turbo"),
    )


def test_that_an_add_on_takes_the_framework_s_place_is_told_in_words():
    turbo = create_add_on("turbo", {"speed": 85})
    before, after = (with_alpha(example(), add_ons=(replace(turbo, replaces=replaces),)) for replaces in (False, True))
    (edit,) = edits(before, after)
    assert edit.path == ("frameworks", "Alpha", "add-ons", "Turbo", "takes the framework’s place")
    assert (edit.before, edit.after) == ("no", "yes")


def test_a_new_name_is_one_difference_wherever_it_is_used():
    before = example()
    after = with_alpha(with_criterion(before, "speed", name="Pace"), name="Alpha 2")
    assert [edit.path for edit in edits(before, after)] == [
        ("criteria", "Speed", "name"),
        ("frameworks", "Alpha", "name"),
    ]


def test_a_question_that_moves_to_another_section_stays_itself():
    fast, late, known = example().questions
    before = with_sections(example(), first=(fast, late), second=(known,))
    after = with_sections(example(), first=(fast,), second=(late, known))
    assert edits(before, after) == (Edit(("questions", "Is it late?", "section"), "First", "Second"),)


def test_an_unknown_slug_stands_for_itself():
    before = with_question(example(), "late", ask_if=(Condition(question="gone", choice="yes"),))
    before = with_persona(before, answers={"gone": chosen("yes")}, accepted=("omega",))
    before = with_alpha(before, ratings=(create_rating("taste"),), claims=(create_claim(criterion="taste"),))
    after = with_question(before, "late", ask_if=())
    after = with_persona(after, answers={"gone": chosen("no")}, accepted=())
    after = with_alpha(after, ratings=(), claims=(create_claim(),))
    assert [(edit.path[2:], edit.before) for edit in edits(before, after)] == [
        (("ratings", "taste"), "50, likely range 50–50: Rated 50 for taste"),
        (("claims", "Very fast", "criterion"), "taste"),
        (("asked only after",), "gone yes"),
        (("answers", "gone", "chosen"), "yes"),
        (("accepted frameworks",), "omega"),
    ]


def test_no_field_of_a_fact_is_overlooked():
    before = example()
    for field in fields(Facts):
        other = 1999 if field.name == "first_release" else "other"
        after = with_alpha(before, facts=replace(before.framework_of["alpha"].facts, **{field.name: other}))
        assert [edit.after for edit in edits(before, after)] == [str(other)]


@given(catalogues(), catalogues())
def test_different_catalogues_differ_and_the_other_way_round_the_texts_change_places(before, after):
    found = edits(before, after)
    assert bool(found) == (before != after)

    def texts(edit: Edit) -> tuple[str, str]:
        return str(edit.before), str(edit.after)

    turned = [(now, then) for then, now in map(texts, edits(after, before))]
    assert sorted(turned) == sorted(map(texts, found))


PERSONA = create_persona(answers={"fast": chosen("yes")}, accepted=("alpha",))
FULL = create_catalogue(create_question("fast"), KNOWN, personas=(PERSONA,))
ALPHA = replace(
    FULL.framework_of["alpha"], claims=(create_claim("Very fast"),), add_ons=(create_add_on("turbo", {"speed": 90}),)
)
BEFORE = with_framework(FULL, ALPHA)


def test_nothing_is_lost_to_an_equal_or_a_larger_catalogue():
    assert list(losses(BEFORE, BEFORE)) == []
    assert list(losses(FULL, BEFORE)) == []


def test_with_a_framework_goes_all_that_is_its_own():
    after = replace(BEFORE, frameworks=BEFORE.frameworks[1:])
    assert list(losses(BEFORE, after)) == [
        Loss("framework", ("Alpha",)),
        Loss("rating", ("Alpha on Speed",)),
        Loss("piece of evidence", ("Alpha: docs",)),
        Loss("claim", ("Alpha: Very fast",)),
        Loss("add-on", ("Alpha: Turbo",)),
        Loss("rating with an add-on", ("Alpha: Turbo on Speed",)),
        Loss("sources to read on", ("Alpha: A book", "Alpha: A talk")),
        Loss("known users", ("Alpha: A house", "Alpha: A mill", "Alpha: A yard")),
    ]


def test_several_of_a_kind_are_told_together():
    after = replace(BEFORE, sections=(), personas=(), criteria=(), frameworks=())
    assert {loss.kind: len(loss.names) for loss in losses(BEFORE, after)} == {
        "frameworks": 2,
        "criteria": 2,
        "section": 1,
        "questions": 2,
        "persona": 1,
        "ratings": 2,
        "pieces of evidence": 2,
        "claim": 1,
        "add-on": 1,
        "rating with an add-on": 1,
        "sources to read on": 4,
        "known users": 6,
        "choices": 2,
    }


def test_what_is_only_renamed_is_not_lost():
    after = with_framework(BEFORE, replace(ALPHA, name="Omega"))
    assert list(losses(BEFORE, after)) == []


def test_the_name_of_what_is_lost_says_what_it_belongs_to():
    after = with_question(BEFORE, "fast", choices=BEFORE.question_of["fast"].choices[:1])
    assert list(losses(BEFORE, after)) == [Loss("choice", ("Is it fast? Answer no",))]


def test_what_a_difference_shows_of_itself():
    edit = Edit(("frameworks", "Alpha", "ratings", "Speed", "value"), "80", "70")
    assert (edit.part, edit.item, edit.place, edit.kind) == (
        "Frameworks",
        "Alpha",
        "Ratings › Speed › value",
        "changed",
    )
    assert edit.words == ((WordRun("80", True),), (WordRun("70", True),))
    gone = Edit(("personas", "somebody"), "A project.", None)
    assert (gone.place, gone.kind) == ("All of it", "removed")
    assert gone.words == ((WordRun("A project.", False),), None)
    assert Edit(("personas", "somebody"), None, "").kind == "added"


def test_differences_are_counted_by_their_kind():
    found = edits(example(), replace(with_choice(example(), effects={"docs": 1}), personas=()))
    assert (len(found), found.added, found.removed, found.changed) == (3, 1, 2, 0)


def test_an_outside_option_is_told_with_its_name_and_its_conditions_in_words():
    """One is new, of the other a condition goes."""
    plain = create_outside_option("plain", ("fast", "yes"), ("late", "no"))
    before = replace(example(), outside_options=(plain,))
    fewer = replace(plain, when=plain.when[:1])
    after = replace(example(), outside_options=(fewer, create_outside_option("hosted", ("fast", "no"))))
    changed, added = edits(before, after)
    assert (changed.part, changed.item, changed.place) == ("Outside options", "Plain", "Named only after all of")
    assert (changed.before, changed.after) == (
        "Is it fast? Answer yes; Is it late? Answer no",
        "Is it fast? Answer yes",
    )
    assert (added.kind, added.item, added.after) == ("added", "Hosted", "something else.")
    assert list(losses(after, before)) == [Loss("outside option", ("Hosted",))]


def test_a_framework_that_is_no_longer_best_known_is_told():
    [edit] = edits(example(), with_alpha(example(), best_known=False))
    assert (edit.place, edit.before, edit.after) == ("Best known", "yes", "no")
