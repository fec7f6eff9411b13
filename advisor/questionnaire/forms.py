"""Forms made from the engine's questions."""

from collections.abc import Sequence
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.http import QueryDict
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
    """One question: what can be chosen and how much it may matter, and what of both is ticked: nothing by itself.

    Pages are drawn from these plain values. Django's fields only read what was sent: to draw them would take several
    times as long.
    """

    def __init__(self, catalogue: Catalogue, question: Question, saved: Answer, sent: QueryDict | None) -> None:
        super().__init__(sent)
        self.catalogue, self.question, self.saved = catalogue, question, saved
        self.choices, self.importances = options(catalogue, question), importances(question)
        self.chosen: Sequence[str | None] = saved.chosen
        self.importance: str | None = saved.importance
        if sent is not None:
            self.fields["choice"] = choice_field(question, self.choices)
            self.fields["importance"] = importance_field(self.importances)
            self.chosen = sent.getlist("choice") if question.familiarity else [sent.get("choice")]
            self.importance = sent.get("importance")

    @property
    def importance_help(self) -> str:
        """Return with which choices a must-have is possible, if any."""
        demanding = [f"“{choice.text}”" for choice in self.question.must_have_choices]
        return f"A must-have is possible with {get_text_list(demanding, 'or')}. {WITH_ADD_ONS}" if demanding else ""

    @property
    def is_untouched(self) -> bool:
        """Return whether an unanswered question was sent back as it was, with nothing to save."""
        importance = self.importance or Importance.NORMAL
        return self.saved.is_skip and not any(self.chosen) and importance == Importance.NORMAL

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        if not self.errors:
            chosen = cleaned["choice"] if isinstance(cleaned["choice"], list) else [cleaned["choice"]]
            importance = Importance(cleaned["importance"] or Importance.NORMAL)
            if not any(option.counts for option in self.choices if option.slug in chosen):
                importance = Importance.NORMAL  # none is offered with an answer that asks for nothing
            cleaned["answer"] = Answer(chosen=tuple(chosen), importance=importance)
            if problem := answer_problem(self.catalogue, self.question, cleaned["answer"]):
                self.add_error("importance" if importance.demands else "choice", problem)
        return cleaned


def choice_field(question: Question, offered: tuple[Option, ...]) -> forms.ChoiceField:
    choices = [(option.slug, option.text) for option in offered]
    if question.familiarity:
        return forms.MultipleChoiceField(
            choices=choices, widget=forms.CheckboxSelectMultiple, error_messages=CHOICE_MESSAGES
        )
    return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, error_messages=CHOICE_MESSAGES)


def importance_field(offered: tuple[Option, ...]) -> forms.ChoiceField:
    return forms.ChoiceField(
        choices=[(option.slug, option.text) for option in offered],
        required=False,
        widget=forms.RadioSelect,
        error_messages={
            "invalid_choice": "That importance is not offered for this question. Choose one of those below."
        },
    )


def importances(question: Question) -> tuple[Option, ...]:
    """Return how much an answer may matter: a must-have only where a choice demands something."""
    offered = [kind for kind in Importance if question.must_have_choices or not kind.demands]
    return tuple(Option(kind.value, label_of(kind), IMPORTANCE_HELP[kind]) for kind in offered)


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
