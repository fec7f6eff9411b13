"""All that is said of a result, each thing made once: page, files, card, API and terminal present it. No HTTP."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from advisor.answer_lines import AnswerLine, answer_lines
from advisor.charts import Comparison, Place, comparison, ranking
from advisor.rating_table import CriterionGroup, CriterionRow, rating_table
from advisor.words.add_ons import lead_with_add_ons, scores_with_add_ons
from advisor.words.chances import Chances, band_of, chances
from advisor.words.next_steps import NextStep, next_steps, ways_to_stay
from advisor.words.no_match import Lacking, no_match, who_misses
from advisor.words.reasons import Argument, argument, candidates, decisive, is_recommended
from advisor.words.robustness import OtherMethods, WinShares, other_methods, win_shares
from advisor.words.verdict import Headline, advice, headline, surety
from advisor.words.what_if import adjustments
from advisor.words.what_would_change import WhatWouldChange, what_would_change
from recommender.engine.outside_options import fitting
from recommender.engine.result.analysis import Analysis
from recommender.engine.result.what_if import WhatIf
from recommender.engine.scoring import Outcome, Standing
from recommender.engine.types import Catalogue, OutsideOption, Question

MOST_OUTSIDE_OPTIONS = 2


@dataclass(frozen=True)  # without slots, in which a cached property could keep nothing
class ResultWords:
    """The words, charts and tables of an analysis. `catalogue` is as it was before the what-if."""

    # Each is made when it is first asked for, because no presenter needs all of them: the card only takes the headline.
    analysis: Analysis
    catalogue: Catalogue
    what_if: WhatIf

    @cached_property
    def headline(self) -> Headline:
        return headline(self.analysis.outcome, self.analysis.certainty)

    @cached_property
    def band(self) -> str:
        """Return the band of certainty, as a chip beside the headline."""
        return band_of(self.analysis.outcome, self.analysis.certainty)

    @cached_property
    def sentence(self) -> str:
        """Return the sentence below the headline: which answers decided, whom to choose for what, why nobody leads."""
        outcome, certainty = self.analysis.outcome, self.analysis.certainty
        if is_recommended(self.analysis):
            return decisive(self.analysis) or self.headline.lead
        if certainty and certainty.together and not outcome.leaders[0].missed:
            return advice(outcome, certainty) or self.headline.lead
        return self.headline.lead

    @cached_property
    def argument(self) -> Argument | None:
        return argument(self.analysis)

    @cached_property
    def candidates(self) -> tuple[Standing, ...]:
        """Return whom to try first."""
        return candidates(self.analysis)

    @cached_property
    def next_steps(self) -> tuple[NextStep, ...]:
        """Return what to do first with each of those to try."""
        return next_steps(self.analysis.outcome, self.candidates)

    @cached_property
    def ways_to_stay(self) -> tuple[NextStep, ...]:
        """Return what an application is built with and would lead with its add-ons, though it is not recommended."""
        return ways_to_stay(self.analysis, self.candidates)

    @cached_property
    def outside_options(self) -> tuple[OutsideOption, ...]:
        """Return what may serve the project better than any framework; few, as they are no recommendation."""
        return fitting(self.analysis.outcome.catalogue, self.analysis.answers)[:MOST_OUTSIDE_OPTIONS]

    @cached_property
    def scores_with_add_ons(self) -> Outcome | None:
        """Return the outcome with the usual add-ons counted; None if they change no score."""
        return scores_with_add_ons(self.analysis)

    @cached_property
    def lead_with_add_ons(self) -> str:
        """Return who would lead with the usual add-ons counted, in a sentence; nothing if the same do."""
        return lead_with_add_ons(self.analysis)

    @cached_property
    def chances(self) -> Chances | None:
        return chances(self.analysis)

    @cached_property
    def no_match(self) -> tuple[Lacking, ...]:
        """Return what each framework misses, if none meets every must-have."""
        return no_match(self.analysis.outcome)

    @cached_property
    def surety(self) -> str:
        return surety(self.analysis.outcome, self.analysis.certainty)

    @cached_property
    def adjustments(self) -> tuple[str, ...]:
        """Return what the what-if changes; nothing for a result of answers alone."""
        return adjustments(self.catalogue, self.analysis.answers, self.what_if)

    @cached_property
    def ranking(self) -> tuple[Place, ...]:
        return ranking(self.analysis.outcome, self.analysis.robustness, self.scores_with_add_ons)

    @cached_property
    def who_misses(self) -> str:
        """Return which frameworks miss a must-have, in a sentence; nothing if none does."""
        return who_misses(self.analysis.outcome)

    @cached_property
    def comparison(self) -> Comparison | None:
        """Return why the first is before the second; None without a leader or a second."""
        outcome = self.analysis.outcome
        first_two = outcome.standings[:2] if outcome.leaders else ()
        return comparison(outcome, *first_two) if len(first_two) == 2 else None

    @cached_property
    def what_would_change(self) -> WhatWouldChange | None:
        return what_would_change(self.analysis)

    @cached_property
    def win_shares(self) -> WinShares | None:
        return win_shares(self.analysis)

    @cached_property
    def other_methods(self) -> OtherMethods | None:
        return other_methods(self.analysis)

    @cached_property
    def answers(self) -> tuple[AnswerLine, ...]:
        """Return every question that is asked, with its answer."""
        return answer_lines(self.analysis.outcome.catalogue, self.analysis.answers)

    @cached_property
    def unanswered(self) -> tuple[Question, ...]:
        """Return the questions that are asked and have no answer that counts."""
        return tuple(line.question for line in self.answers if not line.chosen)

    @cached_property
    def rating_table(self) -> tuple[CriterionGroup, ...]:
        return rating_table(self.analysis.outcome)

    @cached_property
    def criteria(self) -> tuple[CriterionRow, ...]:
        """Return the criteria that count, whatever their group, what weighs most first."""
        return tuple(row for row in self.all_criteria if row.weight)

    @cached_property
    def idle_criteria(self) -> tuple[CriterionRow, ...]:
        """Return the criteria that count for nothing."""
        return tuple(row for row in self.all_criteria if not row.weight)

    @cached_property
    def all_criteria(self) -> tuple[CriterionRow, ...]:
        """Return every criterion, whatever its group, what weighs most first."""
        rows = [row for group in self.rating_table for row in group.rows]
        return tuple(sorted(rows, key=lambda row: -row.weight))
