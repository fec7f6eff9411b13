"""Drafts: what of a catalogue visitors see, and that an earlier state comes back without losing any."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recommender.engine.types import (
    Answer,
    Catalogue,
    Choice,
    Criterion,
    Familiarity,
    Framework,
    Importance,
    OutsideOption,
    Persona,
    Question,
    RatingMethod,
    Section,
)
from recommender.engine.validity import problems
from recommender.engine.versions.drafts import new_drafts, published, replaced_drafts, restored
from tests.factories import (
    chosen,
    create_add_on,
    create_catalogue,
    create_choice,
    create_claim,
    create_criterion,
    create_evidence,
    create_framework,
    create_outside_option,
    create_persona,
    create_question,
    create_rating,
    with_framework,
    yes_or_no,
)

RATINGS = {"alpha": {"speed": 80, "docs": 60}, "beta": {"speed": 40, "docs": 70}}


def with_criterion(catalogue: Catalogue, slug: str, **changes) -> Catalogue:
    return replace(
        catalogue,
        criteria=tuple(replace(item, **changes) if item.slug == slug else item for item in catalogue.criteria),
    )


def with_questions(catalogue: Catalogue, *questions: Question) -> Catalogue:
    return replace(catalogue, sections=(replace(catalogue.sections[0], questions=questions),))


def asked(catalogue: Catalogue) -> list[str]:
    return [question.slug for question in catalogue.questions]


def test_a_catalogue_without_drafts_is_published_as_it_is(whole_shipped):
    assert published(whole_shipped) == whole_shipped


def test_a_draft_framework_is_left_out_with_what_personas_say_of_it():
    known = create_question("known", familiarity=Familiarity(criterion="familiarity", points=1))
    persona = create_persona(answers={"known": chosen("alpha"), "fast": chosen("yes")}, accepted=("alpha", "beta"))
    catalogue = create_catalogue(create_question(), known, ratings=RATINGS, personas=(persona,))
    drafted = with_framework(catalogue, replace(catalogue.framework_of["alpha"], published=False))
    public = published(drafted)
    assert list(public.framework_of) == ["beta"]
    assert public.personas == (replace(persona, answers={"fast": chosen("yes")}, accepted=("beta",)),)


def test_what_is_wrong_with_a_persona_in_any_case_stays_to_be_found():
    persona = create_persona(answers={"gone": chosen("yes"), "fast": chosen("never")}, accepted=("omega",))
    catalogue = create_catalogue(personas=(persona,))
    assert published(catalogue).personas == (persona,)


def test_with_a_draft_criterion_goes_all_that_names_it():
    """Of “docs”: the rating with its evidence, the claim, points, the requirement, and a must-have that rests on it."""
    question = create_question(
        "fast", (create_choice("yes", {"speed": 1, "docs": 2}, {"docs": 50}), create_choice("no"))
    )
    must = chosen("yes", importance=Importance.MUST_HAVE)
    catalogue = create_catalogue(
        question, ratings=RATINGS, personas=(create_persona(answers={"fast": must}, accepted=("beta",)),)
    )
    alpha = replace(
        catalogue.framework_of["alpha"],
        evidence=(create_evidence("docs"), create_evidence("book")),
        ratings=(create_rating("speed", 80), replace(create_rating("docs", 60), evidence=("book",))),
        claims=(create_claim("Fast"), create_claim("Well explained", criterion="docs")),
    )
    public = published(with_criterion(with_framework(catalogue, alpha), "docs", published=False))
    assert list(public.criterion_of) == ["speed"]
    shown = public.framework_of["alpha"]
    assert list(shown.rating_of) == ["speed"]
    assert list(shown.evidence_of) == ["docs"]
    assert [claim.text for claim in shown.claims] == ["Fast"]
    assert public.questions[0].choices[0] == create_choice("yes", {"speed": 1})
    assert public.personas[0].answers == {}


def test_what_names_no_evidence_is_left_out():
    catalogue = create_catalogue(ratings=RATINGS)
    alpha = replace(
        catalogue.framework_of["alpha"],
        ratings=(create_rating("speed"), replace(create_rating("docs"), evidence=())),
        claims=(replace(create_claim(), evidence=()),),
    )
    shown = published(with_framework(catalogue, alpha)).framework_of["alpha"]
    assert list(shown.rating_of) == ["speed"]
    assert shown.claims == ()


def test_an_add_on_is_seen_with_its_ratings_that_rest_on_evidence_and_on_published_criteria():
    catalogue = create_catalogue(ratings=RATINGS)
    evidence = tuple(map(create_evidence, ("docs", "book", "talk")))
    bare, cited = (replace(create_rating("speed", 90), evidence=keys) for keys in ((), ("book",)))
    add_ons = (
        replace(create_add_on("both", {}), ratings=(cited, replace(create_rating("docs", 80), evidence=("talk",)))),
        replace(create_add_on("bare", {}), ratings=(bare,)),
        create_add_on("other", {"docs": 90}),
        create_add_on("unrated", {}),
    )
    alpha = replace(catalogue.framework_of["alpha"], evidence=evidence, add_ons=add_ons)
    shown = published(with_criterion(with_framework(catalogue, alpha), "docs", published=False)).framework_of["alpha"]
    assert [(item.slug, item.ratings) for item in shown.add_ons] == [("both", (cited,))]
    assert list(shown.evidence_of) == ["docs", "book"]  # a rating of its own cites the first


def test_a_question_about_familiarity_goes_with_its_criterion():
    known = create_question("known", familiarity=Familiarity(criterion="familiarity", points=1))
    catalogue = create_catalogue(create_question(), known)
    assert asked(published(with_criterion(catalogue, "familiarity", published=False))) == ["fast"]


@pytest.mark.parametrize(
    ("questions", "left"),
    [
        ((replace(create_question("a"), published=False), create_question("b")), ["b"]),
        ((create_question("a", (create_choice("yes", {"speed": 1}),)), create_question("b")), ["b"]),
        ((create_question("a", (create_choice("yes"), create_choice("no"))), create_question("b")), ["b"]),
        (
            (
                create_question("gate", (create_choice("yes"), create_choice("no"))),
                create_question("a", ask_if=(("gate", "yes"),)),
            ),
            ["gate", "a"],
        ),
        ((replace(create_question("a"), published=False), create_question("b", ask_if=(("a", "yes"),))), []),
        (
            (
                replace(create_question("a"), published=False),
                create_question("b"),
                create_question("c", ask_if=(("a", "yes"), ("b", "yes"))),
            ),
            ["b", "c"],
        ),
        (
            (
                create_question("gate", (create_choice("yes"), create_choice("no"))),
                replace(create_question("a", ask_if=(("gate", "yes"),)), published=False),
                create_question("b"),
            ),
            ["b"],
        ),
    ],
    ids=["draft", "one choice", "no effect", "a gate", "after a draft", "also after another", "gate of a draft only"],
)
def test_questions_are_asked_once_an_answer_can_matter(questions, left):
    public = published(create_catalogue(*questions))
    assert asked(public) == left
    assert not [
        condition for question in public.questions for condition in question.ask_if if condition.question not in left
    ]


def test_an_outside_option_that_waits_for_a_draft_is_left_out():
    waiting = create_outside_option("waiting", ("fast", "yes"), ("later", "yes"))
    seen = create_outside_option("seen", ("fast", "yes"))
    later = replace(create_question("later"), published=False)
    rows = replace(create_catalogue(create_question(), later), outside_options=(waiting, seen))
    assert published(rows).outside_options == (seen,)
    earlier = replace(create_catalogue(), outside_options=())
    assert restored(earlier, rows).outside_options == (waiting,), "what visitors do not see is kept"


def test_a_section_without_a_question_is_left_out():
    catalogue = create_catalogue()
    empty = Section(slug="empty", title="Empty", questions=())
    assert published(replace(catalogue, sections=(empty, *catalogue.sections))) == catalogue


def test_restoring_over_itself_changes_nothing(whole_shipped):
    assert restored(whole_shipped, whole_shipped) == whole_shipped


def test_what_the_earlier_catalogue_lacks_becomes_a_draft_and_loses_nothing():
    earlier = create_catalogue(create_question(), ratings={"alpha": {"speed": 80}, "beta": {"speed": 40}})
    rows = create_catalogue(
        create_question(), yes_or_no("new", "docs", 3), ratings={**RATINGS, "gamma": {"speed": 1, "docs": 2}}
    )
    merged = restored(earlier, rows)
    assert published(merged) == earlier
    assert merged.criterion_of["docs"] == replace(rows.criterion_of["docs"], published=False)
    assert merged.framework_of["gamma"] == replace(rows.framework_of["gamma"], published=False)
    assert merged.question_of["new"] == replace(rows.question_of["new"], published=False)
    assert merged.framework_of["alpha"].rating_of["docs"] == rows.framework_of["alpha"].rating_of["docs"]
    assert replaced_drafts(earlier, rows) == ()
    assert new_drafts(earlier, rows) == ("Docs", "Gamma", "Is it new?")


def test_of_todays_framework_only_what_no_visitor_sees_beside_the_earlier_one_is_kept():
    earlier = create_catalogue(ratings=RATINGS)
    then = replace(earlier.framework_of["alpha"], ratings=(create_rating("speed", 80),))
    earlier = with_framework(earlier, then)
    today = replace(
        then,
        summary="Other.",
        evidence=(replace(create_evidence("docs"), statement="Other."), create_evidence("book")),
        ratings=(create_rating("speed", 10), create_rating("docs", 20)),
        claims=(create_claim("Seen"), replace(create_claim("Not yet"), evidence=())),
    )
    merged = restored(earlier, with_framework(create_catalogue(ratings=RATINGS), today)).framework_of["alpha"]
    assert merged.summary == then.summary
    assert merged.ratings == then.ratings
    assert [claim.text for claim in merged.claims] == ["Not yet"]
    assert merged.evidence == (create_evidence("docs"), create_evidence("book"))
    hidden = replace(today, ratings=(replace(create_rating("docs", 20), evidence=()),))
    kept = restored(earlier, with_framework(create_catalogue(ratings=RATINGS), hidden)).framework_of["alpha"]
    assert kept.rating_of["docs"].value == 20


def test_of_todays_add_ons_what_no_visitor_sees_is_kept():
    earlier = create_catalogue(ratings=RATINGS)
    then = replace(earlier.framework_of["alpha"], add_ons=(create_add_on("more", {"speed": 90}),))
    earlier = with_framework(earlier, then)
    speed, docs, bare = create_rating("speed", 85), create_rating("docs", 70), create_rating("docs", 75)
    bare = replace(bare, evidence=())
    add_ons = (
        replace(create_add_on("more", {}), summary="Other.", ratings=(speed, bare)),
        replace(create_add_on("mixed", {}), ratings=(speed, bare)),
        replace(create_add_on("seen", {}), ratings=(docs,)),
        create_add_on("unrated", {}),
    )
    today = with_framework(create_catalogue(ratings=RATINGS), replace(then, add_ons=add_ons))
    merged = restored(earlier, today)
    assert [(item.slug, item.summary, item.ratings) for item in merged.framework_of["alpha"].add_ons] == [
        ("more", "More of it.", (*then.add_ons[0].ratings, bare)),
        ("mixed", "More of it.", (bare,)),
        ("unrated", "More of it.", ()),
    ]
    assert published(merged) == earlier


def test_what_earlier_questions_and_personas_say_of_drafts_is_kept():
    gate = yes_or_no("gate", "speed", 1)
    late = yes_or_no("late", "speed", 1, ask_if=(("gate", "yes"),))
    persona = create_persona(answers={"gate": chosen("no")}, accepted=("beta",))
    earlier = create_catalogue(gate, late, ratings={"alpha": {"speed": 8}, "beta": {"speed": 4}}, personas=(persona,))
    other = replace(yes_or_no("other", "docs", 1), published=False)
    rows = create_catalogue(
        replace(gate, choices=(create_choice("yes", {"speed": 5, "docs": 2}, {"docs": 50}), gate.choices[1])),
        replace(late, ask_if=(*late.ask_if, *create_question(ask_if=(("other", "no"),)).ask_if)),
        other,
        ratings={**RATINGS, "gamma": {"speed": 1, "docs": 2}},
        personas=(
            replace(persona, answers={"gate": chosen("yes"), "other": chosen("yes")}, accepted=("alpha", "gamma")),
        ),
    )
    merged = restored(earlier, rows)
    assert published(merged) == earlier
    assert merged.question_of["gate"].choices[0] == create_choice("yes", {"speed": 1, "docs": 2}, {"docs": 50})
    assert [condition.question for condition in merged.question_of["late"].ask_if] == ["gate", "other"]
    assert merged.personas[0].answers == {"gate": chosen("no"), "other": chosen("yes")}
    assert merged.personas[0].accepted == ("beta", "gamma")


def test_an_earlier_question_that_was_always_asked_does_not_wait_for_a_draft():
    earlier = create_catalogue(create_question("a"))
    draft = replace(create_question("draft"), published=False)
    rows = create_catalogue(draft, create_question("a", ask_if=(("draft", "yes"),)))
    assert restored(earlier, rows).question_of["a"].ask_if == ()


def test_a_draft_does_not_open_an_earlier_question_that_it_waits_for():
    """Today: gate → draft → late, and late is first; then: gate → late, and late → last; the draft waits for last."""
    gate = create_question("gate")
    late = create_question("late", ask_if=(("gate", "yes"),))
    last = create_question("last", ask_if=(("late", "yes"),))
    earlier = create_catalogue(gate, late, last)
    draft = replace(create_question("draft", ask_if=(("last", "yes"),)), published=False)
    today = create_question("late", ask_if=(("gate", "yes"), ("draft", "yes")))
    rows = create_catalogue(gate, create_question("last"), draft, today)
    merged = restored(earlier, rows)
    assert list(problems(merged)) == list(problems(rows)) == []
    assert merged.question_of["late"].ask_if == late.ask_if
    assert merged.question_of["draft"] == draft


def test_a_draft_question_keeps_the_conditions_that_can_still_be_met():
    earlier = create_catalogue(create_question("a", (create_choice("yes", {"speed": 1}), create_choice("no"))))
    choices = (*earlier.questions[0].choices, create_choice("perhaps"))
    draft = create_question("draft", ask_if=(("a", "yes"), ("a", "perhaps"), ("b", "yes")))
    rows = create_catalogue(create_question("a", choices), create_question("b"), draft)
    kept = restored(earlier, rows).question_of["draft"].ask_if
    assert [(condition.question, condition.choice) for condition in kept] == [("a", "yes"), ("b", "yes")]


def test_only_one_question_is_about_a_criterion():
    known = create_question("known", familiarity=Familiarity(criterion="familiarity", points=1))
    other = create_question("other", familiarity=Familiarity(criterion="familiarity", points=2))
    persona = create_persona(answers={}, accepted=())
    knows = replace(persona, answers={"other": chosen("alpha")})
    earlier, rows = create_catalogue(create_question(), known, personas=(persona,)), create_catalogue(other)
    merged = restored(earlier, replace(rows, personas=(knows,)))
    assert merged.question_of["other"].familiarity is None
    assert merged.personas == (persona,)
    assert restored(rows, earlier).question_of["known"].familiarity is None
    without = create_catalogue(create_question())
    assert restored(without, rows).question_of["other"] == replace(other, published=False)
    about_practice = replace(other, familiarity=Familiarity(criterion="practice", points=2))
    assert restored(earlier, create_catalogue(about_practice)).question_of["other"].familiarity


def test_sections_of_today_come_after_the_earlier_ones():
    earlier = create_catalogue(create_question("a"))
    rows = replace(
        earlier,
        sections=(
            Section(slug="second", title="Second", questions=(create_question("b"),)),
            Section(slug="first", title="Renamed", questions=(create_question("c"),)),
        ),
    )
    merged = restored(earlier, rows)
    assert [(section.title, [item.slug for item in section.questions]) for section in merged.sections] == [
        ("First", ["a", "c"]),
        ("Second", ["b"]),
    ]


def test_an_unknown_framework_is_not_accepted():
    earlier = create_catalogue(personas=(create_persona(answers={}, accepted=("alpha", "omega")),))
    assert restored(earlier, earlier).personas[0].accepted == ("alpha",)


def test_drafts_that_the_earlier_catalogue_replaces_are_told():
    earlier = create_catalogue(create_question("fast"), ratings=RATINGS)
    rows = with_criterion(earlier, "docs", published=False, weight=9)
    rows = with_framework(rows, replace(rows.framework_of["beta"], published=False, summary="Other."))
    rows = with_questions(rows, replace(rows.questions[0], published=False, why="Other."))
    assert replaced_drafts(earlier, rows) == ("Docs", "Beta", "Is it fast?")
    assert new_drafts(earlier, rows) == ()


def test_a_draft_that_differs_in_nothing_is_not_replaced():
    earlier = create_catalogue(ratings=RATINGS)
    assert replaced_drafts(earlier, with_criterion(earlier, "docs", published=False)) == ()


CRITERIA, FRAMEWORKS, QUESTIONS = ("c1", "c2", "c3"), ("alpha", "beta", "gamma"), ("q1", "q2", "q3", "q4")
numbers = st.dictionaries(st.sampled_from(CRITERIA), st.integers(1, 9), max_size=2)
few = st.sampled_from


@st.composite
def criteria(draw: st.DrawFn) -> tuple[Criterion, ...]:
    """Some of the same few criteria, in any order; the one for familiarity is always there."""
    rated = [
        replace(create_criterion(slug, weight=draw(few([1, 2]))), published=draw(st.booleans()))
        for slug in draw(st.permutations(CRITERIA))[draw(st.integers(0, 2)) :]
    ]
    familiarity = create_criterion("familiarity", method=RatingMethod.ANSWER)
    return (*rated, replace(familiarity, published=draw(st.booleans())))


@st.composite
def frameworks(draw: st.DrawFn, slug: str, rated: list[str]) -> Framework:
    keys = ("docs", "book")
    cited = st.sets(few(keys), max_size=2).map(sorted).map(tuple)
    pairs = [draw(st.tuples(st.booleans(), cited, few([10, 20]))) for _ in rated]
    raised = draw(st.dictionaries(few(["more", "other"]), st.dictionaries(few(rated), cited))) if rated else {}
    return replace(
        create_framework(slug, position=draw(few([1, 2]))),
        published=draw(st.booleans()),
        evidence=tuple(create_evidence(key) for key in keys),
        ratings=tuple(
            replace(create_rating(criterion, value), evidence=evidence)
            for criterion, (is_there, evidence, value) in zip(rated, pairs, strict=True)
            if is_there
        ),
        claims=tuple(
            replace(create_claim(f"About {criterion}", criterion=criterion), evidence=evidence)
            for criterion, (_, evidence, value) in zip(rated, pairs, strict=True)
            if value == 20
        ),
        add_ons=tuple(
            replace(
                create_add_on(name, {}),
                ratings=tuple(
                    replace(create_rating(criterion, 90), evidence=evidence) for criterion, evidence in cites.items()
                ),
            )
            for name, cites in raised.items()
        ),
    )


@st.composite
def choices(draw: st.DrawFn, rated: list[str]) -> tuple[Choice, ...]:
    def numbers_on_rated() -> dict[str, int]:
        return {slug: number for slug, number in draw(numbers).items() if slug in rated}

    return tuple(
        create_choice(slug, numbers_on_rated(), numbers_on_rated()) for slug in ("a", "b", "c")[: draw(few([1, 2, 3]))]
    )


@st.composite
def sections(draw: st.DrawFn, rated: list[str]) -> tuple[Section, ...]:
    """Questions that wait for those drawn before them, shuffled into two sections; perhaps one about familiarity."""
    drawn: list[Question] = []
    for slug in draw(st.permutations(QUESTIONS))[: draw(st.integers(1, 4))]:
        gates = [(question.slug, choice.slug) for question in drawn for choice in question.choices]
        ask_if = draw(st.sets(few(gates), max_size=2)) if gates else ()
        question = create_question(slug, draw(choices(rated)), ask_if=tuple(sorted(ask_if)))
        drawn.append(replace(question, published=len(question.choices) > 1 and draw(st.booleans())))
    if draw(st.booleans()):
        known = create_question("known", familiarity=Familiarity(criterion="familiarity", points=2))
        drawn.append(replace(known, published=draw(st.booleans())))
    drawn = draw(st.permutations(drawn))
    cut = draw(st.integers(0, len(drawn)))
    first, second = draw(st.permutations(("first", "second")))
    return (
        Section(slug=first, title=first, questions=tuple(drawn[:cut])),
        Section(slug=second, title=second, questions=tuple(drawn[cut:])),
    )


@st.composite
def catalogues(draw: st.DrawFn) -> Catalogue:
    """A catalogue with drafts of all kinds, of the same few slugs as all others."""
    drawn = draw(criteria())
    rated = [criterion.slug for criterion in drawn if criterion.is_rated]
    names = draw(st.permutations(FRAMEWORKS))[draw(st.integers(0, 2)) :]
    catalogue = Catalogue(
        criteria=drawn,
        frameworks=tuple(draw(frameworks(slug, rated)) for slug in names),
        sections=draw(sections(rated)),
        personas=(),
    )
    return replace(catalogue, personas=(draw(personas(catalogue)),), outside_options=draw(outside_options(catalogue)))


@st.composite
def outside_options(draw: st.DrawFn, catalogue: Catalogue) -> tuple[OutsideOption, ...]:
    gates = [(question.slug, choice.slug) for question in catalogue.questions for choice in question.choices]
    if not gates:
        return ()
    wanted = draw(st.dictionaries(few(["plain", "hosted"]), st.sets(few(gates), min_size=1, max_size=2)))
    return tuple(create_outside_option(slug, *sorted(when)) for slug, when in wanted.items())


@st.composite
def personas(draw: st.DrawFn, catalogue: Catalogue) -> Persona:
    answers: dict[str, Answer] = {}
    for question in catalogue.questions:
        slugs = list(catalogue.framework_of) if question.familiarity else [item.slug for item in question.choices]
        slug = draw(few(slugs))
        choice = question.choice(slug)
        must = choice is not None and choice.requirements and draw(st.booleans())
        if draw(st.booleans()):
            answers[question.slug] = chosen(slug, importance=Importance.MUST_HAVE if must else Importance.NORMAL)
    accepted = tuple(slug for slug in catalogue.framework_of if draw(st.booleans()))
    return create_persona(answers=answers, accepted=accepted)


@given(catalogues())
def test_publishing_twice_is_publishing_once(rows):
    public = published(rows)
    assert published(public) == public
    assert list(problems(public)) == []


@given(catalogues(), catalogues())
def test_every_earlier_catalogue_comes_back_whatever_the_rows_hold(before, rows):
    earlier = published(before)
    assert published(restored(earlier, rows)) == earlier


@given(catalogues(), catalogues())
def test_restoring_makes_nothing_wrong_that_was_right(before, rows):
    assert set(problems(restored(published(before), rows))) <= set(problems(rows))


@given(catalogues(), catalogues())
def test_of_drafts_nothing_is_lost(before, rows):
    """What the earlier catalogue has no version of is there again whole: only its conditions may have lost a choice."""
    earlier = published(before)
    merged = restored(earlier, rows)
    for criterion in rows.criteria:
        if criterion.slug not in earlier.criterion_of:
            assert merged.criterion_of[criterion.slug] == replace(criterion, published=False)
    for question in rows.questions:
        if question.slug not in earlier.question_of:
            kept = merged.question_of[question.slug]
            assert (kept.choices, kept.published) == (question.choices, False)
            assert set(kept.ask_if) <= set(question.ask_if)
    assert {section.slug for section in rows.sections} <= {section.slug for section in merged.sections}


@given(catalogues(), catalogues())
def test_of_frameworks_neither_evidence_nor_ratings_on_drafts_are_lost(before, rows):
    earlier = published(before)
    merged = restored(earlier, rows)
    for framework in rows.frameworks:
        kept = merged.framework_of[framework.slug]
        if framework.slug not in earlier.framework_of:
            assert kept == replace(framework, published=False)
        assert framework.evidence_of.keys() <= kept.evidence_of.keys()
        hidden = [rating for rating in framework.ratings if rating.criterion not in earlier.criterion_of]
        assert [kept.rating_of[rating.criterion] for rating in hidden] == hidden
        for add_on in framework.add_ons:
            hidden = [rating for rating in add_on.ratings if rating.criterion not in earlier.criterion_of]
            assert set(hidden) <= {
                item for other in kept.add_ons if other.slug == add_on.slug for item in other.ratings
            }
