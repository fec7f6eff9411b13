"""From catalogue rows to the engine's catalogue, with a number of queries that does not grow with the rows."""

from recommender.engine import types
from recommender.models import Choice, Claim, Criterion, Evidence, Framework, Persona, Question, Rating, Section
from recommender.serialisation import ANSWERS

FACTS = tuple(types.Facts.__dataclass_fields__)


def read_catalogue(*, include_drafts: bool = False) -> types.Catalogue:
    """The catalogue as it stands in the database, in canonical order; draft frameworks only on demand."""
    frameworks = Framework.objects.all() if include_drafts else Framework.objects.published()
    return types.Catalogue(
        criteria=tuple(criterion_value(row) for row in Criterion.objects.all()),
        frameworks=tuple(
            framework_value(row)
            for row in frameworks.prefetch_related(
                "evidence", "ratings__criterion", "ratings__evidence", "claims__criterion", "claims__evidence"
            )
        ),
        sections=tuple(
            section_value(row)
            for row in Section.objects.prefetch_related(
                "questions__familiarity_criterion",
                "questions__conditions__choice__question",
                "questions__choices__effects__criterion",
                "questions__choices__requirements__criterion",
            )
        ),
        personas=tuple(persona_value(row) for row in Persona.objects.prefetch_related("accepted")),
    )


def criterion_value(row: Criterion) -> types.Criterion:
    return types.Criterion(
        slug=row.slug,
        name=row.name,
        group=row.group,
        definition=row.definition,
        method=types.RatingMethod(row.method),
        unit=row.unit,
        formula=row.formula,
        items=tuple(row.items.splitlines()),
        anchors={at: getattr(row, f"anchor_{at}") for at in types.ANCHORS},
        caveat=row.caveat,
        weight=row.weight,
    )


def framework_value(row: Framework) -> types.Framework:
    return types.Framework(
        slug=row.slug,
        name=row.name,
        published=row.published,
        position=row.position,
        summary=row.summary,
        facts=types.Facts(**{fact: getattr(row, fact) for fact in FACTS}),
        evidence=tuple(evidence_value(evidence) for evidence in row.evidence.all()),
        ratings=tuple(rating_value(rating) for rating in row.ratings.all()),
        claims=tuple(claim_value(claim) for claim in row.claims.all()),
    )


def evidence_value(row: Evidence) -> types.Evidence:
    return types.Evidence(
        key=row.key,
        statement=row.statement,
        kind=types.EvidenceKind(row.kind),
        source=row.source,
        url=row.url,
        published=row.published,
        checked=row.checked,
    )


def rating_value(row: Rating) -> types.Rating:
    return types.Rating(
        criterion=row.criterion.slug,
        value=row.value,
        low=row.low,
        high=row.high,
        rationale=row.rationale,
        evidence=tuple(evidence.key for evidence in row.evidence.all()),
    )


def claim_value(row: Claim) -> types.Claim:
    return types.Claim(
        text=row.text,
        criterion=row.criterion.slug,
        status=types.ClaimStatus(row.status),
        reason=row.reason,
        evidence=tuple(evidence.key for evidence in row.evidence.all()),
    )


def section_value(row: Section) -> types.Section:
    return types.Section(
        slug=row.slug, title=row.title, questions=tuple(question_value(question) for question in row.questions.all())
    )


def question_value(row: Question) -> types.Question:
    return types.Question(
        slug=row.slug,
        text=row.text,
        help=row.help,
        why=row.why,
        ask_if=tuple(
            types.Condition(question=condition.choice.question.slug, choice=condition.choice.slug)
            for condition in row.conditions.all()
        ),
        familiarity=familiarity_value(row),
        choices=tuple(choice_value(choice) for choice in row.choices.all()),
    )


def familiarity_value(row: Question) -> types.Familiarity | None:
    if row.familiarity_criterion is None or row.familiarity_points is None:
        return None
    return types.Familiarity(criterion=row.familiarity_criterion.slug, points=row.familiarity_points)


def choice_value(row: Choice) -> types.Choice:
    return types.Choice(
        slug=row.slug,
        text=row.text,
        help=row.help,
        effects={effect.criterion.slug: effect.points for effect in row.effects.all()},
        requirements={requirement.criterion.slug: requirement.least for requirement in row.requirements.all()},
    )


def persona_value(row: Persona) -> types.Persona:
    return types.Persona(
        slug=row.slug,
        name=row.name,
        description=row.description,
        source=row.source,
        url=row.url,
        answers=ANSWERS.validate_python(row.answers),
        accepted=tuple(framework.slug for framework in row.accepted.all()),
    )
