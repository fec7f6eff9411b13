"""The catalogue as rows that editors keep, the editions made of it, what visitors send, and what may be newer."""

from django.apps import apps
from django.db.models import Model

from recommender.models.add_ons import AddOn, AddOnRating
from recommender.models.disputes import Dispute, DisputeStatus
from recommender.models.editions import CatalogueState, Edition
from recommender.models.facts import FactProposal
from recommender.models.frameworks import Claim, Criterion, Evidence, Framework, KnownUser, Rating, Reading
from recommender.models.outside_options import OutsideCondition, OutsideOption
from recommender.models.proposals import FrameworkSuggestion, Interest, ProposalStatus, RatingProposal
from recommender.models.questionnaire import Choice, Condition, Effect, Persona, Question, Requirement, Section

__all__ = [
    "AddOn",
    "AddOnRating",
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
    "FactProposal",
    "Framework",
    "FrameworkSuggestion",
    "Interest",
    "KnownUser",
    "OutsideCondition",
    "OutsideOption",
    "Persona",
    "ProposalStatus",
    "Question",
    "Rating",
    "RatingProposal",
    "Reading",
    "Requirement",
    "Section",
    "catalogue_models",
]


def catalogue_models(*, include_auto_created: bool = False) -> list[type[Model]]:
    """Return the models whose rows are the catalogue."""
    # Everything else of this app is the catalogue, so a new model is watched without a change here.
    kept_apart = (Edition, CatalogueState, Dispute, FactProposal, RatingProposal, FrameworkSuggestion)
    found = apps.get_app_config("recommender").get_models(include_auto_created=include_auto_created)
    return [model for model in found if model not in kept_apart]
