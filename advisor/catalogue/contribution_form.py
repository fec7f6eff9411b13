"""What the forms have in common with which visitors contribute: a trap for machines, words that say something."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.encoding import punycode

from advisor.plain_text import one_line
from advisor.questionnaire.forms import TOO_LONG, NoteField, plain_helper
from recommender.models.fields import WebAddressValidator

FEWEST_LETTERS = 10


def says_something(message: str) -> Callable[[str], None]:
    """Return a validator that refuses what cannot be a reason."""

    def validate(text: str) -> None:
        if sum(map(str.isalnum, text)) < FEWEST_LETTERS:
            raise ValidationError(message)

    return validate


def words_field(*, most: int, rows: int, required: str, too_short: str, **options: Any) -> NoteField:
    """Return a field for several lines, of so many characters at most, which must say something."""
    return NoteField(
        max_length=most,
        validators=[says_something(too_short)],
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"max_length": TOO_LONG, "required": required},
        **options,
    )


def length_of(model: type[Model], column: str) -> int:
    """Return how many characters a column takes."""
    length: int = model._meta.get_field(column).max_length  # type: ignore[union-attr, assignment]
    return length


class WebAddressField(forms.URLField):
    """An address on the web, and of no other kind: it becomes a link. `advice`: what to do if it is none."""

    default_validators = [WebAddressValidator()]

    def __init__(self, *, advice: str, **options: Any) -> None:
        messages = {"max_length": TOO_LONG, "invalid": advice, "required": advice}
        super().__init__(assume_scheme="https", error_messages=messages, **options)

    def to_python(self, value: Any) -> str:
        """Return the address with its host as the network knows it: letters of another script can look like ours."""
        address = super().to_python(one_line(value or "")) or ""
        try:
            parts = urlsplit(address)
            return urlunsplit(parts._replace(netloc=punycode(parts.netloc)))
        except ValueError as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error


class ContributionForm(forms.Form):
    """The words of a visitor. `subject` is a field that people neither see nor fill in."""

    # A trap: programs that fill in forms fill in this one, too. People do not see it.
    subject = forms.CharField(
        label="Leave this empty", required=False, widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": -1})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = plain_helper()
        self.helper.layout = Layout(*self.layout())

    def layout(self) -> list[Any]:
        """Return what is drawn: all but the trap, which has a place of its own."""
        return [name for name in self.fields if name != "subject"]

    @property
    def is_by_a_machine(self) -> bool:
        return bool(self.data.get("subject"))

    @property
    def written(self) -> dict[str, Any]:
        """Return what was written into a valid form, by the names of its fields."""
        return {name: value for name, value in self.cleaned_data.items() if name != "subject"}
