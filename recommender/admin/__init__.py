"""Editors' pages."""

from recommender.admin import editions, frameworks, questions

__all__ = ["editions", "frameworks", "questions"]
