"""What editors' pages send back unseen, and look up: Django reads it before it validates it."""

import re

from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import BadRequest
from django.http import QueryDict

MOST_ROWS = 300
"""The most rows of one kind on a page; the largest catalogue that we measure has 100 criteria to rate."""

COUNT = "-TOTAL_FORMS"
LIST = "form"
"""What Django calls the rows of a list, to which none is added."""
# As Django knows them: it counts other scripts' digits, too.
ROW_KEY = re.compile(r".+-\d+-id")
# 18 digits fit into 64 bits; int() itself takes spaces, signs and other scripts' digits too.
NUMBER = re.compile(r"[0-9]{1,18}")
PATTERN_LOOKUP = re.compile(r"__i?regex$")
MOST_WORDS = 50
"""Of a search; each is a condition more on every column that is searched."""


def refuse_forged(sent: QueryDict) -> None:
    """Refuse keys and counts of rows as no page of ours sends them. Errors: BadRequest."""
    chosen = sent.getlist(ACTION_CHECKBOX_NAME)
    if not all(map(NUMBER.fullmatch, chosen)):
        raise BadRequest("Rows were chosen by what is no key.")
    tables = [name.removesuffix(COUNT) for name in sent if name.endswith(COUNT)]
    stored = {name for table in tables for name in names_of_stored_rows(sent, table)}
    names = stored | {name for name in sent if ROW_KEY.fullmatch(name)}
    if not all(is_key(sent.getlist(name)) if name in stored else not any(sent.getlist(name)) for name in names):
        raise BadRequest("The rows that were sent are not those of a page.")


def refuse_lookups(query: QueryDict) -> None:
    """Refuse what no link of ours looks up, and no database takes. Errors: BadRequest."""
    if any("\0" in text for name, values in query.lists() for text in (name, *values)):
        raise BadRequest("No text holds the character NUL.")
    if any(map(PATTERN_LOOKUP.search, query)) or len(query.get("q", "").split()) > MOST_WORDS:
        raise BadRequest("Nothing is searched by a pattern, or by so many words.")
    # Django takes the name of any relation, and fails at those that lead here from elsewhere.
    if query.get("_to_field", "id") != "id":
        raise BadRequest("All rows are named by their key.")


def names_of_stored_rows(sent: QueryDict, table: str) -> list[str]:
    """Return the names of the fields with the keys of a table's stored rows, which come first. Errors: BadRequest."""
    total, stored = (count_in(sent, f"{table}{end}") for end in (COUNT, "-INITIAL_FORMS"))
    # Django would make a form for each of up to two thousand rows first, which takes a minute, and then refuse them.
    if not stored <= total <= MOST_ROWS or (table == LIST and stored < total):
        raise BadRequest(f"No page of ours sends {total} rows of which {stored} are stored, or more than {MOST_ROWS}.")
    return [f"{table}-{place}-id" for place in range(stored)]


def count_in(sent: QueryDict, name: str) -> int:
    """Return a count that was sent. Errors: BadRequest."""
    values = sent.getlist(name)
    if not is_key(values):
        raise BadRequest(f"{name} is no count.")
    return int(values[0])


def is_key(values: list[str]) -> bool:
    """Return whether what was sent by one name is one number that may be a count or a primary key."""
    return len(values) == 1 and bool(NUMBER.fullmatch(values[0]))
