"""The values the engine works on: a catalogue and the answers to its questions.

A catalogue has one shape everywhere: these types, the YAML files and the JSON of an edition. Ratings are integers
from 0 to 100; points, weights and requirements are integers too, so that every sum is exact.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property

ANCHORS = (0, 25, 50, 75, 100)
# The slug of an answer beside the frameworks' own, so `validity` lets no framework have it.
NONE_OF_THESE = "none"
IDENTITIES = ("slug", "key", "text", "criterion", "title", "name")
"""Keys that name an item of a list: the first of these that it has. A claim is named by its text, not its criterion."""


class Value:
    """A frozen value of the catalogue. A key that its type does not name is refused when it is read."""

    # Without it here, the types below would get a __dict__ in spite of their slots.
    __slots__ = ()
    # pydantic looks for this name. A plain attribute, because the engine imports nothing of pydantic (decision 3).
    __pydantic_config__ = {"extra": "forbid"}


class EvidenceKind(StrEnum):
    """The kinds of sources of a fact, the most reliable first."""

    MEASURED = "measured"
    DOCUMENTED = "documented"
    SURVEY = "survey"
    OPINION = "opinion"


class ClaimStatus(StrEnum):
    """The truth today of a claim made in 2021."""

    HOLDS = "holds"
    CAVEAT = "caveat"
    OUTDATED = "outdated"


class RatingMethod(StrEnum):
    """The way in which a criterion is rated. ANSWER: not by an editor but by the visitor's own answer."""

    CHECKLIST = "checklist"
    RUBRIC = "rubric"
    MEASURED = "measured"
    ANSWER = "answer"


class Importance(StrEnum):
    """The importance of an answer: how much it counts."""

    HALF = "half"
    NORMAL = "normal"
    DOUBLE = "double"
    MUST_HAVE = "must-have"

    @property
    def multiplier(self) -> int:
        """The factor k of an answer's points."""
        return MULTIPLIERS[self]

    @property
    def demands(self) -> bool:
        """Tell whether frameworks that do not meet the answer rank below all that do."""
        return self is Importance.MUST_HAVE


# Twice what they mean, as half a point would make fractions of all sums. A must-have weighs what a double answer does,
# so that giving it up changes no weight.
MULTIPLIERS = {Importance.HALF: 1, Importance.NORMAL: 2, Importance.DOUBLE: 4, Importance.MUST_HAVE: 4}


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence(Value):
    """A fact with its source. `published` is a year, year-month or date; empty when the source is undated."""

    key: str
    statement: str
    kind: EvidenceKind
    source: str
    url: str = ""
    published: str = ""
    checked: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating(Value):
    """The degree to which a framework meets a criterion: 0 to 100, between a plausible low and high.

    `phrase` says it in a few words; empty in editions of the time before ratings had one.
    """

    criterion: str
    value: int
    low: int
    high: int
    # No default although older editions have none: files must say it, and `editions/stored.py` reads an edition
    # without it as an empty text. The other texts that came later are like this too.
    phrase: str
    rationale: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Value):
    """A popular claim about a framework, and whether it is still true."""

    text: str
    criterion: str
    status: ClaimStatus
    reason: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts(Value):
    """Facts that a framework's own project states about it; `tutorial_url` is empty if it has no tutorial."""

    latest_version: str
    latest_release: str
    first_release: int
    licence: str
    python_versions: str
    support: str
    concurrency: str
    docs_url: str
    tutorial_url: str
    repo_url: str
    install: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstPage(Value):
    """The way from an empty folder to a page that answers.

    `commands` run in an environment of their own; then `code` is written to `file` (both empty if the commands write
    all there is), `serve` starts the server, and `address` shows the page.
    """

    commands: tuple[str, ...]
    file: str = ""
    code: str = ""
    serve: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading(Value):
    """Something worth reading beside the official tutorial. `published` as in `Evidence`."""

    title: str
    url: str
    published: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownUser(Value):
    """Somebody known to use a framework, what for, and the source that says so. `published` as in `Evidence`."""

    name: str
    what: str
    source: str
    url: str
    published: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddOn(Value):
    """A well-kept package that people usually add to a framework.

    `replaces`: it takes the framework's place rather than being added to it, so it is named and counts in nothing.
    `ratings` are the framework's own with the add-on counted, on those criteria that it raises.
    """

    slug: str
    name: str
    summary: str
    latest_version: str
    latest_release: str
    licence: str
    docs_url: str
    install: str
    replaces: bool = False
    ratings: tuple[Rating, ...] = ()


# No slots here, in Question and in Catalogue: a cached property keeps its value in the instance's __dict__.
@dataclass(frozen=True, kw_only=True)
class Framework(Value):
    """A candidate, with its ratings in the order of the criteria.

    `best_known`: it is a candidate for everybody, not only for those who ask for all. `choose_when`, `think_twice_when`
    and `moving_here` go on where “Choose it when”, “Think twice when” and “Moving an application here means” stop;
    empty in editions of the time before frameworks had them. Add-ons stand in the order in which they are named.
    """

    slug: str
    name: str
    published: bool
    # Of the time before there were others, all frameworks of an edition are the best known.
    best_known: bool = True
    position: int
    summary: str
    choose_when: str
    think_twice_when: str
    moving_here: str
    facts: Facts
    first_page: FirstPage | None = None
    further_reading: tuple[Reading, ...] = ()
    known_users: tuple[KnownUser, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    ratings: tuple[Rating, ...] = ()
    claims: tuple[Claim, ...] = ()
    add_ons: tuple[AddOn, ...] = ()

    @cached_property
    def rating_of(self) -> Mapping[str, Rating]:
        """Ratings by criterion. A criterion that nobody rated yet is missing here and scores 0."""
        return {rating.criterion: rating for rating in self.ratings}

    @cached_property
    def value_of(self) -> Mapping[str, int]:
        """The ratings' values by criterion."""
        return {rating.criterion: rating.value for rating in self.ratings}

    @cached_property
    def usual_rating_of(self) -> Mapping[str, Rating]:
        """Ratings by criterion with the usual add-ons: on each the best of its own and of those with an add-on."""
        best = dict(self.rating_of)
        for rating in (rating for add_on in self.add_ons if not add_on.replaces for rating in add_on.ratings):
            # Not >=: an add-on that raises nothing is not named, and of two that do the same the first one is.
            if rating.criterion not in best or rating.value > best[rating.criterion].value:
                best[rating.criterion] = rating
        return best

    def add_ons_for(self, criterion: str) -> tuple[AddOn, ...]:
        """Return the add-ons that raise its rating on a criterion (slug), the one that raises it most first.

        Those that would take its place are not among them.
        """
        return self._added.get(criterion, ())

    def replacements_for(self, criterion: str) -> tuple[AddOn, ...]:
        """Return what would take its place and is rated better on a criterion (slug), the best first."""
        return self._replacing.get(criterion, ())

    @cached_property
    def _added(self) -> Mapping[str, tuple[AddOn, ...]]:
        return self._better(replaces=False)

    @cached_property
    def _replacing(self) -> Mapping[str, tuple[AddOn, ...]]:
        return self._better(replaces=True)

    def _better(self, *, replaces: bool) -> Mapping[str, tuple[AddOn, ...]]:
        raised: dict[str, list[tuple[int, AddOn]]] = {}
        for add_on in (add_on for add_on in self.add_ons if add_on.replaces is replaces):
            for rating in add_on.ratings:
                if (gain := rating.value - self.value_of.get(rating.criterion, 0)) > 0:
                    raised.setdefault(rating.criterion, []).append((gain, add_on))
        return {
            criterion: tuple(add_on for _, add_on in sorted(found, key=lambda item: -item[0]))
            for criterion, found in raised.items()
        }

    @cached_property
    def evidence_of(self) -> Mapping[str, Evidence]:
        return {evidence.key: evidence for evidence in self.evidence}

    def cited(self, item: Rating | Claim) -> tuple[Evidence, ...]:
        """Return the evidence that one of its ratings or claims cites."""
        return tuple(self.evidence_of[key] for key in item.evidence)


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion(Value):
    """A criterion on which frameworks are rated, with the public anchors of its scale.

    `weight` is the editor's: what a point on this criterion is worth beside a point on another.
    """

    slug: str
    name: str
    published: bool = True
    group: str
    definition: str
    method: RatingMethod
    unit: str
    formula: str = ""
    items: tuple[str, ...] = ()
    anchors: Mapping[int, str]
    caveat: str = ""
    weight: int

    @property
    def scale(self) -> tuple[tuple[int, str], ...]:
        """The anchors from 0 to 100; an edition's JSON keeps no order of keys."""
        return tuple((at, self.anchors[at]) for at in sorted(self.anchors))

    @property
    def is_rated(self) -> bool:
        """Tell whether editors rate it; if not, the visitor's answer does."""
        return self.method is not RatingMethod.ANSWER


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice(Value):
    """An answer that can be chosen: the points it gives to criteria, and the least ratings it demands if must-have."""

    slug: str
    text: str
    help: str = ""
    effects: Mapping[str, int] = field(default_factory=dict)
    requirements: Mapping[str, int] = field(default_factory=dict)

    @property
    def asks_for_something(self) -> bool:
        """Tell whether it gives or demands anything."""
        return bool(self.effects or self.requirements)


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition(Value):
    """The answer that makes a later question worth asking."""

    question: str
    choice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Familiarity(Value):
    """Makes a question ask which frameworks are known: those are rated 100 on `criterion`, the others 0.

    `is_built_with`: it asks which of them an application is built with that is there already.
    """

    criterion: str
    points: int
    is_built_with: bool = False


@dataclass(frozen=True, kw_only=True)
class Question(Value):
    """One question; asked always, or only if one of the conditions is met.

    `describes_project`: it asks what is built, not what is wanted of it, so that another choice is another project.
    """

    slug: str
    published: bool = True
    text: str
    help: str = ""
    why: str
    describes_project: bool = False
    ask_if: tuple[Condition, ...] = ()
    familiarity: Familiarity | None = None
    choices: tuple[Choice, ...] = ()

    @cached_property
    def choice_of(self) -> Mapping[str, Choice]:
        return {choice.slug: choice for choice in self.choices}

    def choice(self, slug: str) -> Choice | None:
        """Return the choice with this slug, or None."""
        return self.choice_of.get(slug)

    @property
    def must_have_choices(self) -> tuple[Choice, ...]:
        """The choices that can be a must-have, because they demand something."""
        return tuple(choice for choice in self.choices if choice.requirements)

    @property
    def has_choice(self) -> bool:
        """Tell whether there is something to choose from: the frameworks, or at least two choices."""
        return self.familiarity is not None or len(self.choices) > 1

    @property
    def has_effect(self) -> bool:
        """Tell whether an answer to it can matter by itself."""
        return self.familiarity is not None or any(choice.asks_for_something for choice in self.choices)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section(Value):
    """Questions that belong together."""

    slug: str
    title: str
    questions: tuple[Question, ...]


# Frozen with a tuple inside, so that it has a hash: sums of answers are looked up by it.
@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Value):
    """The answer to one question: one choice, or any number of frameworks. Nothing chosen means skipped."""

    chosen: tuple[str, ...] = ()
    importance: Importance = Importance.NORMAL

    @property
    def is_skip(self) -> bool:
        return not self.chosen


SKIPPED = Answer()

Answers = Mapping[str, Answer]
"""Answers by the slug of their question."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Persona(Value):
    """A described project and the frameworks an expert would accept for it: the catalogue's regression test.

    `disagreement` says why another framework leads nevertheless; empty where the catalogue is right.
    """

    slug: str
    name: str
    description: str
    source: str
    url: str = ""
    answers: Answers
    accepted: tuple[str, ...]
    disagreement: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideOption(Value):
    """Something else than a framework that may serve a project better. It is never ranked.

    `text` says what it is and for whom, in one sentence. It is named when all the conditions of `when` are met, unlike
    a question, which is asked when one of its conditions is.
    """

    slug: str
    name: str
    text: str
    url: str
    when: tuple[Condition, ...]


@dataclass(frozen=True, kw_only=True)
class Catalogue(Value):
    """Everything an editor keeps, as one immutable value."""

    criteria: tuple[Criterion, ...]
    frameworks: tuple[Framework, ...]
    sections: tuple[Section, ...]
    personas: tuple[Persona, ...]
    outside_options: tuple[OutsideOption, ...] = ()

    @property
    def is_ready(self) -> bool:
        """Tell whether there is something to ask and something to choose from."""
        return bool(self.questions) and len(self.frameworks) > 1

    @property
    def weights_differ(self) -> bool:
        """Tell whether the criteria that editors rate have different weights."""
        return len({criterion.weight for criterion in self.criteria if criterion.is_rated}) > 1

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """All questions in the order they are asked."""
        return tuple(question for section in self.sections for question in section.questions)

    @cached_property
    def gates(self) -> frozenset[Condition]:
        """The answers that make some later question worth asking."""
        return frozenset(condition for question in self.questions for condition in question.ask_if)

    @cached_property
    def question_of(self) -> Mapping[str, Question]:
        return {question.slug: question for question in self.questions}

    @cached_property
    def criterion_of(self) -> Mapping[str, Criterion]:
        return {criterion.slug: criterion for criterion in self.criteria}

    @cached_property
    def framework_of(self) -> Mapping[str, Framework]:
        return {framework.slug: framework for framework in self.frameworks}

    def groups(self) -> Iterator[tuple[str, list[Criterion]]]:
        """Yield the criteria by group, both in the editor's order."""
        grouped: dict[str, list[Criterion]] = {}
        for criterion in self.criteria:
            grouped.setdefault(criterion.group, []).append(criterion)
        # Not itertools.groupby: criteria of a group need not stand side by side in the editor's order.
        yield from grouped.items()

    def rated_groups(self) -> Iterator[tuple[str, list[Criterion]]]:
        """Yield the criteria that editors rate, by group."""
        for group, criteria in self.groups():
            if rated := [criterion for criterion in criteria if criterion.is_rated]:
                yield group, rated
