"""The catalogue as rows that editors keep, the editions made of it, and what visitors dispute."""

from recommender.models.disputes import Dispute, DisputeStatus
from recommender.models.editions import CatalogueState, Edition
from recommender.models.frameworks import Claim, Criterion, Evidence, Framework, Rating
from recommender.models.questionnaire import Choice, Condition, Effect, Persona, Question, Requirement, Section

__all__ = [
    "CatalogueState",
    "Choice",
    "Claim",
    "Condition",
    "Criterion",
    "Dispute",
    "DisputeStatus",
    "Edition",
    "Effect",
    "Evidence",
    "Framework",
    "Persona",
    "Question",
    "Rating",
    "Requirement",
    "Section",
]
