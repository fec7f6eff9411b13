"""What editors’ forms send beside the fields of rows: the button that was pressed, the reason, hidden numbers."""

import re
from typing import Any

from django.http import HttpRequest, QueryDict

PREVIEW = "_preview"
SAVE = "_save"
HELD = "_held"
WHY = "_why"
WHY_LENGTH = 300


def why(request: HttpRequest) -> str:
    """The reason for a change that an editor gave, on one line; without NUL, which no database takes."""
    return " ".join(request.POST.get(WHY, "").replace("\0", " ").split())[:WHY_LENGTH]


def key_of_user(request: HttpRequest) -> int:
    """The primary key of the account of an editor, who has signed in."""
    key: int = request.user.pk  # type: ignore[assignment]
    return key


def number_in(request: HttpRequest, name: str) -> int | None:
    """The count or primary key that a form carries in a hidden field; None for anything else."""
    text = request.POST.get(name, "")
    return int(text) if re.fullmatch(r"[0-9]{1,18}", text) else None


def press(request: HttpRequest, name: str) -> None:
    """Go on as if a button of this name had been pressed as well."""
    fields: QueryDict = request.POST.copy()
    fields[name] = "1"
    request.POST = fields  # type: ignore[assignment]  # one that can be copied from again


def reason_context(request: HttpRequest) -> dict[str, Any]:
    """What a page needs to ask for the reason."""
    return {"why": why(request), "why_length": WHY_LENGTH}
