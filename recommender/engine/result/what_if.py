"""The what-if that somebody tries out on a result: other weights, fewer frameworks, other must-haves.

A what-if is nothing but another catalogue with other answers, so that the same engine ranks it and can say the same
things of it, each of them exact.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from recommender.engine.candidates import answers_among
from recommender.engine.contributions import Contributions
from recommender.engine.interview import counting_answers, requirements
from recommender.engine.result.why_not import wins
from recommender.engine.scoring import Weights, add_up, all_misses, answer_weights, ratings_given, utility
from recommender.engine.types import (
    Answer,
    Answers,
    Catalogue,
    Choice,
    Criterion,
    Importance,
    Question,
    Section,
    Value,
)

AS_ANSWERED = 100
GREATEST_PERCENT = 500
ADDED_POINTS = 3  # what choices of the shipped catalogue give in the middle of the range
ADDED_QUESTION = "added_criteria"  # with an underscore, which no slug of a catalogue has
ADDED_CHOICE = "these"


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIf(Value):
    """The changes to a result. `percents`: by criterion (slug), how much it counts, from 0 to GREATEST_PERCENT. 100 is
    what the answers make of it, or where they give it no weight, what an answer of normal importance with ADDED_POINTS
    would.

    `dropped`: slugs of the frameworks left out. `eased`: slugs of the questions whose must-have counts double instead;
    `demanded`: of those whose answer becomes a must-have. `added`: the criteria that get weight by hand; where it is
    not decided yet, those to which the answers give none. A what-if that is kept has decided, so that another answer
    changes nothing but itself.
    """

    percents: Mapping[str, int] = field(default_factory=dict)
    dropped: tuple[str, ...] = ()
    eased: tuple[str, ...] = ()
    demanded: tuple[str, ...] = ()
    added: tuple[str, ...] | None = None

    @property
    def is_empty(self) -> bool:
        return not (self.percents or self.dropped or self.eased or self.demanded)


@dataclass(frozen=True, slots=True)
class WeightControl:
    """A criterion whose weight can be tried out, and the percentage at which it starts: 100, or 0 without weight."""

    criterion: Criterion
    start: int


def weight_controls(catalogue: Catalogue, answers: Answers) -> tuple[WeightControl, ...]:
    """Return the criteria whose weights can be tried out, what weighs most first.

    Those without any weight in the catalogue are left out, and so is familiarity when no answer rates it: nothing that
    one did with them would change a score.
    """
    return controls_by(catalogue, weights_of(catalogue, answers))


def controls_by(catalogue: Catalogue, weights: Weights) -> tuple[WeightControl, ...]:
    """Return the `weight_controls` of answers that give these weights."""
    found = [
        WeightControl(criterion, AS_ANSWERED if weights.get(criterion.slug) else 0)
        for criterion in catalogue.criteria
        if criterion.weight and (criterion.is_rated or weights.get(criterion.slug))
    ]
    return tuple(sorted(found, key=lambda control: -weights.get(control.criterion.slug, 0)))


def possible_must_haves(catalogue: Catalogue, answers: Answers) -> Iterator[Question]:
    """Yield the questions whose answers are a must-have or could be one."""
    for slug, answer in counting_answers(catalogue, answers).items():
        if requirements(question := catalogue.question_of[slug], answer):
            yield question


def applied(catalogue: Catalogue, answers: Answers, what_if: WhatIf) -> tuple[Catalogue, Answers]:
    """Return the catalogue and the answers of a what-if: what the engine is given instead of the original ones.

    Each weight is multiplied by its percentage; a criterion to which no answer gives weight gets it from one more
    question, which stands for the visitor's wish. What has no control, an unknown slug, and leaving out every framework
    change nothing. Errors: none.
    """
    left, given = before_weights(catalogue, answers, what_if)
    changed = replace(left, criteria=tuple(weighted(criterion, what_if.percents) for criterion in left.criteria))
    slugs = added_by(catalogue, given, what_if)
    added = [criterion for criterion in catalogue.criteria if criterion.slug in slugs]
    if not added:
        return changed, given
    sections = (*catalogue.sections, section_of(added))
    return replace(changed, sections=sections), {**given, ADDED_QUESTION: Answer(chosen=(ADDED_CHOICE,))}


def before_weights(catalogue: Catalogue, answers: Answers, what_if: WhatIf) -> tuple[Catalogue, Answers]:
    """Return the catalogue without the frameworks that a what-if leaves out, and the answers with its must-haves."""
    left = catalogue
    # Rather everything than nothing: a page with no framework left would have nothing to say.
    if kept := tuple(item for item in catalogue.frameworks if item.slug not in what_if.dropped):
        left = replace(catalogue, frameworks=kept)
    return left, answers_among(left, with_must_haves(catalogue, answers, what_if))


def wins_with(catalogue: Catalogue, answers: Answers, what_if: WhatIf, framework: str) -> bool:
    """Return whether a framework (slug) leads alone in a what-if and misses no must-have; False if it is left out.

    The outcome of `applied` says the same, but needs a catalogue of its own.
    """
    left, given = before_weights(catalogue, answers, what_if)
    weights, counting = weights_with(left, given, what_if), counting_answers(left, given)
    ratings, slugs = ratings_given(left, counting), [item.slug for item in left.frameworks]
    utilities = [utility(weights, ratings[slug]) for slug in slugs]
    missed = map(len, all_misses(left, counting, left.frameworks))
    vector = (*utilities, *missed, sum(weights.values()))
    return framework in slugs and wins(Contributions(left), slugs.index(framework), vector)


def weights_with(catalogue: Catalogue, answers: Answers, what_if: WhatIf) -> Weights:
    """Return the weight of each criterion with the percentages of a what-if: a hundredfold, as in `applied`."""
    weights = weights_of(catalogue, answers)
    by_hand = {slug: usual_weight(catalogue.criterion_of[slug]) for slug in added_beside(catalogue, weights, what_if)}
    together = add_up({"answers": weights, "by hand": by_hand})
    return {slug: weight * what_if.percents.get(slug, AS_ANSWERED) for slug, weight in together.items()}


def usual_weight(criterion: Criterion) -> int:
    """Return what 100 % is of a criterion to which no answer gives weight (decision 10)."""
    return Importance.NORMAL.multiplier * ADDED_POINTS * criterion.weight


def added_by(catalogue: Catalogue, answers: Answers, what_if: WhatIf) -> tuple[str, ...]:
    """Return the criteria (slugs) that get weight by hand: those decided, else those with a control but no weight."""
    return added_beside(catalogue, weights_of(catalogue, answers), what_if)


def added_beside(catalogue: Catalogue, weights: Weights, what_if: WhatIf) -> tuple[str, ...]:
    """Return the criteria (slugs) that get weight by hand beside these weights by answers."""
    controlled = (control.criterion.slug for control in controls_by(catalogue, weights))
    found = [slug for slug in controlled if what_if.percents.get(slug)]
    # Decided when it was kept. Otherwise a later change of an answer could give or take weight by hand as well.
    if what_if.added is not None:
        return tuple(slug for slug in found if slug in what_if.added)
    return tuple(slug for slug in found if not weights.get(slug))


def with_must_haves(catalogue: Catalogue, answers: Answers, what_if: WhatIf) -> dict[str, Answer]:
    """Return the answers with the must-haves of a what-if; what cannot be a must-have stays as it is."""
    importances = dict.fromkeys(what_if.eased, Importance.DOUBLE) | dict.fromkeys(
        what_if.demanded, Importance.MUST_HAVE
    )
    changed = dict(answers)
    for question in possible_must_haves(catalogue, answers) if importances else ():
        answer = answers[question.slug]
        wanted = importances.get(question.slug, answer.importance)
        # Only must-haves are set or given up: another answer stays as it is, even where `eased` names its question.
        if answer.importance.demands or wanted.demands:
            changed[question.slug] = replace(answer, importance=wanted)
    return changed


def weighted(criterion: Criterion, percents: Mapping[str, int]) -> Criterion:
    """Return a criterion with its percentage of its weight: all weights are a hundredfold, which changes no score."""
    # Whole numbers: multiplied by the percentage and not divided by 100, all criteria alike.
    return replace(criterion, weight=criterion.weight * percents.get(criterion.slug, AS_ANSWERED))


def weights_of(catalogue: Catalogue, answers: Answers) -> Weights:
    """Return the weight of each criterion by the answers that count."""
    counting = counting_answers(catalogue, answers)
    return add_up({slug: answer_weights(catalogue, catalogue.question_of[slug], counting[slug]) for slug in counting})


def section_of(added: list[Criterion]) -> Section:
    """Return the section with the question that gives weight to criteria to which no answer does."""
    names = ", ".join(criterion.name for criterion in added)
    choice = Choice(slug=ADDED_CHOICE, text=names, effects={criterion.slug: ADDED_POINTS for criterion in added})
    question = Question(
        slug=ADDED_QUESTION,
        text="Criteria added by hand",
        why="They get weight although no answer gives them any.",
        choices=(choice,),
    )
    return Section(slug=ADDED_QUESTION, title="What if", questions=(question,))
