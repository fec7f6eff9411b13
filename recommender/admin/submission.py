"""Fields that editors’ forms send beside those of rows: the button that was pressed, the reason, hidden numbers."""

from typing import Any

from django.http import HttpRequest

from recommender.hidden_fields import NUMBER

# Django's own name for the button: its list saves only what comes with it.
SAVE = "_save"
PREVIEW = "Preview"
"""The words on the button `SAVE`, and so what it sends, where it only shows what saving would do."""
WHY = "_why"
WHY_LENGTH = 300


def reason_in(request: HttpRequest) -> str:
    """Return the reason that an editor gave for a change, on one line; without NUL, which no database takes."""
    return " ".join(request.POST.get(WHY, "").replace("\0", " ").split())[:WHY_LENGTH]


def key_of_user(request: HttpRequest) -> int:
    """Return the primary key of the account of an editor, who has signed in."""
    key: int = request.user.pk  # type: ignore[assignment]
    return key


def number_in(request: HttpRequest, name: str) -> int | None:
    """Return the count or primary key that a form carries in a hidden field; None for anything else."""
    text = request.POST.get(name, "")
    return int(text) if NUMBER.fullmatch(text) else None


def reason_context(request: HttpRequest) -> dict[str, Any]:
    """Return what a page needs to ask for the reason."""
    return {"why": reason_in(request), "why_length": WHY_LENGTH}
