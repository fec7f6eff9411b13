"""The form with which a visitor proposes another value for a rating, or the first one."""

from typing import Any

from crispy_forms.layout import Div, Fieldset
from django import forms
from django.core.exceptions import ValidationError

from advisor.catalogue.contribution_form import ContributionForm, WebAddressField, length_of, words_field
from advisor.questionnaire.forms import TOO_LONG, TitleField
from recommender.engine.types import EvidenceKind
from recommender.engine.validity import PUBLISHED, is_date
from recommender.models import Interest, RatingProposal
from recommender.models.proposals import EVIDENCE_LENGTH, REASON_LENGTH

KINDS = {
    EvidenceKind.DOCUMENTED: "Documented: the project says so",
    EvidenceKind.SURVEY: "A survey",
    EvidenceKind.OPINION: "Somebody’s article, talk or measurement",
}
"""What a visitor's source can be; only we measure."""

NO_NUMBER = "Enter whole numbers from 0 to 100."
ADVICE = "Enter the whole web address of the source, such as https://docs.example.org/page."


def number_field(label: str, help_text: str) -> forms.IntegerField:
    messages = dict.fromkeys(("required", "invalid", "min_value", "max_value"), NO_NUMBER)
    return forms.IntegerField(
        label=label, help_text=help_text, min_value=0, max_value=100, error_messages=messages | {"required": NO_NUMBER}
    )


def interest_field(label: str) -> forms.ChoiceField:
    """Return the question whether a visitor has an interest of their own, which nobody has to answer."""
    return forms.ChoiceField(
        label=label,
        help_text="Either is fine: whoever works on it knows it best. Only our reviewers read this answer.",
        choices=Interest.choices,
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Choose one of the three answers."},
    )


def is_a_date(text: str) -> None:
    """Refuse what is no year, month or day."""
    if text and not (PUBLISHED.fullmatch(text) and is_date(text)):
        raise ValidationError("Enter a year, a month or a day, such as 2026, 2026-03 or 2026-03-31, or nothing.")


class ProposalForm(ContributionForm):
    """The value that somebody would give, why, and the source that says so."""

    value = number_field("Value", "0 to 100, by the scale.")
    low = number_field("At least", "The lowest that your source would bear.")
    high = number_field("At most", "The highest.")
    phrase = TitleField(
        label="In a few words",
        help_text="As it would stand in a list of reasons, such as “Writes its contract from the code”.",
        max_length=length_of(RatingProposal, "phrase"),
        error_messages={"max_length": TOO_LONG, "required": "Say in a few words what the framework offers."},
    )
    reason = words_field(
        label="Why is this its place on the scale?",
        help_text="How the value follows from the scale and your source. If we accept it, it stands with the rating.",
        most=REASON_LENGTH,
        rows=5,
        required="Say why the scale gives this value.",
        too_short="Say in a few words why the scale gives this value, so that somebody can check it.",
    )
    evidence_statement = words_field(
        label="What does your source say?",
        help_text="One fact, in your own words, with the version that it holds for.",
        most=EVIDENCE_LENGTH,
        rows=3,
        required="Say what your source says.",
        too_short="Say in a few words what your source says, so that somebody can compare it.",
    )
    evidence_source = TitleField(
        label="Title of the source",
        help_text="Such as “Flask documentation 3.1: Async views”.",
        max_length=length_of(RatingProposal, "evidence_source"),
        error_messages={"max_length": TOO_LONG, "required": "Enter the title of the source."},
    )
    evidence_url = WebAddressField(
        label="Its address",
        help_text="Where everybody can read it.",
        max_length=length_of(RatingProposal, "evidence_url"),
        advice=ADVICE,
    )
    evidence_kind = forms.ChoiceField(
        label="What kind of source is it?",
        choices=[(kind.value, words) for kind, words in KINDS.items()],
        initial=EvidenceKind.DOCUMENTED.value,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Choose one of the kinds in the list."),
    )
    evidence_published = TitleField(
        label="When was it published?",
        help_text="Optional: a year, a month or a day, such as 2026-03.",
        max_length=length_of(RatingProposal, "evidence_published"),
        required=False,
        validators=[is_a_date],
        error_messages={"max_length": "Enter a date such as 2026-03-31."},
    )

    def __init__(self, *args: Any, framework: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["interest"] = interest_field(f"Do you work on {framework}, or for somebody who gains by it?")

    def layout(self) -> list[Any]:
        return [
            Fieldset("The rating", Div("value", "low", "high", css_class="number-row"), "phrase", "reason"),
            Fieldset(
                "Your source",
                *("evidence_statement", "evidence_source", "evidence_url", "evidence_kind", "evidence_published"),
            ),
            Fieldset("About you", "interest"),
        ]

    def clean(self) -> dict[str, Any]:
        low, value, high = (self.cleaned_data.get(name) for name in ("low", "value", "high"))
        if None not in (low, value, high) and not low <= value <= high:  # type: ignore[operator]  # none is None
            self.add_error("value", "The value must lie from “At least” to “At most”.")
        return self.cleaned_data
