"""The open questions of a run, in words: what they can still change. No HTTP, no formula."""

from recommender.engine.result.open_questions import OpenQuestions
from recommender.engine.scoring import Outcome


def outlook(outcome: Outcome, open_questions: OpenQuestions) -> str:
    """Return what can still come, in a sentence; nothing while any answer may decide, or when no question is open."""
    if not open_questions.open:
        return ""
    if not open_questions.is_settled:
        return (
            "Only an answer that counts double or is a must-have could still change the winner."
            if open_questions.is_settled_without_emphasis
            else ""
        )
    if not outcome.leaders:
        return "No remaining question tells the frameworks apart."
    if len(outcome.leaders) > 1:
        return "No remaining answer can change who shares first place."
    return "No remaining answer can change the winner."
