"""Proposals for tests, as visitors send them."""

from typing import Any

from recommender.editions.current import catalogue_of, current_edition
from recommender.models import FrameworkSuggestion, RatingProposal
from recommender.proposals.queue import file_proposal, file_suggestion

REASON = "Strawberry keeps a view for it, which the scale puts at 60."


def create_proposal(*, framework: str = "flask", criterion: str = "graphql", **changes: Any) -> RatingProposal:
    """A proposed rating of 60 (50 to 70)."""
    written = {
        "value": 60,
        "low": 50,
        "high": 70,
        "phrase": "An official view by a library",
        "reason": REASON,
        "evidence_statement": "Strawberry 0.250 documents a view for Flask.",
        "evidence_kind": "documented",
        "evidence_source": "Strawberry documentation",
        "evidence_url": "https://docs.example/flask",
        "evidence_published": "2026-03",
        "interest": "yes",
    }
    former = catalogue_of(current_edition()).framework_of[framework].rating_of.get(criterion)
    file_proposal(framework=framework, criterion=criterion, former=former, **written | changes)
    return RatingProposal.objects.latest("pk")


def create_suggestion(**changes: Any) -> FrameworkSuggestion:
    written = {
        "name": "Bolt",
        "url": "https://bolt.example/",
        "reason": "For small APIs; ten people keep it up.",
        "interest": "no",
    }
    file_suggestion(**written | changes)
    return FrameworkSuggestion.objects.latest("pk")
