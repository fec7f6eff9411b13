"""A decision record of a result: the little that a team has to read. Everything else is behind its link.

A record is to have 250 to 400 words: every list in it has a length that it never exceeds, and where questions are long,
the lists become shorter. No formula.
"""

import re
from dataclasses import dataclass, replace

from advisor.answer_lines import AnswerLine
from advisor.exports.pros_and_cons import ProsAndCons, pros_and_cons_of
from advisor.rating_table import CriterionRow
from advisor.report import Report
from advisor.words.next_steps import NextStep
from advisor.words.verdict import way_out
from recommender.engine.result.explain import relaxations
from recommender.engine.scoring import Standing

ANSWERS, DRIVERS, OPTIONS, ADJUSTMENTS, CHANGES, CLOSE, WAYS_OUT = 3, 3, 5, 2, 2, 3, 2
"""How many of each are told at most."""
NOTE_WORDS = 15
MOST_WORDS = 400
BEGINNING = re.compile(rf"(?:\s*\S+){{0,{NOTE_WORDS}}}")


@dataclass(frozen=True, slots=True)
class Decision:
    """The context, the drivers, the options, what speaks for and against them, and what would change the decision.

    `others` are how many options, beside those that are told, rank below. `proposal` is what is proposed; nothing where
    it is close or every option misses a must-have. `close` are the names of those that are close. `sides` are what
    speaks for and against the proposal, or each that is close. `ways_out`: what giving up a must-have leads to. `move`:
    what moving an application to the proposal means. `steps` are the usual add-ons of the same as `sides`,
    `lead_with_add_ons` is who would lead with these counted, and `ways_to_stay` what that needs if the application is
    built with it.
    """

    note: str
    is_note_cut: bool
    answers: tuple[AnswerLine, ...]
    answered: int
    adjustments: tuple[str, ...]
    more_adjustments: int
    drivers: tuple[CriterionRow, ...]
    options: tuple[Standing, ...]
    others: int
    proposal: Standing | None
    runner_up: Standing | None
    close: tuple[str, ...]
    sides: tuple[ProsAndCons, ...]
    move: str
    steps: tuple[NextStep, ...]
    lead_with_add_ons: str
    ways_to_stay: tuple[NextStep, ...]
    ways_out: tuple[str, ...]
    changes: tuple[str, ...]


def decision(report: Report) -> Decision:
    """Return what the decision record of a report tells."""
    outcome, words, answers = report.analysis.outcome, report.words, weightiest(report)
    beginning = beginning_of(report.note)
    is_cut = beginning != report.note.rstrip()
    candidates = words.candidates  # one is proposed; several are close; or there is none to propose
    steps = words.next_steps[:CLOSE]
    return Decision(
        note=f"{beginning} …" if is_cut else beginning,
        is_note_cut=is_cut,
        answers=answers[:ANSWERS],
        answered=len(answers),
        adjustments=words.adjustments[:ADJUSTMENTS],
        more_adjustments=len(words.adjustments[ADJUSTMENTS:]),
        drivers=words.criteria[:DRIVERS],
        options=outcome.standings[:OPTIONS],
        others=len(outcome.standings[OPTIONS:]),
        proposal=candidates[0] if len(candidates) == 1 else None,
        runner_up=next(iter(outcome.standings[1:]), None),
        close=tuple(item.framework.name for item in candidates) if len(candidates) > 1 else (),
        sides=tuple(pros_and_cons_of(outcome, item) for item in candidates[:CLOSE]),
        move=steps[0].move if len(candidates) == 1 and not steps[0].stays else "",
        steps=steps,
        lead_with_add_ons=words.lead_with_add_ons,
        ways_to_stay=words.ways_to_stay,
        ways_out=tuple(map(way_out, relaxations(outcome)[:WAYS_OUT])),
        changes=what_changes_it(report),
    )


def shorter(told: Decision) -> Decision | None:
    """Return a record without the part that can best be left to the result's page; None if all of it has to stay."""
    if told.changes:
        return replace(told, changes=told.changes[:-1])
    if any(len(side.bad) > 1 for side in told.sides):
        return replace(told, sides=tuple(replace(side, bad=side.bad[:1]) for side in told.sides))
    if len(told.drivers) > 1:
        return replace(told, drivers=told.drivers[:-1])
    most = max((len(side.good) for side in told.sides), default=0)
    if most > 1:
        return replace(told, sides=tuple(replace(side, good=side.good[: most - 1]) for side in told.sides))
    if len(told.answers) > 1:
        return replace(told, answers=told.answers[:-1])
    # The whole note stands on the result's page, to which the record leads.
    return replace(told, note="", is_note_cut=True) if told.note else None


def beginning_of(note: str) -> str:
    """Return a note with its lines, but no more than the first so many words."""
    found = BEGINNING.match(note)
    return found[0] if found else ""


def weightiest(report: Report) -> tuple[AnswerLine, ...]:
    """Return the answers that count for anything, must-haves first, then what gives most weight."""
    outcome = report.analysis.outcome
    weight = {slug: sum(weights.values()) for slug, weights in outcome.weights_by_answer.items()}
    demands = {slug: answer.importance.demands for slug, answer in outcome.answers.items()}
    lines = [line for line in report.words.answers if weight.get(line.question.slug) or demands.get(line.question.slug)]
    return tuple(sorted(lines, key=lambda line: (not demands[line.question.slug], -weight[line.question.slug])))


def what_changes_it(report: Report) -> tuple[str, ...]:
    """Return the first few changes after which another framework leads, in sentences: of answers, then of weights."""
    found = report.words.what_would_change
    return (*found.changes, *found.limits)[:CHANGES] if found else ()
