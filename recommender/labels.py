"""Names that people use for the engine's kinds and fields: one table each, for models, pages and files."""

from enum import StrEnum

from recommender.engine.types import ClaimStatus

KINDS: dict[StrEnum, str] = {ClaimStatus.CAVEAT: "Holds, with a caveat"}
"""Labels of enumerations' members, where they differ from the value."""

FIELDS = {
    "accepted": "accepted frameworks",
    "add_ons": "add-ons",
    "anchors": "scale",
    "ask_if": "asked only after",
    "checked": "last checked",
    "docs_url": "documentation",
    "effects": "points to",
    "evidence published": "date published",
    "further_reading published": "date published",
    "high": "likely range to",
    "is_built_with": "asks what is built already",
    "known_users published": "date published",
    "low": "likely range from",
    "position": "place",
    "replaces": "takes the framework’s place",
    "repo_url": "repository",
    "requirements": "minimum rating as a must-have",
    "tutorial_url": "tutorial",
    "url": "address",
    "what": "what for",
    "when": "named only after all of",
    "why": "why we ask",
}
"""Labels of fields, where they differ from the name; with the list before it where the label depends on that."""

ITEMS = {
    "frameworks": ("framework", "frameworks"),
    "criteria": ("criterion", "criteria"),
    "sections": ("section", "sections"),
    "questions": ("question", "questions"),
    "personas": ("persona", "personas"),
    "outside_options": ("outside option", "outside options"),
    "frameworks ratings": ("rating", "ratings"),
    "frameworks evidence": ("piece of evidence", "pieces of evidence"),
    "frameworks claims": ("claim", "claims"),
    "frameworks add_ons": ("add-on", "add-ons"),
    "frameworks add_ons ratings": ("rating with an add-on", "ratings with an add-on"),
    "frameworks further_reading": ("source to read on", "sources to read on"),
    "frameworks known_users": ("known user", "known users"),
    "questions choices": ("choice", "choices"),
}
"""Names of one item, and of several, of the catalogue's lists, the weightiest first."""


def label_of(kind: StrEnum) -> str:
    """Return what people call a member of an enumeration, with a capital."""
    return KINDS.get(kind, kind.value.capitalize())


def field_label(name: str, within: str = "") -> str:
    """Return what editors call a field of an item in a list, or of the item itself."""
    return FIELDS.get(f"{within} {name}") or FIELDS.get(name) or name.replace("_", " ")
