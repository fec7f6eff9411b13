"""Editors' pages."""

from recommender.admin import (
    checks,
    disputes,
    edition_pages,
    editions,
    evidence,
    files,
    frameworks,
    grid,
    people,
    personas,
    questions,
)

__all__ = [
    "checks",
    "disputes",
    "edition_pages",
    "editions",
    "evidence",
    "files",
    "frameworks",
    "grid",
    "people",
    "personas",
    "questions",
]
