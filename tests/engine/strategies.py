"""Random sound catalogues with answers, for property tests."""

from hypothesis import strategies as st

from recommender.engine.interview import demands, options
from recommender.engine.types import Answer, Catalogue, Choice, Familiarity, Importance, Question
from tests.factories import create_catalogue, create_choice, create_question

CRITERIA = ("c1", "c2", "c3", "c4")
FRAMEWORKS = ("alpha", "beta", "gamma", "delta")

value = st.integers(0, 100)
points = st.dictionaries(st.sampled_from(CRITERIA), st.integers(0, 6), max_size=3)
requirements = st.dictionaries(st.sampled_from(CRITERIA), st.integers(1, 100), max_size=2)


@st.composite
def choices(draw: st.DrawFn) -> tuple[Choice, ...]:
    count = draw(st.integers(2, 3))
    return tuple(create_choice(f"choice-{number}", draw(points), draw(requirements)) for number in range(count))


@st.composite
def questions(draw: st.DrawFn) -> tuple[Question, ...]:
    """Up to five questions, each perhaps depending on the one before, the first perhaps about the kind of project,
    perhaps with one about familiarity.
    """
    drawn: list[Question] = []
    for number in range(draw(st.integers(1, 5))):
        earlier = [(question.slug, choice.slug) for question in drawn for choice in question.choices]
        ask_if = draw(st.sets(st.sampled_from(earlier), max_size=2)) if earlier else ()
        about = number == 0 and draw(st.booleans())
        drawn.append(
            create_question(f"q{number}", draw(choices()), ask_if=tuple(sorted(ask_if)), describes_project=about)
        )
    if draw(st.booleans()):
        drawn.append(
            create_question("known", familiarity=Familiarity(criterion="familiarity", points=draw(st.integers(0, 5))))
        )
    return tuple(drawn)


@st.composite
def catalogues(draw: st.DrawFn) -> Catalogue:
    frameworks = FRAMEWORKS[: draw(st.integers(2, 4))]
    ratings = {framework: {criterion: draw(value) for criterion in CRITERIA} for framework in frameworks}
    weights = {criterion: draw(st.integers(0, 20)) for criterion in CRITERIA}
    return create_catalogue(*draw(questions()), ratings=ratings, weights=weights)


@st.composite
def answers_to(draw: st.DrawFn, catalogue: Catalogue) -> dict[str, Answer]:
    """An answer, a skip or nothing for each question, asked or not."""
    given: dict[str, Answer] = {}
    for question in catalogue.questions:
        slugs = [option.slug for option in options(catalogue, question)]
        if question.familiarity:
            picked = tuple(sorted(draw(st.sets(st.sampled_from(slugs[:-1])))))
        else:
            picked = tuple(draw(st.lists(st.sampled_from(slugs), max_size=1)))
        answer = Answer(chosen=picked, importance=draw(st.sampled_from(Importance)))
        if answer.importance.demands and not demands(question, answer):
            answer = Answer(chosen=picked)
        if draw(st.integers(0, 3)):
            given[question.slug] = answer
    return given


@st.composite
def cases(draw: st.DrawFn) -> tuple[Catalogue, dict[str, Answer]]:
    catalogue = draw(catalogues())
    return catalogue, draw(answers_to(catalogue))
