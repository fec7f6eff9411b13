"""The neutrality of the advisor: who wins over random people, and what of it the ratings explain.

That names count for nothing is no figure of a catalogue but a property of the formula, which tests hold for any.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from operator import mul
from random import Random

from recommender.engine.contributions import Contributions
from recommender.engine.interview import Option, options
from recommender.engine.simulation.close_relatives import Relatives, close_relatives
from recommender.engine.simulation.impact import Leaders, Shares, share
from recommender.engine.simulation.respondents import respondents
from recommender.engine.types import Answers, Catalogue, Question
from recommender.engine.vectors import Vector

DRAWS = 10_000
UNIT = 1_000_000  # drawn weights are whole millionths, so that sums are exact and equal ones are equal


@dataclass(frozen=True, slots=True)
class LeadShares:
    """So many people: how many of them get no leader, and for what share of them each framework leads.

    Shares are by slug, from 0 to 1, and all 0 without people; a shared lead counts in equal parts.
    """

    people: int
    leaderless: int
    shares: Shares


@dataclass(frozen=True, slots=True)
class ByQuestion:
    """The effect of a question: those who are asked it by what they choose, and everybody if nobody were asked it.

    Who skips it is in no group; who knows several frameworks is in several.
    """

    question: Question
    asked: int
    groups: tuple[tuple[Option, LeadShares], ...]
    without: LeadShares


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a framework's share of wins.

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
class RatingSummary:
    """The ratings of a framework by editors in short: their mean, 0 to 100, and on how many criteria none is better.

    A criterion on which it is not rated counts as 0, and as none on which it is the best.
    """

    mean: Fraction
    best: int


@dataclass(frozen=True, slots=True)
class Neutrality:
    """The wins over random people, what explains them, and the frameworks that their answers hardly tell apart.

    Mappings are by the slug of a framework, in the catalogue's order.
    """

    everyone: LeadShares
    parts: Mapping[str, Parts]
    ratings: Mapping[str, RatingSummary]
    questions: tuple[ByQuestion, ...]
    relatives: tuple[Relatives, ...]

    def relatives_of(self, framework: str) -> tuple[str, ...]:
        """Return the close relatives of a framework (all slugs), the closest first."""
        pairs = ((item.first, item.second) for item in self.relatives)
        return tuple(other for pair in pairs if framework in pair for other in pair if other != framework)


@dataclass(frozen=True, slots=True)
class Respondent:
    """A person's answers, what they add up to, and who leads by them."""

    answers: Answers
    total: Vector
    leaders: Leaders


def neutrality(contributions: Contributions) -> Neutrality:
    """Return who wins over the random people of `respondents`, in exact fractions, and what explains it.

    Errors: ValueError for a catalogue without frameworks.
    """
    catalogue = contributions.catalogue
    if not catalogue.frameworks:
        raise ValueError("A catalogue without frameworks has nobody to favour.")
    people = [respondent(contributions, answers) for answers in respondents(catalogue)]
    everyone = lead_shares(catalogue, (person.leaders for person in people))
    return Neutrality(
        everyone=everyone,
        parts=parts(catalogue, everyone.shares),
        ratings=rating_summaries(catalogue),
        questions=tuple(by_question(contributions, question, people) for question in catalogue.questions),
        relatives=close_relatives(catalogue, (person.answers for person in people)),
    )


def respondent(contributions: Contributions, answers: Answers) -> Respondent:
    """Return a person's answers with what follows from them."""
    total = contributions.total(answers)
    return Respondent(answers, total, contributions.leaders(total))


def lead_shares(catalogue: Catalogue, leaders: Iterable[Leaders]) -> LeadShares:
    """Return how often each framework leads, given who leads for each of some people."""
    wins = Counter(leaders)
    people = wins.total()
    return LeadShares(people, wins[()], {slug: share(wins, slug) / (people or 1) for slug in catalogue.framework_of})


def by_question(contributions: Contributions, question: Question, people: list[Respondent]) -> ByQuestion:
    """Return what a question does; what depends on an answer to it is not asked either if it is not."""
    catalogue, slug = contributions.catalogue, question.slug
    asked = [person for person in people if slug in person.answers]
    without = (
        contributions.leaders(contributions.without(person.answers, person.total, question))
        if slug in person.answers
        else person.leaders
        for person in people
    )
    groups = tuple(
        (
            option,
            lead_shares(catalogue, (item.leaders for item in asked if option.slug in item.answers[slug].chosen)),
        )
        for option in options(catalogue, question)
    )
    return ByQuestion(question, len(asked), groups, lead_shares(catalogue, without))


def parts(catalogue: Catalogue, shares: Shares) -> dict[str, Parts]:
    """Return what the shares of wins of the frameworks (by slug) are made of."""
    even, alone = Fraction(1, len(catalogue.frameworks)), shares_by_ratings_alone(catalogue)
    return {slug: Parts(even, alone[slug] - even, shares[slug] - alone[slug]) for slug in shares}


def shares_by_ratings_alone(catalogue: Catalogue) -> Shares:
    """Return for what share of 10,000 random sets of weights each framework leads, without any question.

    Each criterion that editors rate gets an exponential variate for its weight, which makes any weights equally likely
    (their sum is of no matter here). Each has a random stream of its own, so that one added leaves those of the others.
    """
    rated = [criterion.slug for criterion in catalogue.criteria if criterion.is_rated]
    streams = [Random(f"{slug} weight") for slug in rated]  # noqa: S311
    rows = {item.slug: [item.value_of.get(slug, 0) for slug in rated] for item in catalogue.frameworks}
    wins: Counter[Leaders] = Counter()
    for _ in range(DRAWS):
        # Exponential variates divided by their sum are uniform over all sets of weights.
        weights = [round(UNIT * random.expovariate(1)) for random in streams]
        worth = {slug: sum(map(mul, weights, row)) for slug, row in rows.items()}
        best = max(worth.values())
        wins[tuple(slug for slug in worth if worth[slug] == best)] += 1
    return {slug: share(wins, slug) / DRAWS for slug in rows}


def rating_summaries(catalogue: Catalogue) -> dict[str, RatingSummary]:
    """Return how each framework, by its slug, is rated."""
    rated = [criterion.slug for criterion in catalogue.criteria if criterion.is_rated]
    best = {slug: max(item.value_of.get(slug, 0) for item in catalogue.frameworks) for slug in rated}
    return {
        item.slug: RatingSummary(
            Fraction(sum(item.value_of.get(slug, 0) for slug in rated), len(rated) or 1),
            # Without a default here: None is never the best, not even where the best is 0.
            sum(item.value_of.get(slug) == best[slug] for slug in rated),
        )
        for item in catalogue.frameworks
    }
