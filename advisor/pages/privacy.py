"""The data stored of visitors, field by field, in plain words. A test compares it with the models."""

from collections.abc import Mapping

FieldDescriptions = Mapping[str, str]

# The keys are the names of the models' fields: a new field needs its words here, or the test fails.
EVALUATION: FieldDescriptions = {
    "id": "A running number.",
    "edit_key": "The secret in the private link, by which its owner comes back. It is random.",
    "share_id": "The id in the public link of the result, random too. A questionnaire gets it when it is finished.",
    "edition": "The edition of the catalogue that it was started with.",
    "origin": "For a what-if that was kept: the result that it changes.",
    "title": "The name of the project, if one was given.",
    "note": "The note on the result, if one was written.",
    "is_short": "Whether the short questionnaire was chosen.",
    "is_wide": "Whether all frameworks are compared, or only the best known.",
    "stored_answers": "The answers and the importance of each.",
    "stored_what_if": "For a what-if that was kept: the changed weights, and the frameworks left out.",
    "leader": "When finished: which framework leads, or that several do.",
    "band": "When finished: how sure the lead is.",
    "decisive_question": "When finished: which question decided most.",
    "summary_rule": "When finished: the number of the rule by which these three were made.",
    "created_at": "When it was started.",
    "finished_at": "When it was finished.",
    "touched_at": "When its owner last answered or changed something.",
}

DELETED_RESULT: FieldDescriptions = {
    "id": "A running number.",
    "share_id": "The id in the public link, so that the link can say that the result was deleted.",
    "deleted_at": "When it was deleted.",
}

DISPUTE: FieldDescriptions = {
    "id": "A running number.",
    "framework": "The framework whose rating is disputed.",
    "criterion": "The criterion on which it is rated.",
    "rating": "The rating at that time.",
    "statement": "What you say is wrong with it.",
    "source": "The address of a source, if you gave one.",
    "status": "Whether it is open, accepted or rejected.",
    "answer": "What we answered.",
    "created_at": "When you sent it.",
    "settled_at": "When it was accepted or rejected.",
}

SIGN_IN: FieldDescriptions = {
    "id": "A running number.",
    "network": "The IP address; of a long one its network, and the wider one around that.",
    "tries": "How often somebody there has tried to sign in.",
    "forgotten_at": "When that is forgotten: a quarter of an hour after the last try.",
}

# The keys are the names of the models, each a table of counts.
COUNTS: FieldDescriptions = {
    "EditionCount": "For each edition: how many results use it, and how many questionnaires that are not finished.",
    "EndingCount": "For each month, leading framework and how sure the lead is: how many results the statistics count.",
    "QuestionCount": "For each question: how many of these results it decided most.",
}
