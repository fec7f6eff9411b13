"""The form with which a visitor disputes a rating."""

from typing import Any

from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError

from advisor.plain_text import one_line
from advisor.questionnaire.forms import TOO_LONG, NoteField, plain_helper
from recommender.models.disputes import SOURCE_LENGTH, STATEMENT_LENGTH
from recommender.models.fields import WebAddressValidator

FEWEST_LETTERS = 10
NO_ADDRESS = "Enter a whole web address, such as https://docs.example.org/page, or leave this empty."


def says_something(text: str) -> None:
    """Refuse what cannot be a reason."""
    if sum(map(str.isalnum, text)) < FEWEST_LETTERS:
        raise ValidationError("Say in a few words what is wrong, so that somebody can check it.")


class WebAddressField(forms.URLField):
    """An address on the web, and of no other kind: it becomes a link."""

    default_validators = [WebAddressValidator(message=NO_ADDRESS)]

    def to_python(self, value: Any) -> str:
        return super().to_python(one_line(value or "")) or ""


class DisputeForm(forms.Form):
    """The words of somebody who disputes a rating. `subject` is a field that people neither see nor fill in."""

    statement = NoteField(
        label="What is wrong?",
        help_text="What did we miss? Include versions.",
        max_length=STATEMENT_LENGTH,
        validators=[says_something],
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"max_length": TOO_LONG, "required": "Say what is wrong with the rating."},
    )
    source = WebAddressField(
        label="Where can it be read?",
        help_text="Optional: the address of documentation, release notes or a measurement.",
        max_length=SOURCE_LENGTH,
        required=False,
        assume_scheme="https",
        error_messages={"max_length": TOO_LONG, "invalid": NO_ADDRESS},
    )
    # A trap: programs that fill in forms fill in this one, too. People do not see it.
    subject = forms.CharField(
        label="Leave this empty", required=False, widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": -1})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = plain_helper()
        self.helper.layout = Layout("statement", "source")

    @property
    def is_by_a_machine(self) -> bool:
        return bool(self.data.get("subject"))
