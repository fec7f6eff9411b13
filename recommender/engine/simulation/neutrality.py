"""Whether the advisor favours a framework: who wins over random people, and what of it the ratings explain."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from operator import mul
from random import Random

from recommender.engine.contributions import Contributions
from recommender.engine.interview import Option, options
from recommender.engine.simulation.impact import Leaders, Shares, share
from recommender.engine.simulation.respondents import respondents
from recommender.engine.types import SKIPPED, Answers, Catalogue, Question
from recommender.engine.vectors import Vector, minus

DRAWS = 10_000
UNIT = 1_000_000  # drawn weights are whole millionths, so that sums are exact and equal ones are equal


@dataclass(frozen=True, slots=True)
class Group:
    """So many people: how many of them get no leader, and for what share of them each framework leads.

    Shares are by slug, from 0 to 1, and all 0 without people; a shared lead counts in equal parts.
    """

    people: int
    leaderless: int
    shares: Shares


@dataclass(frozen=True, slots=True)
class ByQuestion:
    """What a question does: those who are asked it by what they choose, and everybody if nobody were asked it.

    Who skips it is in no group; who knows several frameworks is in several.
    """

    question: Question
    asked: int
    groups: tuple[tuple[Option, Group], ...]
    without: Group


@dataclass(frozen=True, slots=True)
class Parts:
    """What a framework's share of wins is made of.

    `even`: what each would have if all won equally often; `ratings`: what its ratings add, when every criterion is
    equally likely to matter; `questions`: what the questions and their points add to that. The three add up exactly.
    """

    even: Fraction
    ratings: Fraction
    questions: Fraction

    @property
    def total(self) -> Fraction:
        return self.even + self.ratings + self.questions


@dataclass(frozen=True, slots=True)
class Merit:
    """How a framework is rated on the criteria that editors rate: the mean, 0 to 100, and on how many none is better.

    A criterion on which it is not rated counts as 0, and as none on which it is the best.
    """

    mean: Fraction
    best: int


@dataclass(frozen=True, slots=True)
class Neutrality:
    """Who wins over random people, and why. Mappings are by the slug of a framework, in the catalogue's order.

    `giver` says from whom each framework was given its ratings to see whether names matter, `rotated` who won then, and
    `swayed` to how many people a name made a difference: who led for them is not who stands in for their leaders.
    """

    everyone: Group
    parts: Mapping[str, Parts]
    merits: Mapping[str, Merit]
    questions: tuple[ByQuestion, ...]
    giver: Mapping[str, str]
    rotated: Group
    swayed: int


@dataclass(frozen=True, slots=True)
class Person:
    """A respondent's answers, what they add up to, and who leads by them."""

    answers: Answers
    total: Vector
    leaders: Leaders


def neutrality(contributions: Contributions) -> Neutrality:
    """Look for favour in a catalogue, by the random people of `respondents` and exact fractions.

    Errors: ValueError for a catalogue without frameworks.
    """
    if not contributions.catalogue.frameworks:
        raise ValueError("A catalogue without frameworks has nobody to favour.")
    people = [person(contributions, answers) for answers in respondents(contributions.catalogue)]
    everyone = group(contributions.catalogue, (item.leaders for item in people))
    giver = givers(contributions.catalogue)
    after = [item.leaders for item in rotated_people(contributions, giver, people)]
    stand_in = {given: taker for taker, given in giver.items()}
    expected = [renamed(item.leaders, stand_in) for item in people]
    return Neutrality(
        everyone=everyone,
        parts=parts(contributions.catalogue, everyone.shares),
        merits=merits(contributions.catalogue),
        questions=tuple(by_question(contributions, item, people) for item in contributions.catalogue.questions),
        giver=giver,
        rotated=group(contributions.catalogue, after),
        swayed=sum(found != due for found, due in zip(after, expected, strict=True)),
    )


def person(contributions: Contributions, answers: Answers) -> Person:
    total = contributions.total(answers)
    return Person(answers, total, contributions.leaders(total))


def group(catalogue: Catalogue, led: Iterable[Leaders]) -> Group:
    """The group of people for whom these lead."""
    wins = Counter(led)
    people = wins.total()
    return Group(people, wins[()], {slug: share(wins, slug) / (people or 1) for slug in catalogue.framework_of})


def by_question(contributions: Contributions, question: Question, people: list[Person]) -> ByQuestion:
    """What a question does; what depends on an answer to it is not asked either if it is not."""
    asked = [item for item in people if question.slug in item.answers]
    return ByQuestion(
        question,
        len(asked),
        tuple(
            (option, group(contributions.catalogue, (item.leaders for item in asked if chose(item, question, option))))
            for option in options(contributions.catalogue, question)
        ),
        group(contributions.catalogue, (leaders_without(contributions, question, item) for item in people)),
    )


def chose(item: Person, question: Question, option: Option) -> bool:
    return option.slug in item.answers[question.slug].chosen


def leaders_without(contributions: Contributions, question: Question, item: Person) -> Leaders:
    """Who leads for a person who skips a question."""
    if question.slug not in item.answers:
        return item.leaders
    if question.slug in contributions.gates:
        return contributions.leaders(contributions.total({**item.answers, question.slug: SKIPPED}))
    return contributions.leaders(minus(item.total, contributions.entry(question, item.answers[question.slug])))


def givers(catalogue: Catalogue) -> dict[str, str]:
    """From whom each framework is given its ratings, by slug: from the next one, the last from the first."""
    slugs = list(catalogue.framework_of)
    return dict(zip(slugs, [*slugs[1:], *slugs[:1]], strict=True))


def rotated_people(contributions: Contributions, giver: Mapping[str, str], people: list[Person]) -> list[Person]:
    """The same people, when each framework has its giver's ratings and is known to who knows its giver.

    What people know has to go along: it is the one answer that names frameworks.
    """
    catalogue = contributions.catalogue
    given = [
        replace(item, ratings=catalogue.framework_of[giver[item.slug]].ratings, claims=())
        for item in catalogue.frameworks
    ]
    other = Contributions(replace(catalogue, frameworks=tuple(given)))
    stand_in = {slug: taker for taker, slug in giver.items()}
    naming = {question.slug for question in catalogue.questions if question.familiarity}
    return [
        person(
            other,
            {
                slug: replace(answer, chosen=renamed(answer.chosen, stand_in)) if slug in naming else answer
                for slug, answer in item.answers.items()
            },
        )
        for item in people
    ]


def renamed(slugs: Iterable[str], stand_in: Mapping[str, str]) -> tuple[str, ...]:
    """The stand-ins of frameworks, sorted; what is no framework stays as it is."""
    return tuple(sorted(stand_in.get(slug, slug) for slug in slugs))


def parts(catalogue: Catalogue, shares: Shares) -> dict[str, Parts]:
    """What the shares of the frameworks are made of."""
    even, alone = Fraction(1, len(catalogue.frameworks)), shares_by_ratings_alone(catalogue)
    return {slug: Parts(even, alone[slug] - even, shares[slug] - alone[slug]) for slug in shares}


def shares_by_ratings_alone(catalogue: Catalogue) -> Shares:
    """For what share of random weights each framework leads, without any question.

    Each criterion that editors rate gets an exponential variate for its weight, which makes any weights equally likely
    (their sum is of no matter here). Each has a random stream of its own, so that one added leaves those of the others.
    """
    rated = [criterion.slug for criterion in catalogue.criteria if criterion.is_rated]
    streams = [Random(f"{slug} weight") for slug in rated]  # noqa: S311
    rows = {item.slug: [item.value_of.get(slug, 0) for slug in rated] for item in catalogue.frameworks}
    wins: Counter[Leaders] = Counter()
    for _ in range(DRAWS):
        weights = [round(UNIT * random.expovariate(1)) for random in streams]
        worth = {slug: sum(map(mul, weights, row)) for slug, row in rows.items()}
        best = max(worth.values())
        wins[tuple(slug for slug in worth if worth[slug] == best)] += 1
    return {slug: share(wins, slug) / DRAWS for slug in rows}


def merits(catalogue: Catalogue) -> dict[str, Merit]:
    """How the frameworks are rated."""
    rated = [criterion.slug for criterion in catalogue.criteria if criterion.is_rated]
    best = {slug: max(item.value_of.get(slug, 0) for item in catalogue.frameworks) for slug in rated}
    return {
        item.slug: Merit(
            Fraction(sum(item.value_of.get(slug, 0) for slug in rated), len(rated) or 1),
            sum(item.value_of.get(slug) == best[slug] for slug in rated),
        )
        for item in catalogue.frameworks
    }
