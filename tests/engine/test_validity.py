"""Every rule of a sound catalogue: broken once, and named with its place."""

from dataclasses import replace

import pytest

from recommender.engine.types import Familiarity, RatingMethod, Section
from recommender.engine.validity import problems
from tests.factories import (
    chosen,
    create_add_on,
    create_catalogue,
    create_choice,
    create_claim,
    create_criterion,
    create_evidence,
    create_first_page,
    create_framework,
    create_known_user,
    create_outside_option,
    create_persona,
    create_question,
    create_rating,
    create_reading,
    with_framework,
)

KNOWN = create_question("known", familiarity=Familiarity(criterion="familiarity", points=2))
PERSONA = create_persona(answers={"fast": chosen("yes")}, accepted=("alpha",))
SOUND = create_catalogue(create_question("fast"), KNOWN, personas=(PERSONA,))
ALPHA = SOUND.framework_of["alpha"]


def found(catalogue):
    return [(" › ".join(problem.path), problem.reason) for problem in problems(catalogue)]


def with_question(question):
    return replace(SOUND, sections=(Section(slug="first", title="First", questions=(question, KNOWN)),), personas=())


def with_criterion(criterion):
    return replace(SOUND, criteria=(criterion, *SOUND.criteria[1:]))


def with_persona(**kwargs):
    return replace(SOUND, personas=(replace(PERSONA, **kwargs),))


def with_first_page(**changes):
    return with_framework(SOUND, replace(ALPHA, first_page=replace(create_first_page(), **changes)))


def with_facts(**changes):
    return with_framework(SOUND, replace(ALPHA, facts=replace(ALPHA.facts, **changes)))


def with_ratings(slug, *ratings):
    return replace(create_add_on(slug, {}), ratings=ratings)


def test_a_sound_catalogue_has_no_problems():
    assert found(SOUND) == []
    assert found(with_first_page(file="", code="")) == []


@pytest.mark.parametrize(
    ("catalogue", "place", "reason"),
    [
        (replace(SOUND, frameworks=(ALPHA, ALPHA)), "frameworks › alpha", "appears 2 times"),
        (replace(SOUND, criteria=SOUND.criteria * 2), "criteria › speed", "appears 2 times"),
        (replace(SOUND, sections=SOUND.sections * 2), "sections › first", "appears 2 times"),
        (replace(SOUND, sections=SOUND.sections * 3), "questions › fast", "appears 3 times"),
        (replace(SOUND, personas=(replace(PERSONA, slug="No Slug"),)), "personas › No Slug", "a slug has only"),
        (
            replace(SOUND, frameworks=(*SOUND.frameworks, create_framework("none"))),
            "frameworks › none",
            "reserved",
        ),
        (
            with_criterion(replace(create_criterion(), anchors={0: "", 100: ""})),
            "criteria › speed › anchors",
            "exactly",
        ),
        (with_criterion(create_criterion(weight=-1)), "criteria › speed › weight", "from 0 to 1000"),
        (with_criterion(create_criterion(weight=1001)), "criteria › speed › weight", "from 0 to 1000"),
        (
            with_framework(SOUND, replace(ALPHA, ratings=(create_rating(), create_rating()))),
            "frameworks › alpha › ratings › speed",
            "appears 2 times",
        ),
        (
            with_framework(SOUND, replace(ALPHA, evidence=(create_evidence(), create_evidence()))),
            "frameworks › alpha › evidence › docs",
            "appears 2 times",
        ),
        (
            with_framework(SOUND, replace(ALPHA, evidence=(replace(create_evidence(), published="autumn"),))),
            "frameworks › alpha › evidence › docs › published",
            "YYYY",
        ),
        (
            with_framework(SOUND, replace(ALPHA, evidence=(replace(create_evidence(), published="2026-13-45"),))),
            "frameworks › alpha › evidence › docs › published",
            "YYYY",
        ),
        (
            with_framework(SOUND, replace(ALPHA, ratings=(create_rating(value=50, low=51),))),
            "frameworks › alpha › ratings › speed",
            "got 51, 50, 50",
        ),
        (
            with_framework(SOUND, replace(ALPHA, ratings=(create_rating(value=101),))),
            "frameworks › alpha › ratings › speed",
            "got 101, 101, 101",
        ),
        (
            with_framework(SOUND, replace(ALPHA, ratings=(create_rating("nonsense"),))),
            "frameworks › alpha › ratings › nonsense",
            "is not a criterion",
        ),
        (
            with_framework(SOUND, replace(ALPHA, ratings=(create_rating("familiarity"),))),
            "frameworks › alpha › ratings › familiarity",
            "rated by the visitor's answer",
        ),
        (
            with_framework(SOUND, replace(ALPHA, ratings=(replace(create_rating(), evidence=("docs", "docs")),))),
            "frameworks › alpha › ratings › speed › evidence › docs",
            "appears 2 times",
        ),
        (
            with_framework(SOUND, replace(ALPHA, ratings=(replace(create_rating(), evidence=("hearsay",)),))),
            "frameworks › alpha › ratings › speed › evidence",
            "“hearsay” is not a piece of evidence",
        ),
        (
            with_framework(SOUND, replace(ALPHA, add_ons=(create_add_on("more", {}), create_add_on("more", {})))),
            "frameworks › alpha › add_ons › more",
            "appears 2 times",
        ),
        (
            with_framework(SOUND, replace(ALPHA, add_ons=(create_add_on("No Slug", {}),))),
            "frameworks › alpha › add_ons › No Slug",
            "a slug has only",
        ),
        (
            with_framework(SOUND, replace(ALPHA, add_ons=(replace(create_add_on("more", {}), latest_release="May"),))),
            "frameworks › alpha › add_ons › more › latest_release",
            "YYYY",
        ),
        (
            with_framework(SOUND, replace(ALPHA, add_ons=(create_add_on("more", {"speed": 101}),))),
            "frameworks › alpha › add_ons › more › ratings › speed",
            "got 101, 101, 101",
        ),
        (
            with_framework(SOUND, replace(ALPHA, add_ons=(create_add_on("more", {"nonsense": 9}),))),
            "frameworks › alpha › add_ons › more › ratings › nonsense",
            "is not a criterion",
        ),
        (
            with_framework(SOUND, replace(ALPHA, add_ons=(with_ratings("more", create_rating(), create_rating()),))),
            "frameworks › alpha › add_ons › more › ratings › speed",
            "appears 2 times",
        ),
        (
            with_framework(
                SOUND, replace(ALPHA, add_ons=(with_ratings("more", replace(create_rating(), evidence=("rumor",))),))
            ),
            "frameworks › alpha › add_ons › more › ratings › speed › evidence",
            "“rumor” is not a piece of evidence",
        ),
        (
            with_framework(SOUND, replace(ALPHA, further_reading=(create_reading(), create_reading()))),
            "frameworks › alpha › further_reading › A book",
            "appears 2 times",
        ),
        (
            with_framework(SOUND, replace(ALPHA, further_reading=(create_reading(published="soon"),))),
            "frameworks › alpha › further_reading › A book › published",
            "YYYY",
        ),
        (
            with_framework(SOUND, replace(ALPHA, known_users=(create_known_user(), create_known_user()))),
            "frameworks › alpha › known_users › A house",
            "appears 2 times",
        ),
        (
            with_framework(SOUND, replace(ALPHA, known_users=(create_known_user(published="soon"),))),
            "frameworks › alpha › known_users › A house › published",
            "YYYY",
        ),
        (with_first_page(commands=()), "frameworks › alpha › first_page › commands", "is empty"),
        (with_first_page(serve=""), "frameworks › alpha › first_page › serve", "is empty"),
        (with_first_page(address=""), "frameworks › alpha › first_page › address", "is empty"),
        (with_first_page(file=""), "frameworks › alpha › first_page › file", "both a name and what it holds"),
        (with_first_page(code=""), "frameworks › alpha › first_page › code", "both a name and what it holds"),
        (with_first_page(commands=("a", "")), "frameworks › alpha › first_page › commands", "each is one line"),
        (with_first_page(commands=("a\nb",)), "frameworks › alpha › first_page › commands", "each is one line"),
        (with_facts(latest_release="2026-02-30"), "frameworks › alpha › facts › latest_release", "no 2026-02-30"),
        (with_facts(latest_release="May"), "frameworks › alpha › facts › latest_release", "YYYY"),
        (
            with_framework(SOUND, replace(ALPHA, further_reading=(create_reading(published="2025-02-29"),))),
            "frameworks › alpha › further_reading › A book › published",
            "no 2025-02-29 in the calendar",
        ),
        (
            with_framework(SOUND, replace(ALPHA, known_users=(create_known_user(published="2026-11-31"),))),
            "frameworks › alpha › known_users › A house › published",
            "no 2026-11-31 in the calendar",
        ),
        (
            with_framework(
                SOUND, replace(ALPHA, add_ons=(replace(create_add_on("more", {}), latest_release="2026-04-31"),))
            ),
            "frameworks › alpha › add_ons › more › latest_release",
            "no 2026-04-31 in the calendar",
        ),
        (
            with_framework(SOUND, replace(ALPHA, claims=(create_claim(criterion="nonsense"),))),
            "frameworks › alpha › claims › Very fast",
            "“nonsense” is not a criterion",
        ),
        (
            with_framework(SOUND, replace(ALPHA, facts=replace(ALPHA.facts, first_release=-1))),
            "frameworks › alpha › facts › first_release",
            "from 0 to 32767",
        ),
        (
            with_framework(SOUND, replace(ALPHA, claims=(create_claim(), create_claim()))),
            "frameworks › alpha › claims › Very fast",
            "appears 2 times",
        ),
        (with_framework(SOUND, replace(ALPHA, position=-1)), "frameworks › alpha › position", "from 0 to 32767"),
        (with_framework(SOUND, replace(ALPHA, position=32768)), "frameworks › alpha › position", "from 0 to 32767"),
        (with_question(create_question("check")), "questions › check", "address of another page"),
        (with_question(create_question("fast", (create_choice(),))), "questions › fast › choices", "at least two"),
        (
            with_question(create_question("fast", (create_choice(), create_choice()))),
            "questions › fast › choices › yes",
            "appears 2 times",
        ),
        (
            with_question(create_question("fast", (create_choice("yes", {"nonsense": 1}), create_choice("no")))),
            "questions › fast › choices › yes › effects",
            "is not a criterion",
        ),
        (
            with_question(create_question("fast", (create_choice("yes", {"familiarity": 1}), create_choice("no")))),
            "questions › fast › choices › yes › effects",
            "rated by the visitor's answer",
        ),
        (
            with_question(create_question("fast", (create_choice("yes", {}, {"nonsense": 1}), create_choice("no")))),
            "questions › fast › choices › yes › requirements",
            "“nonsense” is not a criterion",
        ),
        (
            with_question(create_question("fast", (create_choice("yes", {"speed": -1}), create_choice("no")))),
            "questions › fast › choices › yes › effects › speed",
            "from 0 to 32767",
        ),
        (
            with_question(create_question("fast", (create_choice("yes", {"speed": 32768}), create_choice("no")))),
            "questions › fast › choices › yes › effects › speed",
            "from 0 to 32767",
        ),
        (
            with_question(create_question("fast", (create_choice("yes", {}, {"speed": 0}), create_choice("no")))),
            "questions › fast › choices › yes › requirements › speed",
            "from 1 to 100",
        ),
        (
            with_question(create_question("fast", (create_choice("yes", {}, {"speed": 101}), create_choice("no")))),
            "questions › fast › choices › yes › requirements › speed",
            "from 1 to 100",
        ),
        (
            with_question(replace(KNOWN, slug="fast", choices=(create_choice(),))),
            "questions › fast › familiarity",
            "remove its own",
        ),
        (
            with_question(create_question("fast", familiarity=Familiarity(criterion="speed", points=1))),
            "questions › fast › familiarity › criterion",
            "method is “answer”",
        ),
        (
            with_question(create_question("fast", familiarity=Familiarity(criterion="gone", points=1))),
            "questions › fast › familiarity › criterion",
            "method is “answer”",
        ),
        (
            with_question(create_question("fast", familiarity=Familiarity(criterion="familiarity", points=-1))),
            "questions › fast › familiarity › points",
            "from 0 to 32767",
        ),
        (
            with_question(create_question("fast", familiarity=Familiarity(criterion="familiarity", points=1))),
            "questions › known › familiarity › criterion",
            "only one question",
        ),
        (
            with_question(create_question("fast", ask_if=(("gone", "yes"),))),
            "questions › fast › ask_if",
            "“gone: yes” is not a choice",
        ),
        (
            with_question(create_question("fast", ask_if=(("known", "yes"),))),
            "questions › fast › ask_if",
            "“known: yes” is not a choice",
        ),
        (
            with_question(create_question("fast", ask_if=(("fast", "yes"),))),
            "questions › fast › ask_if",
            "loop: fast → fast",
        ),
        (
            create_catalogue(create_question("first"), create_question("fast", ask_if=(("first", "yes"),) * 2)),
            "questions › fast › ask_if › first: yes",
            "appears 2 times",
        ),
        (with_persona(answers={"gone": chosen("yes")}), "personas › somebody › answers › gone", "no such question"),
        (with_persona(answers={"fast": chosen("maybe")}), "personas › somebody › answers › fast", "not among"),
        (with_persona(accepted=("alpha", "alpha")), "personas › somebody › accepted › alpha", "appears 2 times"),
        (with_persona(accepted=("gamma",)), "personas › somebody › accepted", "“gamma” is not a framework"),
    ],
)
def test_a_problem_is_named_with_its_place(catalogue, place, reason):
    assert any(place == where and reason in why for where, why in found(catalogue)), found(catalogue)


@pytest.mark.parametrize(
    "catalogue",
    [
        with_criterion(replace(create_criterion(), anchors=dict.fromkeys((0, 25, 50, 75, 100), "level"))),
        with_criterion(create_criterion(weight=0)),
        with_criterion(create_criterion(weight=1000)),
        with_framework(SOUND, replace(ALPHA, position=0)),
        with_framework(SOUND, replace(ALPHA, position=32767)),
        with_framework(SOUND, replace(ALPHA, ratings=(create_rating(value=0),))),
        with_framework(SOUND, replace(ALPHA, ratings=(create_rating(value=50, low=0, high=100),))),
        with_framework(SOUND, replace(ALPHA, claims=(create_claim(),))),
        with_framework(SOUND, replace(ALPHA, evidence=(replace(create_evidence(), published="", url=""),))),
        with_question(create_question("fast", (create_choice("yes", {"speed": 0}, {"speed": 1}), create_choice("no")))),
        with_question(create_question("fast", (create_choice("yes", {}, {"speed": 100}), create_choice("no")))),
        create_catalogue(create_question("known", familiarity=Familiarity(criterion="familiarity", points=0))),
    ],
)
def test_the_limits_themselves_are_sound(catalogue):
    assert found(catalogue) == []


@pytest.mark.parametrize(
    "published", ["2026", "2026-01", "2026-10", "2026-12", "2026-01-01", "2026-12-29", "2024-02-29", "2026-12-31"]
)
def test_evidence_is_dated_by_year_month_or_day(published):
    dated = replace(create_evidence(), published=published)
    assert found(with_framework(SOUND, replace(ALPHA, evidence=(dated,)))) == []


@pytest.mark.parametrize(
    "published",
    [
        *("26", "20261", "2026-", "2026-00", "2026-13", "2026-1", "2026-01-00", "2026-01-32", "2026-01-1", "-01"),
        *("2026-02-30", "2025-02-29", "2026-04-31", "0000"),
    ],
)
def test_evidence_is_not_dated_otherwise(published):
    dated = replace(create_evidence(), published=published)
    ((place, _),) = found(with_framework(SOUND, replace(ALPHA, evidence=(dated,))))
    assert place == "frameworks › alpha › evidence › docs › published"


def test_the_shortest_loop_is_told():
    one = create_question("one", ask_if=(("three", "yes"),))
    two = create_question("two", ask_if=(("one", "yes"), ("three", "no")))
    three = create_question("three", ask_if=(("two", "yes"), ("one", "no")))
    catalogue = create_catalogue(one, two, three)
    assert ("questions › one › ask_if", "questions depend on each other in a loop: one → three → one") in found(
        catalogue
    )


def test_a_question_that_only_depends_on_a_loop_is_not_in_it():
    one, two = create_question("one", ask_if=(("two", "yes"),)), create_question("two", ask_if=(("one", "yes"),))
    last = create_question("last", ask_if=(("one", "yes"),))
    assert [place for place, _ in found(create_catalogue(one, two, last))] == [
        "questions › one › ask_if",
        "questions › two › ask_if",
    ]


def test_a_criterion_by_answer_needs_no_rating():
    assert SOUND.criterion_of["familiarity"].method is RatingMethod.ANSWER
    assert not SOUND.criterion_of["familiarity"].is_rated


def draft(question):
    return with_question(replace(question, published=False))


@pytest.mark.parametrize(
    "catalogue",
    [
        with_framework(SOUND, replace(ALPHA, published=False, ratings=(), evidence=())),
        with_framework(SOUND, replace(ALPHA, ratings=(replace(create_rating(), evidence=()),))),
        with_framework(SOUND, replace(ALPHA, claims=(replace(create_claim(), evidence=()),))),
        with_criterion(replace(create_criterion(), published=False, anchors=dict.fromkeys((0, 25, 50, 75, 100), ""))),
        draft(create_question("fast", ())),
        draft(create_question("fast", (create_choice(),))),
        with_question(create_question("fast")),
        replace(
            SOUND,
            sections=(
                Section(slug="first", title="First", questions=(replace(KNOWN, published=False),)),
                Section(slug="empty", title="Empty", questions=()),
            ),
            personas=(),
        ),
    ],
)
def test_what_is_not_finished_and_reaches_no_visitor_is_sound(catalogue):
    """Each is a state in which editors leave rows for a while; files of it must come back."""
    assert found(catalogue) == []


def test_a_draft_about_familiarity_may_still_have_choices_and_a_published_one_may_not():
    unfinished = replace(KNOWN, published=False, choices=(create_choice(),))
    catalogue = create_catalogue(unfinished)
    assert found(catalogue) == []
    assert [place for place, _ in found(create_catalogue(replace(unfinished, published=True)))] == [
        "questions › known › familiarity"
    ]


@pytest.mark.parametrize(
    ("catalogue", "place"),
    [
        (draft(create_question("fast", (create_choice("yes", {"nonsense": 1}),))), "questions › fast › choices › yes"),
        (draft(create_question("fast", (), ask_if=(("gone", "yes"),))), "questions › fast › ask_if"),
        (
            with_framework(SOUND, replace(ALPHA, published=False, ratings=(create_rating(value=101),))),
            "frameworks › alpha › ratings › speed",
        ),
        (
            with_framework(SOUND, replace(ALPHA, published=False, evidence=())),
            "frameworks › alpha › ratings › speed › evidence",
        ),
    ],
)
def test_what_a_draft_does_say_must_be_right(catalogue, place):
    assert any(where.startswith(place) for where, _ in found(catalogue)), found(catalogue)


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1",
        "http://127.0.0.1/",
        "http://127.0.0.1:8000/",
        "http://localhost:5000/a?b=c",
        "http://localhost",
    ],
)
def test_a_first_page_is_on_the_visitors_own_machine(address):
    assert found(with_first_page(address=address)) == []


@pytest.mark.parametrize(
    "address",
    [
        *("https://evil.example/", "http://127.0.0.1.evil.example/", "http://127.0.0.1:8000@evil.example/"),
        *("http://localhost.example/", "http://127.0.0.1:99999999/", "http://127.0.0.1:/", "//127.0.0.1/"),
        *("http://evil.example/http://127.0.0.1/", "http://127.0.0.1/\u202e", "http://127.0.0.1/ a", "javascript:1"),
    ],
)
def test_a_first_page_is_nowhere_else(address):
    places = [where for where, why in found(with_first_page(address=address)) if "own machine" in why]
    assert places == ["frameworks › alpha › first_page › address"]


@pytest.mark.parametrize("file", ["app.py", "site/app.py", "a_b-c.d.py", "Dockerfile"])
def test_the_file_of_a_first_page_lies_in_the_new_folder(file):
    assert found(with_first_page(file=file)) == []


@pytest.mark.parametrize(
    "file",
    ["../app.py", "/etc/passwd", "a/../b.py", "..", ".", "a//b.py", "a/", "C:\\app.py", "~/app.py", "a b.py", "-x"],
)
def test_the_file_of_a_first_page_lies_nowhere_else(file):
    places = [where for where, why in found(with_first_page(file=file)) if "within the new folder" in why]
    assert places == ["frameworks › alpha › first_page › file"]


ODD = "A\u202eB"


@pytest.mark.parametrize(
    ("catalogue", "place"),
    [
        (with_framework(SOUND, replace(ALPHA, name=ODD)), "frameworks › alpha › name"),
        (with_facts(install=ODD), "frameworks › alpha › facts › install"),
        (with_first_page(serve=ODD), "frameworks › alpha › first_page › serve"),
        (with_first_page(commands=("pip install it", ODD)), "frameworks › alpha › first_page › commands"),
        (with_first_page(code=f"a = 1\n# {ODD}"), "frameworks › alpha › first_page › code"),
        (
            with_framework(SOUND, replace(ALPHA, known_users=(replace(create_known_user(), what=ODD),))),
            "frameworks › alpha › known_users › A house › what",
        ),
        (
            with_framework(SOUND, replace(ALPHA, add_ons=(replace(create_add_on("more", {}), install=ODD),))),
            "frameworks › alpha › add_ons › more › install",
        ),
        (
            with_framework(SOUND, replace(ALPHA, ratings=(replace(create_rating(), phrase=ODD),))),
            "frameworks › alpha › ratings › speed › phrase",
        ),
        (with_criterion(replace(create_criterion(), group=ODD)), "criteria › speed › group"),
        (
            with_criterion(replace(create_criterion(), anchors=dict.fromkeys((0, 25, 50, 75), "level") | {100: ODD})),
            "criteria › speed › anchors › 100",
        ),
        (with_question(replace(create_question("fast"), text=ODD)), "questions › fast › text"),
        (
            with_question(create_question("fast", (replace(create_choice(), text=ODD), create_choice("no")))),
            "questions › fast › choices › yes › text",
        ),
        (replace(SOUND, sections=(replace(SOUND.sections[0], title=ODD),)), "sections › first › title"),
        (with_persona(source=ODD), "personas › somebody › source"),
    ],
)
def test_a_character_that_nobody_sees_is_named_with_its_place(catalogue, place):
    assert [where for where, why in found(catalogue) if "U+202E" in why] == [place]


def test_texts_of_several_lines_may_have_them():
    assert found(with_persona(description="One.\r\n\tTwo.")) == []
    assert found(with_first_page(code="if it:\n\trun()\n")) == []


def test_an_outside_option_leads_somewhere():
    option = create_outside_option("static-site", ("fast", "yes"))
    assert found(replace(SOUND, outside_options=(option,))) == []
    nowhere = replace(SOUND, outside_options=(replace(option, url=""),))
    assert found(nowhere) == [("outside_options › static-site › url", "is empty, so nobody could read on")]
