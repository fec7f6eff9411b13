"""Editors' pages; importing this package registers them.

So the site that they register with is made elsewhere, in `recommender/admin_site.py`, and may not move in here: its
registry would be empty while `manage.py check` stays green.
"""

from recommender.admin import (
    add_ons,
    checks,
    disputes,
    edition_pages,
    editions,
    evidence,
    facts,
    files,
    frameworks,
    grid,
    people,
    personas,
    proposals,
    questions,
)

__all__ = [
    "add_ons",
    "checks",
    "disputes",
    "edition_pages",
    "editions",
    "evidence",
    "facts",
    "files",
    "frameworks",
    "grid",
    "people",
    "personas",
    "proposals",
    "questions",
]
