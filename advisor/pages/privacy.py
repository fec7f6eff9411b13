"""The data stored of visitors, field by field, in plain words. A test compares it with the models."""

FieldDescriptions = dict[str, str]

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
    "answer": "What we answered.",
    "created_at": "When you sent it.",
    "settled_at": "When it was accepted or rejected.",
    "framework": "The framework whose rating is disputed.",
    "criterion": "The criterion on which it is rated.",
    "rating": "The rating at that time.",
    "statement": "What you say is wrong with it.",
    "source": "The address of a source, if you gave one.",
    "status": "Whether it is open, accepted or rejected.",
}

PROPOSAL: FieldDescriptions = {
    "id": "A running number.",
    "answer": "What we answered.",
    "created_at": "When you sent it.",
    "settled_at": "When it was accepted or declined.",
    "status": "Whether it is open, accepted or declined.",
    "interest": "Whether you have an interest of your own, if you answered that.",
}

RATING_PROPOSAL: FieldDescriptions = PROPOSAL | {
    "reason": "Why you think that the scale gives this value.",
    "framework": "The framework that is rated.",
    "criterion": "The criterion on which it is rated.",
    "former_value": "The rating at that time, if there was one.",
    "former_low": "The lowest likely value at that time.",
    "former_high": "The highest likely value at that time.",
    "value": "The value that you propose.",
    "low": "The lowest value that your source would bear.",
    "high": "The highest value that your source would bear.",
    "phrase": "The rating in a few words, as you put it.",
    "evidence_statement": "What your source says.",
    "evidence_kind": "What kind of source it is.",
    "evidence_source": "The title of the source.",
    "evidence_url": "The address of the source.",
    "evidence_published": "When the source was published, if you said so.",
}

FRAMEWORK_SUGGESTION: FieldDescriptions = PROPOSAL | {
    "reason": "Why you think that it should be here.",
    "name": "The name of the framework.",
    "url": "The address that you gave.",
    "framework": "Its draft in the catalogue, if we made one.",
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
