"""The contribution of each answer to every framework, so that the effect of changed or free answers is a short sum."""

from collections.abc import Collection, Hashable, Mapping
from functools import cache, cached_property, lru_cache

from recommender.engine.add_ons import with_add_ons
from recommender.engine.answer_changes import changes, other_answers
from recommender.engine.candidates import best_known
from recommender.engine.interview import asked_questions, counting_answers
from recommender.engine.others import Alternative, Others
from recommender.engine.scoring import all_misses, answer_weights, ratings_by_answer, utility
from recommender.engine.types import SKIPPED, Answer, Answers, Catalogue, Importance, Question
from recommender.engine.vectors import Duel, Vector, duel, either, minus, plus, times, total

SINGLE = Importance.HALF
"""Its multiplier is 1, so what an answer of any other importance adds is a multiple of what it adds with this one."""

KEPT = 300  # alternatives and entries: all there are to single choices; sets of known frameworks are too many to keep

Swing = tuple[bool, int, int]
"""What a question can do to two frameworks: whether it can make one of them miss a must-have, how much nearer it can
bring the first to the second, and how far it can move their gap in all (utility)."""


class Contributions:
    """The entries of a catalogue. Make it once: each entry is needed many times.

    `importances` are those that a free answer may have; `widest_swings` are kept here by `result/open_questions.py`.
    """

    def __init__(self, catalogue: Catalogue, importances: Collection[Importance] = tuple(Importance)) -> None:
        self.catalogue = catalogue
        self.importances = importances
        self.size = len(catalogue.frameworks)
        self.nothing: Vector = (0,) * (2 * self.size + 1)
        # Caches of the instance, not of the class: those would keep every catalogue alive that was ever asked, though
        # editions are dropped from memory and what-ifs are used once.
        self.others = lru_cache(KEPT)(self._others)
        self.preferences = lru_cache(KEPT)(self._preferences)
        self.set_entry = lru_cache(KEPT)(self._entry)
        self.choice_entry = lru_cache(KEPT)(self._choice_entry)  # all importances of a choice come in a row
        self.reach = cache(self._reach)
        self.widest_swings: dict[Hashable, Swing] = {}

    @cached_property
    def gates(self) -> frozenset[str]:
        """The slugs of the questions whose answers decide whether others are asked."""
        return frozenset(condition.question for condition in self.catalogue.gates)

    @cached_property
    def with_add_ons(self) -> Catalogue:
        """The catalogue in which every framework is rated with its usual add-ons."""
        return with_add_ons(self.catalogue)

    @cached_property
    def of_best_known(self) -> "Contributions":
        """Contributions of the catalogue with its best-known frameworks only; these themselves if it has no others."""
        limited = best_known(self.catalogue)
        return self if limited is self.catalogue else Contributions(limited, self.importances)

    @cached_property
    def without_emphasis(self) -> "Contributions":
        """Contributions of this catalogue in which free answers count normal at most, none double or as a must-have."""
        return Contributions(self.catalogue, (Importance.HALF, Importance.NORMAL))

    @cached_property
    def single_leaders(self) -> tuple[tuple[str, ...], ...]:
        """The value of `leaders` when a framework leads alone, by its place."""
        return tuple((framework.slug,) for framework in self.catalogue.frameworks)

    @cached_property
    def entries(self) -> Mapping[str, Mapping[Answer, Vector]]:
        """The vector that each possible answer adds, by question; of known frameworks, none or one alone."""
        return {
            question.slug: {
                answer: self._entry(question.slug, answer)
                for answer in other_answers(self.catalogue, question, SKIPPED)
            }
            for question in self.catalogue.questions
        }

    def entry(self, question: Question, answer: Answer) -> Vector:
        """Return the vector that one answer adds; a skip adds nothing."""
        if answer.is_skip:
            return self.nothing
        # Several known frameworks at once are not among the entries: there are too many sets of them to keep all.
        return self.entries[question.slug].get(answer) or self.set_entry(question.slug, answer)

    def _entry(self, question: str, answer: Answer) -> Vector:
        """Return the vector that an answer to a question (its slug) adds."""
        *utilities, weight = times(self.choice_entry(question, answer.chosen), answer.importance.multiplier)
        if not answer.importance.demands:  # nearly all, and looking for what nobody misses would take longest
            return (*utilities, *[0] * self.size, weight)
        missed = map(len, all_misses(self.catalogue, {question: answer}, self.catalogue.frameworks))
        return (*utilities, *missed, weight)

    def _choice_entry(self, question: str, chosen: tuple[str, ...]) -> Vector:
        """Return the utilities and the weight that a choice adds at the importance that multiplies by one."""
        asked, answer = self.catalogue.question_of[question], Answer(chosen=chosen, importance=SINGLE)
        weights = answer_weights(self.catalogue, asked, answer)
        utilities = [
            utility(weights, ratings_by_answer(framework, asked, answer) or framework.value_of)
            for framework in self.catalogue.frameworks
        ]
        return (*utilities, sum(weights.values()))

    def total(self, answers: Answers) -> Vector:
        """Return the vector that all answers that count add up to."""
        asked = asked_questions(self.catalogue, answers)
        return total(
            (self.entry(question, answers[question.slug]) for question in asked if question.slug in answers),
            self.nothing,
        )

    def total_near(self, counting: Answers, total: Vector, world: Answers) -> Vector:
        """Return the vector that the answers of a world add up to, given those that count of answers near to them, and
        their `total`.
        """
        there = counting_answers(self.catalogue, world)
        # By identity: an equal answer that is another object is taken away and added, which changes nothing.
        gone = [slug for slug, answer in counting.items() if there.get(slug) is not answer]
        come = [slug for slug, answer in there.items() if counting.get(slug) is not answer]
        for slug in gone:
            total = minus(total, self.entry(self.catalogue.question_of[slug], counting[slug]))
        for slug in come:
            total = plus(total, self.entry(self.catalogue.question_of[slug], there[slug]))
        return total

    def without(self, answers: Answers, total: Vector, question: Question) -> Vector:
        """Return what all answers but that to an asked question add up to, given their `total` with it.

        What is asked only because of that answer goes with it.
        """
        # With the answer to a gate others may go, so there is more to take away than its own entry.
        if question.slug in self.gates:
            return self.total({**answers, question.slug: SKIPPED})
        return minus(total, self.entry(question, answers[question.slug]))

    def _others(self, question: str, current: Answer) -> Others:
        """Return every other answer to a question (its slug) than the current one; see `answer_changes.changes`."""
        asked = self.catalogue.question_of[question]
        found = changes(self.catalogue, asked, current)
        return Others(
            tuple(Alternative(change, self.entry(asked, change.answer)) for change in found), self.entry(asked, current)
        )

    def _preferences(self, question: str, given: Answer, there: Answer) -> Others:
        """Return the other preferences for a question (its slug) instead of what was given, the smallest change first,
        with which the same questions are asked as in a world where `there` is its answer.
        """
        # Another choice at a gate is another world, which has its own turn.
        chosen = there.chosen if question in self.gates else None
        same = [
            item
            for item in self.others(question, given).alternatives
            if item.change.is_preference and chosen in {None, item.change.answer.chosen}
        ]
        same.sort(key=lambda item: item.change.kind)
        return Others(tuple(same), self.entry(self.catalogue.question_of[question], there))

    def free(self, question: str, chosen: tuple[str, ...] | None = None) -> list[Vector]:
        """Return the vectors of the free answers to a question (its slug): all of them and a skip, or those that choose
        this.
        """
        adds = [
            adds
            for answer, adds in self.entries[question].items()
            if answer.importance in self.importances and (chosen is None or answer.chosen == chosen)
        ]
        # Nothing chosen, (), matches no entry: a question that is bound to it can only be skipped.
        return adds if chosen else [*adds, self.nothing]

    def _reach(self, question: str, chosen: tuple[str, ...] | None, first: int, second: int) -> Duel:
        """Return how far one framework can get ahead of another by what is `free` in a question."""
        return either(duel(vector, first, second) for vector in self.free(question, chosen))

    def choices(self, question: str) -> list[tuple[str, ...]]:
        """Return what can be chosen for a question (its slug), or nothing."""
        return [*dict.fromkeys(answer.chosen for answer in self.entries[question]), ()]

    @cached_property
    def parts(self) -> tuple[frozenset[str], ...]:
        """The questions (slugs) in parts, so that what is answered in one part decides nothing about another."""
        parts: list[frozenset[str]] = []
        for question in self.catalogue.questions:
            part = frozenset({question.slug, *(condition.question for condition in question.ask_if)})
            # A question joins all parts that its conditions touch; each joint makes one part of several.
            linked = [other for other in parts if other & part]
            parts = [other for other in parts if not other & part] + [part.union(*linked)]
        return tuple(parts)

    def all_miss(self, vector: Vector) -> bool:
        """Return whether every framework misses a must-have."""
        return all(vector[self.size : -1])

    def leaders(self, vector: Vector) -> tuple[str, ...]:
        """Return the slugs of the frameworks that share the first rank, by the rule of `scoring.Outcome.leaders`,
        sorted.
        """
        utilities, missed = vector[: self.size], vector[self.size : -1]
        # The rule of `scoring.Outcome.leaders` a second time, for speed (decision 9); property tests hold both
        # together.
        if all(missed) or not any(missed):
            if not (utilities and vector[-1]):
                return ()
        else:
            # No utility is below 0, so -1 is behind everybody who misses nothing.
            utilities = tuple(-1 if lacking else worth for worth, lacking in zip(utilities, missed, strict=True))
        best = max(utilities)
        # Nearly always somebody leads alone: then the tuple is there already, and comparing it is quick.
        if utilities.count(best) == 1:
            return self.single_leaders[utilities.index(best)]
        return tuple(sorted(self.catalogue.frameworks[at].slug for at in range(self.size) if utilities[at] == best))
