"""The verdicts of a catalogue on its personas: who leads for them, how surely, and whether that is right."""

from dataclasses import dataclass

from recommender.engine.candidates import answers_among
from recommender.engine.contributions import Contributions
from recommender.engine.result.analysis import assess
from recommender.engine.result.certainty import Band
from recommender.engine.types import Persona


@dataclass(frozen=True, slots=True)
class PersonaVerdict:
    """The slugs of the frameworks that lead for a persona, sorted, and the band of certainty; None without a leader."""

    persona: Persona
    leaders: tuple[str, ...]
    band: Band | None

    @property
    def is_right(self) -> bool:
        """Tell whether somebody leads, and an expert would accept all who do."""
        return bool(self.leaders) and set(self.leaders) <= set(self.persona.accepted)

    @property
    def is_explained(self) -> bool:
        """Tell whether it is not right and somebody said why the catalogue stays as it is."""
        return not self.is_right and bool(self.persona.disagreement)

    @property
    def is_contested(self) -> bool:
        """Tell whether experts disagree about the persona: it accepts more than one framework."""
        return len(self.persona.accepted) > 1


def persona_verdict(contributions: Contributions, persona: Persona) -> PersonaVerdict:
    """Return the verdict of a catalogue on a persona, among the candidates for it."""
    return verdict_among(candidates_for(contributions, persona), persona)


def candidates_for(contributions: Contributions, persona: Persona) -> Contributions:
    """Return the contributions of those among whom a persona is judged: the best known, if it accepts one; else all."""
    best_known = contributions.of_best_known
    # Whoever asks for nothing else compares the best known; a persona that accepts none of them cannot come out there.
    return best_known if best_known.catalogue.framework_of.keys() & set(persona.accepted) else contributions


def verdict_among(contributions: Contributions, persona: Persona) -> PersonaVerdict:
    """Return the verdict on a persona among all of these; answers that they do not know count for nothing."""
    found = assess(contributions, answers_among(contributions.catalogue, persona.answers))
    return PersonaVerdict(persona, found.sensitivity.leaders, found.certainty.band if found.certainty else None)


def persona_verdicts(contributions: Contributions) -> tuple[PersonaVerdict, ...]:
    """Return the verdicts on all personas of a catalogue, in its order. Errors: none."""
    return tuple(persona_verdict(contributions, persona) for persona in contributions.catalogue.personas)
