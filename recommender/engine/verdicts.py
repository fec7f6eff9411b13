"""What a catalogue says to people: who leads for them, and how surely; and whether it is right about its personas."""

from dataclasses import dataclass

from recommender.engine.analysis import assess
from recommender.engine.certainty import Band
from recommender.engine.ledger import Ledger
from recommender.engine.types import Persona


@dataclass(frozen=True, slots=True)
class Verdict:
    """The slugs of the frameworks that lead for a persona, sorted, and the band of certainty; None without a leader."""

    persona: Persona
    leaders: tuple[str, ...]
    band: Band | None

    @property
    def is_right(self) -> bool:
        """Whether somebody leads, and an expert would accept all who do."""
        return bool(self.leaders) and set(self.leaders) <= set(self.persona.accepted)


def verdict(ledger: Ledger, persona: Persona) -> Verdict:
    """The verdict of a ledger's catalogue on a persona; answers that it does not know count for nothing."""
    found = assess(ledger, persona.answers)
    return Verdict(persona, found.sensitivity.leaders, found.certainty.band if found.certainty else None)


def verdicts(ledger: Ledger) -> tuple[Verdict, ...]:
    """The verdicts on all personas of a ledger's catalogue, in its order. Errors: none."""
    return tuple(verdict(ledger, persona) for persona in ledger.catalogue.personas)
