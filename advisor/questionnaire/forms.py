"""Forms made from the engine's questions."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.text import get_text_list

from advisor.models import NOTE_LENGTH, TITLE_LENGTH
from advisor.plain_text import one_line, several_lines
from recommender.engine.interview import Option, answer_problem, options
from recommender.engine.types import Answer, Catalogue, Importance, Question
from recommender.labels import label_of

TOO_LONG = "Use at most %(limit_value)d characters; these are %(show_value)d."
IMPORTANCE_HELP = {
    Importance.HALF: "Half the weight",
    Importance.NORMAL: "The usual weight",
    Importance.DOUBLE: "Twice the weight",
    Importance.MUST_HAVE: "Twice the weight; frameworks that miss it rank last",
}
WITH_ADD_ONS = "A framework meets it if it does with the add-ons that people usually add."
CHOICE_MESSAGES = {
    "required": "Choose an answer, or skip the question.",
    "invalid_choice": "That is not one of the answers to this question. Choose one of those below.",
}


class AnswerForm(forms.Form):
    """One question: what is chosen, and how much it matters. No answer is preselected."""

    def __init__(self, catalogue: Catalogue, question: Question, answer: Answer, data: Any = None) -> None:
        super().__init__(data)
        self.catalogue, self.question, self.saved = catalogue, question, answer
        self.fields["choice"] = choice_field(catalogue, question, answer)
        self.fields["importance"] = importance_field(question, answer)

    @property
    def is_untouched(self) -> bool:
        """Return whether an unanswered question was sent back as it was, with nothing to save."""
        importance = self.data.get("importance") or Importance.NORMAL
        return self.saved.is_skip and not self.data.get("choice") and importance == Importance.NORMAL

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        if not self.errors:
            chosen = cleaned["choice"] if isinstance(cleaned["choice"], list) else [cleaned["choice"]]
            importance = Importance(cleaned["importance"] or Importance.NORMAL)
            if not any(option.counts for option in options(self.catalogue, self.question) if option.slug in chosen):
                importance = Importance.NORMAL  # none is offered with an answer that asks for nothing
            cleaned["answer"] = Answer(chosen=tuple(chosen), importance=importance)
            if problem := answer_problem(self.catalogue, self.question, cleaned["answer"]):
                self.add_error("importance" if importance.demands else "choice", problem)
        return cleaned


def choice_field(catalogue: Catalogue, question: Question, answer: Answer) -> forms.Field:
    choices = [(option.slug, option) for option in options(catalogue, question)]
    if question.familiarity:
        return forms.MultipleChoiceField(
            label=question.text,
            choices=choices,
            initial=list(answer.chosen),
            widget=forms.CheckboxSelectMultiple,
            error_messages=CHOICE_MESSAGES,
        )
    return forms.ChoiceField(
        label=question.text,
        choices=choices,
        initial=next(iter(answer.chosen), None),
        widget=forms.RadioSelect,
        error_messages=CHOICE_MESSAGES,
    )


def importance_field(question: Question, answer: Answer) -> forms.Field:
    offered = [kind for kind in Importance if question.must_have_choices or not kind.demands]
    demanding = [f"“{choice.text}”" for choice in question.must_have_choices]
    return forms.ChoiceField(
        label="How much does this matter?",
        help_text=f"A must-have is possible with {get_text_list(demanding, 'or')}. {WITH_ADD_ONS}" if demanding else "",
        choices=[(kind.value, Option(kind.value, label_of(kind), IMPORTANCE_HELP[kind])) for kind in offered],
        initial=answer.importance.value,
        required=False,
        widget=forms.RadioSelect,
        error_messages={
            "invalid_choice": "That importance is not offered for this question. Choose one of those below."
        },
    )


class TitleField(forms.CharField):
    """One line of text."""

    def to_python(self, value: Any) -> str:
        return one_line(super().to_python(value) or "")


class NoteField(forms.CharField):
    """Several lines of text."""

    def to_python(self, value: Any) -> str:
        return several_lines(super().to_python(value) or "")


def plain_helper() -> FormHelper:
    """Return a helper that draws the fields only: the page's own form element carries the token and the buttons."""
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    return helper


class FinishForm(forms.Form):
    """The last step: an optional name for the project."""

    title = TitleField(
        label="Name of your project",
        help_text="Optional. Everyone with the link to the result can read it.",
        max_length=TITLE_LENGTH,
        required=False,
        error_messages={"max_length": TOO_LONG},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = plain_helper()


class DescriptionForm(FinishForm):
    """The name and the note that its owner gives a result."""

    note = NoteField(
        label="Note",
        help_text="Optional: who decides, until when, alternatives considered. Everyone with the link can read it.",
        max_length=NOTE_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"max_length": TOO_LONG},
    )
